import { yuanOf } from '#rules/disclosures/display.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { columnLetters } from '#rules/imports/sheet.ts'
import type { ProblemCode } from '#rules/disclosures/problems.ts'
import type { Language } from '#text/language.ts'
import { problemSentence } from '#text/problems.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { listDivisionNames } from '#records/divisions.ts'
import type { UploadRow } from '#records/imports.ts'
import type { Context } from '#actions/context.ts'
import type { CheckedFile } from '#actions/imports/check-file.ts'
import type { UploadResult } from '#actions/imports/checking.ts'
import type { ImportResult, ImportUpload } from '../contract/uploads.ts'
import { placedImportProblems } from './import-reading.ts'

/** An upload as its officer sees it. */
export async function uploadView(context: Context, upload: UploadRow, language: Language): Promise<ImportUpload> {
  const { id, itemSlug, villageCode, name, bytes, received, state, rowsRead } = upload
  const result = upload.result as UploadResult | null
  const view = { id, item: itemSlug, ...(villageCode !== null && { villageCode }), name, bytes, received, state, rowsRead }
  if (!result) return view
  return { ...view, result: await resultView(context, upload, result, language), ...(result.draftIds && { draftIds: [...result.draftIds] }) }
}

async function resultView(context: Context, upload: UploadRow, { refusal, file, known = [], sameFile = [], blocking = [] }: UploadResult, language: Language): Promise<ImportResult> {
  if (!file) {
    const code = (refusal?.code ?? 'damaged-file') as ProblemCode
    const message = problemSentence({ code, part: 'file', details: refusal?.details }, undefined, language)
    return { refusal: { code, message }, tables: [], table: 0, isRecords: false, columns: [], mappedBy: 'names', fields: {}, problems: [], omitted: 0, counts: {}, isBlocked: true, villages: [], known: [], sameFile: [] }
  }
  const schema = (await findNewestSchema(context.db, upload.itemSlug, upload.countyCode, context.clock.today()))!
  const names = await listDivisionNames(context.db, [...new Set([...file.parts.map(part => part.village), ...known.map(one => one.village), ...sameFile.map(one => one.villageCode)])])
  const nameOf = (code: number) => names.get(code) ?? String(code)
  return {
    ...tablesView(file), problems: problemsOf(schema, file, language), omitted: file.omitted, counts: { ...file.counts }, isBlocked: blocking.length > 0,
    villages: file.parts.map(({ village, rows, ready, total }) => ({ villageCode: village, villageName: nameOf(village), rows, ready, ...(total !== undefined && { total: yuanOf(total) }) })),
    known: known.map(({ village, draftId, title, period, rows }) => ({ villageName: nameOf(village), draftId, title, period, rows })),
    sameFile: sameFile.map(({ draftId, villageCode }) => ({ draftId, villageName: nameOf(villageCode) })),
  }
}

function tablesView(file: CheckedFile): Pick<ImportResult, 'tables' | 'table' | 'headerRow' | 'isRecords' | 'columns' | 'mappedBy' | 'fields'> {
  return {
    tables: file.tables.map(({ sheet, row, rows }) => ({ sheet, row, rows })), table: Math.max(file.table, 0), ...(file.headerRow !== undefined && { headerRow: file.headerRow }),
    isRecords: file.part === 'field', columns: file.columns.map(({ column, ...rest }) => ({ ...rest, column: columnLetters(column) })), mappedBy: file.mappedBy, fields: { ...file.fields },
  }
}

function problemsOf(schema: FieldSchema, file: CheckedFile, language: Language): ImportResult['problems'] {
  return placedImportProblems(language, schema, file.problems, [])
}
