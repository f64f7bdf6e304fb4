import { shownValue } from '#rules/disclosures/display.ts'
import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { syllablesOf } from '#rules/search/pinyin.ts'
import { wordsAsked } from '#rules/search/query.ts'
import { countFound, snippetOf, type Piece } from '#rules/search/snippet.ts'
import { addWords } from '#rules/search/words.ts'
import { characters, cutWords } from '#platform/chinese.ts'
import { type FoundFile, type FoundRow, getPublicSchema, listFoundFiles, listFoundHeaders, listFoundRows, type ListedRecord } from '#records/public.ts'
import type { House } from './house.ts'

/** Where in a record the words of a search stand: in a row, a file, or else the header. */
export type Snippet = { readonly row?: number; readonly file?: Pick<FoundFile, 'version' | 'n' | 'name'>; readonly label?: { readonly zh: string; readonly en: string }; readonly pieces: readonly Piece[] }

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
  const silent = others.map(({ id }) => id).filter(id => (found.get(id) ?? []).length === 0)
  for (const file of silent.length === 0 ? [] : await listFoundFiles(house.reader, village, silent, query)) found.set(file.id, fileSnippets(file, words))
  return found
}

function rowSnippets(schema: FieldSchema, rows: readonly FoundRow[], words: readonly string[]): Snippet[] {
  const fields = schema.rows?.fields ?? []
  const read = rows.map(row => ({ row: row.seq, text: textOf(fields, row.cells) }))
  const literal = read.map(line => ({ ...line, found: countFound(line.text, words, characters) }))
  const scored = literal.some(line => line.found > 0) ? literal : read.map(line => ({ ...line, found: countSpelt(line.text, words) }))
  const best = Math.max(0, ...scored.map(line => line.found))
  if (best === 0) return []
  return scored.filter(line => line.found === best).slice(0, rowsShown).map(({ row, text }) => ({ row, pieces: snippetOf(text, words, characters) }))
}

// The title is there already; the field that made it says nothing new.
function headerSnippets(schema: FieldSchema, values: Values, words: readonly string[], title: string): Snippet[] {
  const told = schema.fields.map(field => ({ field, text: textOf([field], values) })).filter(({ text }) => !title.includes(text) && countFound(text, words, characters) > 0)
  return told.slice(0, 1).map(({ field, text }) => ({ label: { zh: field.zh, en: field.en }, pieces: snippetOf(text, words, characters) }))
}

// A title that matches says nothing about the file; letters read as pinyin are shown with the line in which they stand.
function fileSnippets({ version, n, name, text }: FoundFile, words: readonly string[]): Snippet[] {
  const file = { version, n, name }
  if (countFound(text, words, characters) > 0) return [{ file, pieces: snippetOf(text, words, characters) }]
  const spelt = words.some(word => syllablesOf(word).length > 0) ? text.split('\n').find(line => countSpelt(line, words) > 0) : undefined
  if (spelt !== undefined) return [{ file, pieces: snippetOf(spelt, words, characters) }]
  return countFound(name, words, characters) > 0 ? [{ file, pieces: snippetOf(text, words, characters) }] : []
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
