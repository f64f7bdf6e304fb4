import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { recordText } from '#rules/disclosures/views.ts'
import { addWords, type Characters } from './words.ts'

/**
 * A stretch of a published record under the words by which it is found. Part 0 is the record itself; the others are its rows, a
 * hundred each, so that a list of a hundred thousand people is as easy to find a name in as a short one.
 */
export type SearchPart = { readonly part: number; readonly fromRow: number | null; readonly toRow: number | null; readonly words: readonly string[] }

const rowsToAPart = 100

/** What a record is found by, part by part: its masked public view, never the record itself. `about` are its title and the name of its item. */
export function* searchParts(schema: FieldSchema, view: { readonly fields: Values; readonly rows: readonly Values[] }, about: readonly string[], villageCode: number, characters: Characters): Generator<SearchPart> {
  const shared = new Set([villageWord(villageCode)])
  for (const text of about) addWords(shared, text, characters)
  const whole = new Set(shared)
  addWords(whole, recordText(schema, { fields: view.fields, rows: [] }), characters)
  yield { part: 0, fromRow: null, toRow: null, words: [...whole] }
  for (let from = 0; from < view.rows.length; from += rowsToAPart) {
    const rows = view.rows.slice(from, from + rowsToAPart)
    const words = new Set(shared)
    addWords(words, recordText(schema, { fields: {}, rows }), characters)
    yield { part: from / rowsToAPart + 1, fromRow: from + 1, toRow: from + rows.length, words: [...words] }
  }
}

/**
 * The word that every part of a village carries. An index of words finds what stands under two words at once without looking at
 * the rest of the country, which two indexes cannot.
 */
export function villageWord(villageCode: number): string {
  return `v${villageCode}`
}
