import type { FastifyInstance } from 'fastify'
import type { Officer } from '#rules/policy/officer.ts'
import type { AuditAct, AuditSubject } from '#rules/audit/acts.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { actorText, auditActTexts, auditSubjectTexts, auditWords, outcomeText } from '#text/console-audit.ts'
import { roleTexts } from '#text/cases.ts'
import { deputyTexts } from '#text/deputies.ts'
import type { Language } from '#text/language.ts'
import { listEntries, type AuditQuery } from '#records/audit.ts'
import { listKeptFrom } from '#records/identities.ts'
import { findOfficersByName } from '#records/officers.ts'
import { unwrapCaseKey, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { auditLines, type AuditLine } from '#actions/audit-lines.ts'
import { done, refuse, type Context, type Outcome } from '#actions/context.ts'
import { addRoute, type Bytes } from '../answer.ts'
import * as contract from '../contract/audit.ts'
import { csvTable } from '../csv.ts'
import type { ApiRefusal } from '../errors.ts'
import { officerOf } from '../staff-gate.ts'

const pageSize = 50
const mostInTable = 50_000

type Filters = { readonly who?: string; readonly act?: AuditAct; readonly about?: AuditSubject; readonly subject?: string; readonly from?: string; readonly to?: string; readonly before?: string }

/** The audit, for its administrator: read, filtered, taken away as a table. */
export function addAudit(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listAudit, async ({ query, request }) => entries(context, officerOf(request), query))
  addRoute(staff, contract.searchAudit, async ({ body, request }) => entries(context, officerOf(request), body))
  addRoute(staff, contract.getAuditCsv, async ({ query, language, request }) => table(context, officerOf(request), query, language))
  addRoute(staff, contract.searchAuditCsv, async ({ body, language, request }) => table(context, officerOf(request), body, language))
}

async function entries(context: Context, officer: Officer, filters: Filters): Promise<Outcome<contract.AuditPage, ApiRefusal>> {
  if (officer.role !== 'audit-admin') return refuse({ code: 'not-your-duty', role: officer.role })
  const asked = await queryOf(context, officer, filters)
  const rows = await listEntries(context.audit.reader, { ...asked, limit: pageSize + 1 })
  return done({ items: await auditLines(context, rows.slice(0, pageSize), asked.without), ...(rows.length > pageSize && { next: markOf(context, rows[pageSize - 1]!.id) }) })
}

async function table(context: Context, officer: Officer, filters: Filters, language: Language): Promise<Outcome<Bytes, ApiRefusal>> {
  if (officer.role !== 'audit-admin') return refuse({ code: 'not-your-duty', role: officer.role })
  const asked = await queryOf(context, officer, filters)
  const lines: AuditLine[] = []
  for (let before: number | undefined; lines.length < mostInTable;) {
    const rows = await listEntries(context.audit.reader, { ...asked, before, limit: 5000 })
    lines.push(...await auditLines(context, rows, asked.without))
    if (rows.length < 5000) break
    before = rows.at(-1)!.id
  }
  return done({ bytes: Buffer.from(csvOf(language, lines)), mediaType: 'text/csv; charset=utf-8', name: `audit-${context.clock.today()}.csv` })
}

async function queryOf(context: Context, officer: Officer, { who, act, about, subject, from, to, before }: Filters): Promise<Omit<AuditQuery, 'limit'>> {
  return {
    reach: officer.reach, without: await listKeptFrom(context.db, officer), officerIds: who?.trim() ? await findOfficersByName(context.db, who.trim()) : undefined,
    act, about, subjectId: subject, from: from as PlainDate | undefined, to: to as PlainDate | undefined, before: before === undefined ? undefined : placeOf(context, before),
  }
}

// Numbers of entries would show by their gaps how many are kept from the reader, so a place in the list is told in cipher.
function markOf({ secrets }: Context, id: number): string {
  return wrapCaseKey(secrets.wrappingKey, 'place in the audit', Buffer.from(String(id))).toString('base64url')
}

function placeOf({ secrets }: Context, mark: string): number {
  try {
    return Number(unwrapCaseKey(secrets.wrappingKey, 'place in the audit', Buffer.from(mark, 'base64url')).toString())
  } catch {
    return 0 // a place that nobody was told: nothing lies before it
  }
}

function csvOf(language: Language, lines: readonly AuditLine[]): string {
  const words = auditWords[language]
  const head = [words.at, words.who, words.role, words.session, words.act, words.about, words.subject, words.seenHead, words.why, words.outcome]
  return csvTable([head, ...lines.map(line => [
    line.at, (line.forName !== undefined ? deputyTexts[language].inPostOf(line.officerName ?? '', line.forName) : line.officerName) ?? actorText(language, line), line.role ? roleTexts[language][line.role] : '', line.session ?? '', auditActTexts[language][line.act], auditSubjectTexts[language][line.about], line.subjectId ?? '',
    line.seen ?? '', line.why ?? '', outcomeText(language, line.outcome),
  ])])
}
