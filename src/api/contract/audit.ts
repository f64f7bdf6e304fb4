import type { Static } from 'typebox'
import { Type } from 'typebox'
import { auditActs, auditSubjects, type AuditAct } from '#rules/audit/acts.ts'
import { officerRoles } from '#rules/policy/officer.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Day, Id, Instant, oneOf } from './words.ts'

const acts = Object.keys(auditActs) as AuditAct[]

export const AuditLine = closed(
  {
    at: Instant, officerName: Type.Optional(Type.String()), forName: Type.Optional(Type.String({ description: 'In whose post, where a deputy did it.' })), role: Type.Optional(oneOf(officerRoles)), session: Type.Optional(Type.String({ description: 'The same for all acts of one sitting.' })),
    act: oneOf(acts), about: oneOf(auditSubjects), subjectId: Type.Optional(Type.String()), seen: Type.Optional(Type.Integer({ minimum: 0, description: 'How many cases or drafts the list showed.' })),
    why: Type.Optional(Type.String()), outcome: Type.String({ description: 'done, or the code of the refusal.' }),
  },
  { title: 'AuditLine' },
)

export const AuditPage = closed({ items: Type.Array(AuditLine), next: Type.Optional(Type.String({ description: 'Where the next page begins.' })) }, { title: 'AuditPage' })

const filters = {
  act: Type.Optional(oneOf(acts)), about: Type.Optional(oneOf(auditSubjects)),
  subject: Type.Optional(Id), from: Type.Optional(Day), to: Type.Optional(Day),
}

const Who = Type.Optional(Type.String({ maxLength: 60, description: 'Part of an officer’s name.' }))
const Before = Type.Optional(Type.String({ maxLength: 200, pattern: '^[\\w-]*$', description: '`next` of the page before.' }))

export const listAudit = {
  method: 'GET',
  url: '/api/v1/audit',
  schema: {
    operationId: 'listAudit', tags: ['audit'], summary: 'Who did or read what, the newest first; for the audit administrator.',
    querystring: closed({ ...filters, before: Before }), response: { 200: AuditPage, ...refusals },
  },
} as const satisfies RouteContract

export const searchAudit = {
  method: 'POST',
  url: '/api/v1/audit/search',
  schema: {
    operationId: 'searchAudit', tags: ['audit'], summary: 'The same, narrowed by a name too, which stands in no address.',
    body: closed({ ...filters, who: Who, before: Before }, { title: 'AuditSearch' }), response: { 200: AuditPage, ...refusals },
  },
} as const satisfies RouteContract

export const getAuditCsv = {
  method: 'GET',
  url: '/api/v1/audit.csv',
  binary: ['text/csv'],
  schema: { operationId: 'getAuditCsv', tags: ['audit'], summary: 'The same as a table, at most 50,000 lines. Taking it is an entry of its own.', querystring: closed(filters), response: { ...refusals } },
} as const satisfies RouteContract

export const searchAuditCsv = {
  method: 'POST',
  url: '/api/v1/audit/search.csv',
  binary: ['text/csv'],
  schema: { operationId: 'searchAuditCsv', tags: ['audit'], summary: 'What a search finds as a table, at most 50,000 lines. Taking it is an entry of its own.', body: closed({ ...filters, who: Who }, { title: 'AuditTableSearch' }), response: { ...refusals } },
} as const satisfies RouteContract

export type AuditPage = Static<typeof AuditPage>
export type AuditLine = Static<typeof AuditLine>
