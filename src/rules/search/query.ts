import { longestWord, pairsOf, runsOf, type Characters } from './words.ts'
import { syllablesOf } from './pinyin.ts'

const longestTyped = 200
const mostTerms = 12

/**
 * What a reader typed as a condition in PostgreSQL's tsquery notation; empty when nothing typed can be looked for. The dictionary
 * `cut` parts 低保金发放 into 低保金 and 发放, so that a title which says 低保金按月发放 is found. Letters are looked for as they
 * stand and, where they can be read so, as pinyin.
 */
export function queryOf(text: string, characters: Characters, cut: (run: string) => readonly string[]): string {
  const terms = new Set<string>()
  for (const run of runsOf(text.slice(0, longestTyped), characters)) {
    if (run.isHan) for (const word of cut(run.text)) for (const pair of pairsOf(word)) terms.add(`'${pair}'`)
    else terms.add(lettersAsked(run.text.slice(0, longestWord)))
  }
  return [...terms].slice(0, mostTerms).join(' & ')
}

/** The words a reader typed as they would stand in a text, for marking them there. */
export function wordsAsked(text: string, characters: Characters, cut: (run: string) => readonly string[]): string[] {
  const runs = runsOf(text.slice(0, longestTyped), characters)
  return [...new Set(runs.flatMap(run => (run.isHan ? cut(run.text) : [run.text])))].slice(0, mostTerms)
}

function lettersAsked(letters: string): string {
  const asWritten = `'${letters}':*`
  const spelt = syllablesOf(letters).filter(syllables => syllables.length > 2).map(syllables => pairsSpelt(syllables))
  return spelt.length === 0 ? asWritten : `(${[asWritten, ...spelt].join(' | ')})`
}

// Two syllables are one word of the index already; of three and more, each pair of neighbours is asked for.
function pairsSpelt(syllables: readonly string[]): string {
  const pairs = syllables.slice(1).map((syllable, i) => syllables[i]! + syllable)
  return `(${pairs.map((pair, i) => (i === pairs.length - 1 ? `'${pair}':*` : `'${pair}'`)).join(' & ')})`
}
