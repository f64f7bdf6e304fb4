import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { getPublicSchema, listWholeRecords, type PublicReader, type WholeRecord } from '#records/public.ts'
import { byteOrderMark, csvLine } from './csv.ts'
import { columnName, described, publicFields, rowsOf, typed } from './record-data.ts'
import type { View } from './view.ts'

/** Which records of a village go into one file. An empty `item` means every item; days are those on which periods begin. */
export type Bulk = { readonly village: number; readonly item: string; readonly from: string; readonly to: string }

const recordsAtOnce = 200

/** The name of a file of a village's data. */
export function bulkName(village: number, item: string, kind: 'csv' | 'json'): string {
  return `${village}${item === '' ? '' : `-${item}`}.${kind}`
}

/** The newest schema among the records of an item: older ones lack columns, they never have others under the same name. */
export async function bulkSchema(reader: PublicReader, bulk: Bulk): Promise<FieldSchema | undefined> {
  let newest: WholeRecord | undefined
  for await (const record of recordsOf(reader, bulk)) if (newest === undefined || record.schemaVersion > newest.schemaVersion) newest = record
  return newest && getPublicSchema(reader, newest.itemSlug, newest.schemaVersion)
}

/** All lines of an item as one spreadsheet, each with the record it stands in; records without lines give their header. */
export async function* bulkCsv(view: View, reader: PublicReader, bulk: Bulk, schema: FieldSchema): AsyncGenerator<string> {
  const [head, fields] = [publicFields(schema.fields), publicFields(schema.rows?.fields ?? [])]
  const isEnglish = view.language === 'en'
  const about = isEnglish ? ['Record', 'Period', 'Version', 'Published on', 'Title', 'Line'] : ['记录', '所属时间', '版本', '公开日期', '标题', '行']
  yield byteOrderMark + csvLine([...about, ...head.map(field => columnName(view, field)), ...fields.map(field => columnName(view, field))])
  for await (const record of recordsOf(reader, bulk)) {
    const start = [record.id, record.period, record.currentVersion, record.publishedOn, record.title]
    const header = head.map(field => typed(view, field, record.fields))
    if (record.rowCount === 0) yield csvLine([...start, undefined, ...header, ...fields.map(() => undefined)])
    for await (const rows of rowsOf({ reader, record, shown: { version: record.currentVersion } })) {
      yield rows.map(row => csvLine([...start, row.seq, ...header, ...fields.map(field => typed(view, field, row.cells))])).join('')
    }
  }
}

/** Whole records as JSON, amounts in fen as they are committed to; schemas stand once, in front. */
export async function* bulkJson(origin: string, licence: string, reader: PublicReader, bulk: Bulk): AsyncGenerator<string> {
  yield `${JSON.stringify({ village: String(bulk.village), licence, source: `${origin}/v/${bulk.village}` }).slice(0, -1)},"records":[`
  const told = new Set<string>()
  let isFirst = true
  for await (const record of recordsOf(reader, bulk)) {
    const { fields, countyCode: _, ...about } = record
    const schemaName = `${record.itemSlug} ${record.schemaVersion}`
    const schema = told.has(schemaName) ? undefined : await getPublicSchema(reader, record.itemSlug, record.schemaVersion)
    told.add(schemaName)
    const shape = schema && { fields: described(schema.fields), rows: described(schema.rows?.fields ?? []) }
    yield `${isFirst ? '' : ','}${JSON.stringify({ ...about, url: `${origin}/d/${record.id}`, ...(shape && { schema: shape }), fields }).slice(0, -1)},"rows":[`
    isFirst = false
    let isFirstPart = true
    for await (const rows of rowsOf({ reader, record, shown: { version: record.currentVersion } })) {
      yield (isFirstPart ? '' : ',') + rows.map(row => JSON.stringify(row.cells)).join(',')
      isFirstPart = false
    }
    yield ']}'
  }
  yield ']}\n'
}

async function* recordsOf(reader: PublicReader, bulk: Bulk): AsyncGenerator<WholeRecord> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const records = await listWholeRecords(reader, bulk, after, recordsAtOnce)
    yield* records
    if (records.length < recordsAtOnce) return
    after = records.at(-1)!.id
  }
}
