import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemNow } from '#platform/clock.ts'
import { loadCatalogue } from '#platform/catalogue-files.ts'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { plainDateInShanghai } from '#rules/calendar/plain-date.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import { divisionsOfCity } from '#rules/divisions/division-file.ts'
import { countyOf, levelOf, toDivisionCode, townshipOf } from '#rules/divisions/division-code.ts'
import { checkImport } from '#rules/imports/check-import.ts'
import type { CheckedImport } from '#rules/imports/check-import.ts'
import type { ImportProblem } from '#rules/imports/import-problem.ts'
import type { ImportPlace } from '#rules/imports/place.ts'
import { cellAddress, chooseSheet, columnLetters } from '#rules/imports/sheet.ts'
import { splitTables } from '#rules/imports/split-tables.ts'
import { problemSentence } from '#text/problems.ts'
import { chooseLanguage } from '#text/language.ts'
import type { Language } from '#text/language.ts'
import type { Command } from './command.ts'

const data = join(import.meta.dirname, '../../data')

/** `npm run cli -- import check`: what an import of a file would give and what is wrong with it. Stores nothing. */
export const importCheck: Command = {
  name: 'import check',
  summary: 'check a spreadsheet for one item and village without storing anything',
  usage: 'import check FILE --item SLUG --village CODE [--json] [--lang zh-CN|en] [--today YYYY-MM-DD]',
  async run(args) {
    const asked = readArgs(args)
    if (!asked.ok) return refuse(asked.why)
    const schema = await findSchema(asked.item)
    if (typeof schema === 'string') return refuse(schema)
    const place = await findPlace(asked.village)
    if (typeof place === 'string') return refuse(place)
    const checked = await checkFile(asked.file, schema, { ...place, today: asked.today })
    const problems = checked.problems.map(problem => printed(problem, schema, asked.language))
    const { records, omitted, stillNeeded } = checked
    if (asked.json) process.stdout.write(`${JSON.stringify({ records, problems, omitted, stillNeeded }, undefined, 2)}\n`)
    else for (const { cell, message } of problems) process.stdout.write(`${cell ?? '-'}\t${message}\n`)
    return problems.length === 0 ? 0 : 1
  },
}

type Asked = { file: string; item: string; village: string; json: boolean; language: Language; today: string }

function readArgs(args: readonly string[]): ({ ok: true } & Asked) | { ok: false; why: string } {
  const options = { item: { type: 'string' }, village: { type: 'string' }, json: { type: 'boolean' }, lang: { type: 'string' }, today: { type: 'string' } } as const
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    const [file, ...others] = positionals[0] === 'check' ? positionals.slice(1) : positionals
    if (file === undefined || others.length > 0) return { ok: false, why: 'name exactly one file' }
    if (values.item === undefined || values.village === undefined) return { ok: false, why: '--item and --village are needed' }
    const today = values.today ?? plainDateInShanghai(systemNow())
    return { ok: true, file, item: values.item, village: values.village, json: values.json ?? false, language: chooseLanguage(values.lang, undefined), today }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}

function refuse(why: string): number {
  process.stderr.write(`error: ${why}\n${importCheck.usage}\n`)
  return 2
}

async function findSchema(item: string): Promise<FieldSchema | string> {
  const { schemas } = await loadCatalogue(join(data, 'catalogue'))
  const known: string[] = []
  for (const { name, json } of schemas) {
    const schema = toFieldSchema(json)
    if (!schema.ok) return `${name}: ${schema.errors.join('; ')}`
    if (schema.value.item === item) return schema.value
    known.push(schema.value.item)
  }
  return `there is no field schema for ${JSON.stringify(item)}; known: ${known.join(', ')}`
}

/** The village and the places above it, with their names where a division file of this program knows them. */
async function findPlace(text: string): Promise<ImportPlace | string> {
  const code = toDivisionCode(text)
  if (code === undefined || levelOf(code) !== 'village') return `${JSON.stringify(text)} is not the 12-digit code of a village`
  const folder = join(data, 'divisions')
  const names = new Map<number, string>()
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.json'))) {
    for (const division of divisionsOfCity(JSON.parse(await readFile(join(folder, file), 'utf8')))) names.set(division.code, division.name)
  }
  const above = [townshipOf(code), countyOf(code)].flatMap(place => names.get(place) ?? [])
  return { villageCode: text, villageName: names.get(code), placesAbove: above.length > 0 ? above : undefined }
}

async function checkFile(file: string, schema: FieldSchema, context: ImportPlace & { today: string }): Promise<CheckedImport> {
  const nothing = { records: [], omitted: 0, stillNeeded: [] }
  const read = await readSpreadsheet(file)
  if (!Array.isArray(read)) return { ...nothing, problems: [{ part: 'file', code: read.code, ...(read.details && { details: read.details }) }] }
  const chosen = chooseSheet(read)
  const [sheet, ...others] = chosen ? splitTables(schema, chosen) : []
  if (!sheet) return { ...nothing, problems: [{ part: 'file', code: 'empty-file' }] }
  const hidden = read.filter(other => other.hidden && other !== chosen && other.rows.length > 0)
  const checked = checkImport(schema, sheet, context)
  const notes = hidden.map(({ name }): ImportProblem => ({ part: 'file', code: 'hidden-sheet', details: { sheet: name.slice(0, 40) } }))
  if (others.length > 0) notes.push({ part: 'file', code: 'other-tables', details: { count: others.length + 1, chosen: 1 } })
  return { ...checked, problems: [...notes, ...checked.problems] }
}

function printed(problem: ImportProblem, schema: FieldSchema, language: Language) {
  const { row, column, code } = problem
  return {
    cell: row !== undefined && column !== undefined ? cellAddress(row, column) : null,
    row: row ?? null,
    column: column === undefined ? null : columnLetters(column),
    code,
    severity: severityOf(code),
    field: problem.key ?? null,
    message: problemSentence(problem, schema, language),
  }
}
