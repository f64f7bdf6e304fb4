import type { FastifyInstance } from 'fastify'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { countyOf, toDivisionCode, townshipOf } from '#rules/divisions/division-code.ts'
import { checkImport } from '#rules/imports/check-import.ts'
import { findTable } from '#rules/imports/find-table.ts'
import type { ImportPlace } from '#rules/imports/place.ts'
import { readLines } from '#rules/imports/read-lines.ts'
import { chooseSheet } from '#rules/imports/sheet.ts'
import { splitTables } from '#rules/imports/split-tables.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import type { Language } from '#text/language.ts'
import { problemSentence } from '#text/problems.ts'
import { readSpreadsheet, type Refusal, type Sheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { listDivisionNames } from '#records/divisions.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import { readImport, type ImportReading } from '../contract/imports.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'
import { columnViews, placedImportProblems, rowsRead } from '../views/import-reading.ts'

/** Reads a spreadsheet into the form of an item. The file is looked at and forgotten. */
export function addImports(staff: FastifyInstance, context: Context): void {
  addRoute(staff, readImport, async ({ language, request }) => {
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    const { texts, file } = upload.value
    const village = toDivisionCode(texts.get('villageCode') ?? '')
    if (village === undefined) return refuse({ code: 'unknown-village' })
    const refusal = refusalFor(officerOf(request), 'edit', { state: 'draft', villageCode: village, authorIds: [] })
    if (refusal) return refuse(refusal)
    const schema = await findNewestSchema(context.db, texts.get('item') ?? '', countyOf(village), context.clock.today())
    if (!schema) return refuse({ code: 'no-schema' })
    if (!file) return refuse({ code: 'file-missing' })
    const sheets = await readSpreadsheet(file.bytes)
    return done(Array.isArray(sheets) ? await readingOf(context, schema, sheets, village, language) : unread(language, sheets))
  })
}

const nothing = { columns: [], fields: {}, rows: [], rowNumbers: [], problems: [] }

function unread(language: Language, { code, details }: Refusal): ImportReading {
  return { ...nothing, refusal: { code, message: problemSentence({ code, part: 'file', details }, undefined, language) } }
}

async function readingOf(context: Context, schema: FieldSchema, sheets: readonly Sheet[], village: number, language: Language): Promise<ImportReading> {
  const chosen = chooseSheet(sheets)
  const [sheet, ...others] = chosen ? splitTables(schema, chosen) : []
  if (!sheet) return unread(language, { code: 'empty-file' })
  const names = await listDivisionNames(context.db, [village, townshipOf(village), countyOf(village)])
  const place: ImportPlace = { villageCode: String(village), villageName: names.get(village), placesAbove: [townshipOf(village), countyOf(village)].flatMap(code => names.get(code) ?? []) }
  const { problems } = checkImport(schema, sheet, { ...place, today: context.clock.today() })
  const hidden = sheets.filter(other => other.hidden && other !== chosen && other.rows.length > 0)
    .map(other => ({ part: 'file' as const, code: 'hidden-sheet' as const, details: { sheet: other.name.slice(0, 40) } }))
  const notes = others.length === 0 ? hidden : [...hidden, { part: 'file' as const, code: 'other-tables' as const, details: { count: others.length + 1, chosen: 1 } }]
  const table = findTable(schema, sheet)
  if (!table) return { ...nothing, sheetName: sheet.name, problems: placedImportProblems(language, schema, [...notes, ...problems], []) }
  const read = rowsRead(schema, table, readLines(schema, sheet, table, place))
  return {
    sheetName: sheet.name, headerRow: table.headerRow + 1, columns: columnViews(table), ...read,
    problems: placedImportProblems(language, schema, [...notes, ...problems], read.rowNumbers),
  }
}
