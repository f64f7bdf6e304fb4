import { createHash } from 'node:crypto'
import type { Officer } from '#rules/policy/officer.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { moveCase, type MoveRefusal } from './move-case.ts'
import { once, type Asked, type OnceRefusal } from './once.ts'

const mostAtOnce = 50

export type ManyRefusal = { readonly code: 'too-many-cases'; readonly most: number }

/** Several cases for one unit, each with what the officer was looking at. */
export type ManyToAssign = { readonly responsibleUnitId: string; readonly note: string; readonly cases: readonly { readonly id: string; readonly asOf: number }[] }

/** What became of one of them. */
export type AssignOutcome = { readonly id: string } & ({ readonly ok: true; readonly eventCount: number } | { readonly ok: false; readonly refusal: MoveRefusal | OnceRefusal })

/**
 * Assigns several cases to one unit. Each is moved by the very act that moves a single one, in a transaction of its own: one that is refused is left as
 * it was and keeps no other from going. A repeated request finds what each of them came to.
 */
export async function assignMany(context: Context, officer: Officer, { responsibleUnitId, note, cases }: ManyToAssign, asked: Asked): Promise<Outcome<readonly AssignOutcome[], ManyRefusal>> {
  if (cases.length > mostAtOnce) return refuse({ code: 'too-many-cases', most: mostAtOnce })
  const outcomes: AssignOutcome[] = []
  for (const { id, asOf } of new Map(cases.map(one => [one.id, one])).values()) {
    const key = createHash('sha256').update(`${asked.key} ${id}`).digest('hex')
    const body = JSON.stringify({ responsibleUnitId, note, asOf })
    const moved = await once(context, { ...asked, key, what: `assign ${id}`, body, trail: asked.trail && { ...asked.trail, subjectId: id } }, inner => moveCase(inner, officer, id, { action: 'assign', asOf, note, responsibleUnitId }))
    outcomes.push(moved.ok ? { id, ok: true, eventCount: moved.value.value.eventCount } : { id, ok: false, refusal: moved.refusal })
  }
  return done(outcomes)
}
