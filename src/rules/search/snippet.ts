import { folded, type Characters } from './words.ts'

/** A piece of a text, and whether it is what the reader asked for. */
export type Piece = { readonly text: string; readonly isFound: boolean }

const around = 24

/** How many of the words stand in the text as they were typed. */
export function countFound(text: string, words: readonly string[], characters: Characters): number {
  const whole = folded(text, characters)
  return words.filter(word => whole.includes(word)).length
}

/** The surroundings of the first word that stands in the text, with every word marked; the beginning where none does (pinyin). */
export function snippetOf(text: string, words: readonly string[], characters: Characters): Piece[] {
  const whole = folded(text, characters)
  const first = Math.min(...words.map(word => whole.indexOf(word)).filter(index => index >= 0), text.length)
  const start = first === text.length || first <= around ? 0 : wholeCharacter(text, first - around)
  const end = wholeCharacter(text, Math.min(text.length, start + around * 4))
  const marks = marksIn(whole.slice(start, end), words)
  const pieces = cutAt(text.slice(start, end), marks)
  return [...(start > 0 ? [{ text: '…', isFound: false }] : []), ...pieces, ...(end < text.length ? [{ text: '…', isFound: false }] : [])]
}

type Mark = { readonly from: number; readonly to: number }

function marksIn(text: string, words: readonly string[]): Mark[] {
  const found: Mark[] = []
  for (const word of words.filter(one => one !== '')) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push({ from: at, to: at + word.length })
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to)
}

function cutAt(text: string, marks: readonly Mark[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const { from, to } of marks) {
    if (from < at) continue
    if (from > at) pieces.push({ text: text.slice(at, from), isFound: false })
    pieces.push({ text: text.slice(from, to), isFound: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isFound: false })
  return pieces
}

// Never between the two halves of a character beyond the first plane.
function wholeCharacter(text: string, index: number): number {
  return /[\uDC00-\uDFFF]/u.test(text.charAt(index)) && index > 0 ? index - 1 : index
}
