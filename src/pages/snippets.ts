import { shownValue } from '#rules/disclosures/display.ts'
import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { syllablesOf } from '#rules/search/pinyin.ts'
import { wordsAsked } from '#rules/search/query.ts'
import { countFound, snippetOf, type Piece } from '#rules/search/snippet.ts'
import { addWords } from '#rules/search/words.ts'
import { characters, cutWords } from '#platform/chinese.ts'
import { type FoundRow, getPublicSchema, listFoundHeaders, listFoundRows, type ListedRecord } from '#records/public.ts'
import type { House } from './house.ts'

/** Where in a record the words of a search stand. `row` is absent for the header. */
export type Snippet = { readonly row: number | undefined; readonly label: { readonly zh: string; readonly en: string } | undefined; readonly pieces: readonly Piece[] }

const rowsShown = 2

/** For each record of a page of findings, the lines that say what was looked for. `typed` is what the reader typed, `query` the condition made of it. */
export async function findSnippets(house: House, village: number, records: readonly ListedRecord[], typed: string, query: string): Promise<ReadonlyMap<string, readonly Snippet[]>> {
  const found = new Map<string, readonly Snippet[]>()
  if (records.length === 0) return found
  const words = wordsAsked(typed, characters, cutWords)
  const rows = await listFoundRows(house.reader, village, records.map(record => record.id), query)
  for (const [id, ofRecord] of Map.groupBy(rows, row => row.id)) {
    const { itemSlug, schemaVersion } = ofRecord[0]!
    found.set(id, rowSnippets(await getPublicSchema(house.reader, itemSlug, schemaVersion), ofRecord, words))
  }
  const others = records.filter(record => (found.get(record.id) ?? []).length === 0)
  const titles = new Map(others.map(record => [record.id, record.title]))
  for (const { id, itemSlug, schemaVersion, fields } of others.length === 0 ? [] : await listFoundHeaders(house.reader, village, [...titles.keys()])) {
    found.set(id, headerSnippets(await getPublicSchema(house.reader, itemSlug, schemaVersion), fields, words, titles.get(id) ?? ''))
  }
  return found
}

function rowSnippets(schema: FieldSchema, rows: readonly FoundRow[], words: readonly string[]): Snippet[] {
  const fields = schema.rows?.fields ?? []
  const read = rows.map(row => ({ row: row.seq, text: textOf(fields, row.cells) }))
  const literal = read.map(line => ({ ...line, found: countFound(line.text, words, characters) }))
  const scored = literal.some(line => line.found > 0) ? literal : read.map(line => ({ ...line, found: countSpelt(line.text, words) }))
  const best = Math.max(0, ...scored.map(line => line.found))
  if (best === 0) return []
  return scored.filter(line => line.found === best).slice(0, rowsShown).map(({ row, text }) => ({ row, label: undefined, pieces: snippetOf(text, words, characters) }))
}

// The title is there already; the field that made it says nothing new.
function headerSnippets(schema: FieldSchema, values: Values, words: readonly string[], title: string): Snippet[] {
  const told = schema.fields.map(field => ({ field, text: textOf([field], values) })).filter(({ text }) => !title.includes(text) && countFound(text, words, characters) > 0)
  return told.slice(0, 1).map(({ field, text }) => ({ row: undefined, label: { zh: field.zh, en: field.en }, pieces: snippetOf(text, words, characters) }))
}

function textOf(fields: readonly Field[], values: Values): string {
  return fields.filter(field => field.audience === 'public' && field.key !== 'seq' && values[field.key] !== undefined)
    .map(field => shownValue(field, values[field.key]!, 'zh')).join(' · ')
}

// Letters that stand nowhere as they were typed were read as pinyin.
function countSpelt(text: string, words: readonly string[]): number {
  const spelt = new Set<string>()
  addWords(spelt, text, characters)
  return words.filter(word => isSpelt(word, spelt)).length
}

function isSpelt(letters: string, spelt: ReadonlySet<string>): boolean {
  return syllablesOf(letters).some(syllables => syllables.length === 1 ? spelt.has(letters) : syllables.slice(1).every((syllable, i) => spelt.has(syllables[i]! + syllable)))
}
