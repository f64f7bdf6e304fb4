import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { rowLabel } from '#rules/disclosures/display.ts'
import type { Field, FieldSchema, Value, Values } from '#rules/disclosures/field-schema.ts'
import { sameLines, type LineWithValue } from '#rules/disclosures/same-line.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import type { Db, Tx } from '#records/database.ts'
import { getSchema } from '#records/disclosures.ts'
import { getPlacedLine, listLinesWithValue, type Erased, type NamedLine } from '#records/erasures.ts'

/** A line of a version that has a certain personal value. Row 0 is the header. */
export type ValuePlace = { readonly version: number; readonly row: number }

/** Where a personal value goes when it is deleted, and where the same words stand that may be somebody else's: those are named by themselves. */
export type ValuePlaces = { readonly places: readonly LineWithValue[]; readonly elsewhere: readonly LineWithValue[] }

/** The places of the value that a wish names; undefined where there is none, or it is a figure that totals rest on. */
export async function placesOf(db: Db | Tx, named: NamedLine, field: Field): Promise<ValuePlaces | undefined> {
  if (!isPersonal(field)) return undefined
  const all = await listLinesWithValue(db, named)
  const mine = all.find(({ version, seq }) => version === named.version && seq === named.rowSeq)
  if (!mine) return undefined
  const places = sameLines(mine, all, field.key, field.mask !== undefined)
  return { places, elsewhere: all.filter(line => !places.includes(line)) }
}

export function placeOf({ version, seq }: LineWithValue): ValuePlace {
  return { version, row: seq }
}

/** The public fields of the header (row 0), or of a line, in the order of their salts. */
export function publicFieldsOf(schema: FieldSchema, row: number): readonly Field[] {
  return (row === 0 ? schema.fields : schema.rows?.fields ?? []).filter(field => field.audience === 'public')
}

const figures: readonly Field['type'][] = ['money', 'quantity', 'integer', 'percent']

function isPersonal(field: Field): boolean {
  return !figures.includes(field.type) && field.place === undefined
}

/** A place as it is erased, with what is gone, and the line and version it stood in. */
export type ErasedPlace = Erased & { readonly said: readonly Value[]; readonly whole: { readonly values: Values; readonly commitment: Buffer; readonly rowCount: number } }

/** What is needed to erase a value at one place: every version is read by its own form. */
export async function erasedAt(tx: Tx, of: { readonly countyCode: number; readonly disclosureId: string; readonly itemSlug: string }, line: LineWithValue, key: string): Promise<ErasedPlace> {
  const { version, seq } = line
  const { schemaVersion, values, salts, commitment, rowCount } = await getPlacedLine(tx, of, line)
  const schema = await getSchema(tx, of.itemSlug, schemaVersion)
  const atField = publicFieldsOf(schema, seq).findIndex(field => field.key === key)
  if (atField < 0) throw new Error(`the form of version ${version} of ${of.disclosureId} has no public field ${key}`)
  const { [key]: value, ...without } = values
  if (value === undefined) throw new Error(`nothing stands in ${key} of line ${seq} of version ${version} of ${of.disclosureId}`)
  const bytes = Buffer.from(canonicalJson(value))
  return {
    version, seq, atField, called: seq === 0 ? '' : rowLabel(schema, values), calledAfter: seq === 0 ? '' : rowLabel(schema, without),
    commitment: Buffer.from(sha256(fieldPreimage(salts.subarray(32 * atField, 32 * atField + 32), seq === 0 ? key : `${seq}/${key}`, bytes))),
    said: [value, line.hidden[key] ?? value], whole: { values, commitment, rowCount },
  }
}
