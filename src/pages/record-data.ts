import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { moneyUnit } from '#text/values.ts'
import { typedValue } from '#rules/disclosures/display.ts'
import { listErased, listRows, type PublicReader, type PublicRecord, type PublicRow, type PublicVersion } from '#records/public.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import type { View } from './view.ts'

/** A version of a record, for machines and spreadsheets. */
export type RecordData = { readonly reader: PublicReader; readonly record: PublicRecord; readonly shown: PublicVersion; readonly schema: FieldSchema }

const atOnce = 2000

/** The version as a spreadsheet: its lines, or its header where it has no lines. Money in yuan, days as YYYY-MM-DD. */
export async function* recordCsv(view: View, data: RecordData): AsyncGenerator<string> {
  const { schema, shown } = data
  const label = (field: Field) => columnName(view, field)
  const head = publicFields(schema.fields)
  if (!schema.rows || shown.rowCount === 0) {
    yield byteOrderMark + csvLine(head.map(label)) + csvLine(head.map(field => typed(view, field, shown.fields)))
    return
  }
  const fields = publicFields(schema.rows.fields)
  yield byteOrderMark + csvLine(fields.map(label))
  for await (const rows of rowsOf(data)) {
    yield rows.map(row => csvLine(fields.map(field => typed(view, field, row.cells)))).join('')
  }
}

/** The head of a column, with the unit that its figures are in. */
export function columnName({ language }: View, field: Field): string {
  return `${language === 'en' ? field.en : field.zh}${field.type === 'money' ? `${language === 'en' ? ' ' : ''}(${moneyUnit[language]})` : ''}`
}

/** The version as JSON: amounts in fen, exactly as they are committed to. */
export async function* recordJson({ origin }: { origin: string }, data: RecordData): AsyncGenerator<string> {
  const { reader, record, shown, schema } = data
  const head = {
    id: record.id, url: `${origin}/d/${record.id}`, village: { code: String(record.villageCode), name: record.villageName },
    item: record.itemSlug, category: record.category, period: record.period, noticeEndsOn: record.noticeEndsOn,
    version: shown.version, currentVersion: record.currentVersion, title: shown.title, reason: shown.reason,
    publishedOn: shown.publishedOn, publishedBy: shown.publishedBy, approvedBy: shown.approvedBy, commitment: shown.commitment,
    totalFen: shown.totalFen, rowCount: shown.rowCount, schema: { item: schema.item, version: schema.version, fields: described(schema.fields), rows: described(schema.rows?.fields ?? []) },
    fields: shown.fields, erased: await listErased(reader, record, shown.version),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`
  let isFirst = true
  for await (const rows of rowsOf(data)) {
    yield (isFirst ? '' : ',') + rows.map(row => JSON.stringify({ seq: row.seq, cells: row.cells })).join(',')
    isFirst = false
  }
  yield ']}\n'
}

type RowsOf = { readonly reader: PublicReader; readonly record: Pick<PublicRecord, 'countyCode' | 'id'>; readonly shown: Pick<PublicVersion, 'version'> }

/** Lines in portions, so that a long list costs no more memory than a short one. */
export async function* rowsOf({ reader, record, shown }: RowsOf): AsyncGenerator<PublicRow[]> {
  for (let after = 0; ;) {
    const rows = await listRows(reader, record, shown.version, after, atOnce)
    if (rows.length > 0) yield rows
    if (rows.length < atOnce) return
    after = rows.at(-1)!.seq
  }
}

/** The fields that everybody may see. */
export function publicFields(fields: readonly Field[]): Field[] {
  return fields.filter(field => field.audience === 'public')
}

/** What a program needs to know of them. */
export function described(fields: readonly Field[]) {
  return publicFields(fields).map(({ key, zh, en, type, unit }) => ({ key, zh, en, type, ...(unit !== undefined && { unit }) }))
}

/** A value as a spreadsheet takes it. */
export function typed(view: View, field: Field, values: Values): string | undefined {
  const value = values[field.key]
  if (value === undefined) return undefined
  if (field.type !== 'choice') return typedValue(field, value)
  return field.choices?.find(choice => choice.value === value)?.[view.language === 'en' ? 'en' : 'zh'] ?? String(value)
}
