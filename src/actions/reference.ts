import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { calendarFrom, type Calendar } from '#rules/calendar/working-days.ts'
import { toCaseRules } from '#rules/cases/case-rules.ts'
import { toReplyTemplates } from '#rules/cases/template-file.ts'
import { toCatalogue } from '#rules/catalogue/catalogue.ts'
import { toPowerList, type PowerList } from '#rules/catalogue/power-list.ts'
import { toFieldSchema } from '#rules/disclosures/to-field-schema.ts'
import { divisionsOfCity } from '#rules/divisions/division-file.ts'
import { loadCaseRuleFiles, loadCatalogue as readCatalogueFiles, loadReplyTemplateFile } from '#platform/catalogue-files.ts'
import { loadHolidays } from '#platform/holidays.ts'
import type { Db } from '#records/database.ts'
import { loadCaseRules } from '#records/case-rules.ts'
import { hasDivisions } from '#records/divisions.ts'
import { loadReplyTemplates } from '#records/reply-templates.ts'
import { listHolidayNotices, loadCatalogue, loadDivisions, loadHolidayNotices, loadSchemas } from '#records/reference-data.ts'

const data = join(import.meta.dirname, '../../data')
const vintage = '2022-10-31' // cut-off day of the division codes in data/divisions

/** Brings holidays, the rules for cases, the item list, field schemas and, into an empty database, the divisions of data/ up to date. Runs at every start, as ydt_owner. */
export async function loadReferenceData(owner: Db): Promise<void> {
  await loadHolidayNotices(owner, await loadHolidays())
  const files = await readCatalogueFiles(join(data, 'catalogue'))
  await loadCatalogue(owner, valid(files.catalogue.name, toCatalogue(files.catalogue.json)))
  for (const { name, json } of await loadCaseRuleFiles(join(data, 'cases'))) {
    const { version, validFrom } = valid(name, toCaseRules(json))
    await loadCaseRules(owner, version, validFrom, json)
  }
  const templates = await loadReplyTemplateFile(join(data, 'cases'))
  await loadReplyTemplates(owner, valid(templates.name, toReplyTemplates(templates.json)))
  await loadSchemas(owner, files.schemas.map(file => valid(file.name, toFieldSchema(file.json))))
  if (!await hasDivisions(owner)) await loadDivisions(owner, divisionsOfCity(JSON.parse(await readFile(join(data, 'divisions/maanshan-2022.json'), 'utf8'))), vintage)
}

/** How the powers of a village are used, step by step: a file of data/, for every county that has not set its own. */
export async function loadPowerList(): Promise<PowerList> {
  return valid('power-list.v1.json', toPowerList(JSON.parse(await readFile(join(data, 'catalogue/power-list.v1.json'), 'utf8'))))
}

/** The calendar that the database's notices make. */
export async function calendarOf(db: Db): Promise<Calendar> {
  return calendarFrom(await listHolidayNotices(db))
}

/** The calendar a running process counts by: it is read again when a notice was loaded, by whomever. */
export type KeptCalendar = { current(): Calendar; readAgain(): Promise<void> }

export async function keepCalendar(db: Db): Promise<KeptCalendar> {
  let calendar = await calendarOf(db)
  return {
    current: () => calendar,
    async readAgain() {
      // The old one still counts rightly for every day it knew; the next notice, or the next start, tries again.
      calendar = await calendarOf(db).catch(() => calendar)
    },
  }
}

function valid<Value>(name: string, narrowed: { ok: true; value: Value } | { ok: false; errors: readonly string[] }): Value {
  if (narrowed.ok) return narrowed.value
  throw new Error(`${name} is not right: ${narrowed.errors.slice(0, 3).join('; ')}`)
}
