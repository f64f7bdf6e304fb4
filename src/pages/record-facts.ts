import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { shownValue } from '#rules/disclosures/display.ts'
import type { ErasedValue, Place, PublicAnswer, PublicAttachment, PublicCatalogue, PublicObjection, PublicProject, PublicRecord, PublicRow, PublicVersion, RowDifference, TakenDown } from '#records/public.ts'
import { plainDayText } from '#text/values.ts'
import { addressOf, type View } from './view.ts'

/** Everything the page of one version shows. */
export type RecordFacts = {
  readonly record: PublicRecord
  readonly path: readonly Place[]
  readonly catalogue: PublicCatalogue
  /** All versions, the newest first, and the one that is shown. */
  readonly versions: readonly PublicVersion[]
  readonly shown: PublicVersion
  readonly schema: FieldSchema
  readonly rows: readonly PublicRow[]
  readonly rowsPage: number
  readonly attachments: readonly PublicAttachment[]
  /** Versions that nobody is shown any more. */
  readonly takenDown: readonly TakenDown[]
  /** Lines that changed from the version before; undefined where they are too many to compare. */
  readonly differences: readonly RowDifference[] | undefined
  readonly objections: readonly PublicObjection[]
  readonly answers: readonly PublicAnswer[]
  readonly project: PublicProject | undefined
  /** Personal values that were deleted from this version. */
  readonly erased: readonly ErasedValue[]
}

export const rowsPerPage = 100

/** The address of one version and one page of its rows; the newest version and the first page have the short one. */
export function recordAddress(record: PublicRecord, version: number, rowsPage: number): string {
  return addressOf(`/d/${record.id}`, { v: version === record.currentVersion ? undefined : version, rows: rowsPage > 1 ? rowsPage : undefined })
}

/** The address of one line of the latest version. */
export function rowAddress(id: string, row: number): string {
  const page = Math.ceil(row / rowsPerPage)
  return `${addressOf(`/d/${id}`, { rows: page > 1 ? page : undefined })}#r${row}`
}

/** Label of a field in the reader's language. */
export function labelOf(view: View, field: Field): string {
  return view.language === 'en' ? field.en : field.zh
}

/** A value as this page shows it: days and figures in the reader's language, text as it was published. */
export function valueOf(view: View, field: Field, value: string | number): string {
  if (field.type === 'date') return plainDayText(view.language, String(value))
  return shownValue(field, value, view.language === 'en' ? 'en' : 'zh')
}

/** Figures are set in columns. */
export function isFigure(field: Field): boolean {
  return field.type === 'money' || field.type === 'quantity' || field.type === 'integer' || field.type === 'percent'
}
