import { rowLabel } from '#rules/disclosures/display.ts'
import { findField, type FieldSchema, type Values } from '#rules/disclosures/field-schema.ts'
import { findRecord, getPublicSchema, listRows, listVersions } from '#records/public.ts'
import type { PageProblem } from './errors.ts'
import type { House } from './house.ts'
import { labelOf, valueOf } from './record-facts.ts'
import type { Query, View } from './view.ts'

/** What a resident questions: a record, one of its lines, or one value, as it was published. */
export type Questioned = {
  readonly villageCode: number
  readonly about: { readonly disclosureId: string; readonly version: number; readonly rowSeq?: number; readonly fieldKey?: string }
  readonly title: string
  readonly isOldVersion: boolean
  /** What the line is called, and which of its values is meant. */
  readonly line?: string
  readonly value?: { readonly label: string; readonly shown: string }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Finds what the address (or the hidden fields of the form) points at. Undefined when it points at nothing. */
export async function findQuestioned(house: House, view: View, query: Query): Promise<Questioned | PageProblem | undefined> {
  const { d, ver, row, field } = query
  if (d === undefined) return undefined
  const id = d.toLowerCase()
  if (!uuid.test(id)) return { code: 'recordNotFound' }
  for (const [name, value] of [['ver', ver], ['row', row]] as const) {
    if (value !== undefined && !/^[1-9]\d{0,6}$/.test(value)) return { code: 'badQuery', name }
  }
  const record = await findRecord(house.reader, id)
  if (!record) return { code: 'recordNotFound' }
  if (record.withdrawal) return { code: 'withdrawn', villageCode: record.villageCode, villageName: record.villageName, withdrawal: record.withdrawal }
  const versions = await listVersions(house.reader, record)
  const shown = versions.find(version => version.version === (ver === undefined ? record.currentVersion : Number(ver)))
  if (!shown) return { code: 'versionNotFound' }
  const schema = await getPublicSchema(house.reader, record.itemSlug, shown.schemaVersion)
  const [line] = row === undefined ? [] : await listRows(house.reader, record, shown.version, Number(row) - 1, 1)
  if (row !== undefined && line?.seq !== Number(row)) return { code: 'badQuery', name: 'row' }
  const value = field === undefined ? undefined : valueAt(view, schema, line?.cells, shown.fields, field)
  if (field !== undefined && !value) return { code: 'badQuery', name: 'field' }
  return {
    villageCode: record.villageCode, title: shown.title, isOldVersion: shown.version !== record.currentVersion,
    about: { disclosureId: id, version: shown.version, ...(line && { rowSeq: line.seq }), ...(field !== undefined && { fieldKey: field }) },
    ...(line && { line: rowLabel(schema, line.cells) }), ...(value && { value }),
  }
}

function valueAt(view: View, schema: FieldSchema, cells: Values | undefined, fields: Values, key: string): Questioned['value'] {
  const field = findField(schema, cells ? 'row' : 'field', key)
  const value = field?.audience === 'public' ? (cells ?? fields)[key] : undefined
  return field && value !== undefined ? { label: labelOf(view, field), shown: valueOf(view, field, value) } : undefined
}
