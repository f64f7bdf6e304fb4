import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { recordText } from '#rules/disclosures/views.ts'
import { piecesSearched, type TextPiece } from './text-pieces.ts'
import { addWords, type Characters } from './words.ts'

/**
 * A stretch of a published record under the words by which it is found. Part 0 is the record itself; the others are its rows, a
 * hundred each, so that a list of a hundred thousand people is as easy to find a name in as a short one, and pieces of its files.
 */
export type SearchPart = { readonly part: number; readonly words: readonly string[] } & SearchPlace
type SearchPlace = { readonly fromRow: number | null; readonly toRow: number | null; readonly attachmentN: number | null; readonly attachmentPiece: number | null }

/** A piece of a published file, with the name the file goes by. */
export type FilePiece = TextPiece & { readonly n: number; readonly name: string }

/** What everybody sees of a record: what it may be found by. */
type Seen = { readonly fields: Values; readonly rows: readonly Values[]; readonly files?: readonly FilePiece[] }

const nowhere: SearchPlace = { fromRow: null, toRow: null, attachmentN: null, attachmentPiece: null }

export const rowsToAPart = 100

/** What a record is found by, part by part: its masked public view, never the record itself. `about` are its title and the name of its item. */
export function* searchParts(schema: FieldSchema, view: Seen, about: readonly string[], villageCode: number, characters: Characters): Generator<SearchPart> {
  const { header, rows, files } = partsOf(schema, about, villageCode, characters)
  yield header(view.fields)
  yield* rows(view.rows, 0)
  yield* files(view.files ?? [], view.rows.length)
}

/** The parts of a record whose rows come in portions; each portion but the last is of whole parts (`rowsToAPart`). */
export type GrowingParts = {
  header(fields: Values): SearchPart
  rows(rows: readonly Values[], before: number): Generator<SearchPart>
  files(files: readonly FilePiece[], rowCount: number): Generator<SearchPart>
}

export function partsOf(schema: FieldSchema, about: readonly string[], villageCode: number, characters: Characters): GrowingParts {
  const shared = new Set([villageWord(villageCode)])
  for (const text of about) addWords(shared, text, characters)
  const wordsOf = (text: string) => {
    const words = new Set(shared)
    addWords(words, text, characters)
    return [...words]
  }
  return {
    header: fields => ({ part: 0, ...nowhere, words: wordsOf(recordText(schema, { fields, rows: [] })) }),
    *rows(rows, before) {
      for (let from = 0; from < rows.length; from += rowsToAPart) {
        const some = rows.slice(from, from + rowsToAPart)
        const above = before + from
        yield { part: above / rowsToAPart + 1, ...nowhere, fromRow: above + 1, toRow: above + some.length, words: wordsOf(recordText(schema, { fields: {}, rows: some })) }
      }
    },
    *files(files, rowCount) {
      let part = Math.ceil(rowCount / rowsToAPart) + 1
      for (const { n, name, piece, text } of piecesSearched(files)) yield { part: part++, ...nowhere, attachmentN: n, attachmentPiece: piece, words: wordsOf(`${name}\n${text}`) }
    },
  }
}

/**
 * The word that every part of a village carries. An index of words finds what stands under two words at once without looking at
 * the rest of the country, which two indexes cannot.
 */
export function villageWord(villageCode: number): string {
  return `v${villageCode}`
}
