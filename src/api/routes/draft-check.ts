import type { FastifyInstance } from 'fastify'
import { sumOfRows, writtenSize } from '#rules/disclosures/checks.ts'
import { checkRecord } from '#rules/disclosures/check-record.ts'
import { parsePeriod } from '#rules/disclosures/days.ts'
import { typedValues } from '#rules/disclosures/display.ts'
import { draftFindings } from '#rules/disclosures/draft-findings.ts'
import type { DisclosureRecord, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { severityOfFinding } from '#rules/masking/kinds.ts'
import { publicView } from '#rules/disclosures/views.ts'
import { canSee } from '#rules/policy/disclosures.ts'
import type { Language } from '#text/language.ts'
import { refusalSentence } from '#text/refusals.ts'
import { findItemFor, findNewestSchema } from '#records/catalogue.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/drafts.ts'
import type { DraftCheck, DraftInput } from '../contract/draft-shapes.ts'
import { officerOf } from '../staff-gate.ts'
import { placedFindings, placedProblems } from '../views/record-problems.ts'

const rowsShown = 50

/** Checks a record as typed and shows what residents would see of it. Stores nothing. */
export function addDraftCheck(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.checkDraft, async ({ body, language, request }) => {
    if (!canSee(officerOf(request), { state: 'draft', villageCode: body.villageCode, authorIds: [] })) return refuse({ code: 'out-of-reach' })
    const [county, today] = [countyOf(body.villageCode), context.clock.today()]
    const item = await findItemFor(context.db, county, body.item, today)
    if (!item) return refuse({ code: 'unknown-item' })
    const schema = await findNewestSchema(context.db, body.item, county, today)
    if (!schema) return refuse({ code: 'no-schema' })
    const { record, problems } = checkRecord(schema, body, today)
    const period = parsePeriod(item.cadence, body.period, today)
    const ofPeriod = period.ok ? [] : [{ place: { part: 'file' as const }, code: period.code }]
    return done({
      problems: [...ofTitle(language, body), ...placedProblems(language, schema, [...ofPeriod, ...problems])],
      findings: placedFindings(language, schema, redFindings(schema, record, body.title, today), []),
      publicView: shownToResidents(schema, record),
      totals: { rowCount: record.rows.length, sums: sumsOf(schema, record) },
    })
  })
}

function ofTitle(language: Language, { title }: DraftInput): DraftCheck['problems'] {
  return title.trim() === '' ? [{ place: 'body', field: 'title', code: 'missing', message: refusalSentence(language, { code: 'title-missing' }) }] : []
}

function redFindings(schema: FieldSchema, record: DisclosureRecord, title: string, today: string) {
  return draftFindings(schema, record, { title, reason: null, attachmentNames: [], today }).filter(({ kind }) => severityOfFinding(kind) === 'red')
}

function shownToResidents(schema: FieldSchema, record: DisclosureRecord): DraftCheck['publicView'] {
  const view = publicView(schema, record)
  return {
    fields: typedValues(schema.fields, view.fields),
    rows: view.rows.slice(0, rowsShown).map(row => typedValues(schema.rows?.fields ?? [], row)),
    rowCount: view.rows.length,
  }
}

function sumsOf(schema: FieldSchema, record: DisclosureRecord): Record<string, string> {
  const columns = (schema.rows?.fields ?? []).filter(field => field.type === 'money' && field.audience !== 'never')
  return Object.fromEntries(columns.map(field => [field.key, writtenSize(field, sumOfRows(schema, record, field.key))]))
}
