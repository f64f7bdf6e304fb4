import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { auditActs, isAuditAct, type AuditAct, type AuditSubject } from '#rules/audit/acts.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Trail } from '#actions/audit.ts'
import type { Context, Outcome } from '#actions/context.ts'

/** What the gate knows of whoever asks, for the audit and for what is counted. */
export type Sitting = { readonly session: string; readonly context: Pick<Context, 'allowances' | 'audit' | 'clock'> }

/** Requests whose act writes its own entry, in its own transaction. */
const written = new WeakSet<FastifyRequest>()

/** What the audit is told of a request of the staff; undefined where it touches nothing protected. Whoever asks for it writes it with the act. */
export function trailOf(request: FastifyRequest): Trail | undefined {
  const trail = describe(request)
  if (trail) written.add(request)
  return trail
}

/** The transaction that would have written the entry of this request ended with nothing: it is written beside it. */
export function tellAnew(request: FastifyRequest): void {
  written.delete(request)
}

/** What the audit is told of one of several acts that a request consists of; the request keeps an entry of its own beside them. */
export function trailOfPart(request: FastifyRequest, act: AuditAct, id: string, why: string): Trail {
  return { ...describe(request)!, act, subjectKind: auditActs[act].about, subjectId: id, why }
}

/** Writes the entry of a reading, or of an act that has no transaction of its own, before anything is answered. */
export async function keepTrail(request: FastifyRequest, answered: Outcome<unknown, { readonly code: string }>): Promise<void> {
  const trail = written.has(request) ? undefined : describe(request)
  if (!trail || (answered.ok && showsNothing(trail.act, answered.value))) return
  const seen = answered.ok ? seenIn(trail.act, answered.value) : undefined
  await request.getDecorator<Sitting>('sitting').context.audit.note({ ...trail, ...(seen && { seen }), outcome: answered.ok ? 'done' : answered.refusal.code })
}

/** Who was refused at the gate: in a post, or in none any more. */
type Refused = { readonly session: string; readonly officer: Pick<Officer, 'id' | 'reach' | 'role' | 'standsInFor'>; readonly code: string }

/** Writes the entry of what the gate refused to somebody it knows: who tries the door of another's matter, or of the own after the end, leaves a trace. */
export async function keepRefused(request: FastifyRequest, context: Sitting['context'], { session, officer, code }: Refused): Promise<void> {
  const trail = describe(request, { session, context }, officer)
  if (trail) await context.audit.note({ ...trail, outcome: code })
}

function describe(request: FastifyRequest, sitting = request.getDecorator<Sitting>('sitting'), officer: Refused['officer'] = request.getDecorator<Officer>('officer')): Trail | undefined {
  const { operationId: act = '' } = (request.routeOptions.schema ?? {}) as { readonly operationId?: string }
  if (!isAuditAct(act)) return undefined
  const rule: { readonly about: AuditSubject; readonly why?: string } = auditActs[act]
  const { id, reach, role, standsInFor } = officer
  return {
    at: new Date(sitting.context.clock.now()), act, subjectKind: rule.about, subjectId: subjectOf(rule.about, request), session: sitting.session,
    officer: { id, role, placeCode: reach.low, forId: standsInFor?.id }, why: rule.why === undefined ? undefined : wordOf((request.body ?? {}) as Readonly<Record<string, unknown>>, rule.why),
  }
}

// Ids of reports stand in their own schema alone; their hash is enough to find all entries about one.
function subjectOf(about: AuditSubject, { params }: FastifyRequest): string | undefined {
  const { id } = params as { readonly id?: string }
  return id !== undefined && about === 'report' ? createHash('sha256').update(id).digest('hex').slice(0, 32) : id
}

/** One of a fixed list of words: what is longer or in another script is none, and is not kept. */
function wordOf(body: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const word = body[field]
  return typeof word === 'string' && /^[a-zA-Z][\w-]{0,39}$/.test(word) ? word : undefined
}

/** Whether the answer has no part yet that shows anything protected. */
function showsNothing(act: AuditAct, value: unknown): boolean {
  const { shows }: { readonly about: AuditSubject; readonly shows?: string } = auditActs[act]
  return shows !== undefined && !Object.hasOwn(value as object, shows)
}

function seenIn(act: Trail['act'], value: unknown): string[] | undefined {
  const rule: { readonly about: AuditSubject; readonly seen?: 'id' | 'caseId' } = auditActs[act]
  const { items, alike } = value as { readonly items?: readonly object[]; readonly alike?: readonly object[] }
  const lines = rule.seen && (items ?? alike)
  return lines?.map(line => String((line as Record<string, unknown>)[rule.seen!])).filter(id => /^[0-9a-f-]{36}$/.test(id))
}
