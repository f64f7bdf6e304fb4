import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

const mostTokens = 40_000 // PostgreSQL refuses a tsvector of more than 1 MB
const longestWord = 40
const mostTerms = 12

/**
 * The words under which a text is found, for `to_tsvector('simple', …)`: of Chinese every character and every pair of
 * neighbours, of other scripts every word. Pairs need no dictionary, so a surname or a hamlet no dictionary knows is found too.
 */
export function searchDocument(text: string): string {
  const tokens = new Set<string>()
  for (const run of runsOf(text)) {
    if (tokens.size >= mostTokens) break
    if (!run.isHan) {
      tokens.add(run.text.slice(0, longestWord))
      continue
    }
    const characters = [...run.text]
    characters.forEach((character, i) => {
      tokens.add(character)
      if (i > 0) tokens.add(characters[i - 1]! + character)
    })
  }
  return [...tokens].join(' ')
}

/**
 * What a reader typed, for `to_tsquery('simple', …)`. The dictionary cuts 低保金发放 into 低保金 and 发放, so that a title which
 * says 低保金按月发放 is found; a cut word is then asked for by its pairs. Empty when nothing typed can be looked for.
 */
export function searchQuery(text: string): string {
  const terms = new Set<string>()
  for (const run of runsOf(text.slice(0, 200))) {
    if (run.isHan) for (const word of cut(run.text)) for (const gram of gramsOf(word)) terms.add(`'${gram}'`)
    else terms.add(`'${run.text.slice(0, longestWord)}':*`)
  }
  return [...terms].slice(0, mostTerms).join(' & ')
}

type Run = { readonly text: string; readonly isHan: boolean }

/** Search looks at a normalised copy (full-width digits, capitals); what is stored and shown is never touched. */
function runsOf(text: string): Run[] {
  const words = text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.flatMap(word => (word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []).map(run => ({ text: run, isHan: /^\p{Script=Han}/u.test(run) })))
}

function gramsOf(word: string): string[] {
  const characters = [...word]
  return characters.length === 1 ? characters : characters.slice(1).map((character, i) => characters[i]! + character)
}

let jieba: Jieba | undefined

/** The dictionary takes 57 MB and a fifth of a second, so it is loaded by the first search, not by the start. */
function cut(text: string): string[] {
  jieba ??= Jieba.withDict(dict)
  return jieba.cut(text, true)
}
