import { stateOf } from '#rules/cases/fold.ts'
import { doingAt, presence } from '#rules/cases/presence.ts'
import { canSee } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { hidesWhatIsOwed } from '#rules/ratings/sight.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCase, listEvents } from '#records/cases.ts'
import { getOfficer } from '#records/officers.ts'
import { listPresent, notePresence } from '#records/presence.ts'
import { aboutCase } from './about-case.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'

export type Present = { readonly name: string; readonly doing: 'open' | 'writing' }

/**
 * Says that an officer has a case open, and tells who else has. Whoever may not see the case now is neither told nor named. Where a unit must not
 * know that a rating keeps others busy with the case, it is told of its own people only.
 */
export async function bePresent(context: Context, officer: Officer, caseId: string, isWriting: boolean): Promise<Outcome<readonly Present[], { readonly code: 'not-found' }>> {
  if (!await isSeen(context.db, officer, caseId)) return refuse({ code: 'not-found' })
  const file = await findCase(context.db, caseId)
  if (!file) return refuse({ code: 'not-found' })
  const facts = stateOf(await listEvents(context.db, caseId))
  const about = await aboutCase(context.db, file, facts)
  if (!canSee(officer, about)) return refuse({ code: 'not-found' })
  const now = context.clock.now()
  await notePresence(context.db, { caseId, officerId: officer.id, at: new Date(now), isWriting, before: new Date(now - presence.writing * 1000) })
  const others: Present[] = []
  for (const { officerId, seenAt, wroteAt } of await listPresent(context.db, caseId, officer.id, new Date(now - presence.open * 1000))) {
    const doing = doingAt(now, { seenAt: seenAt.getTime(), wroteAt: wroteAt?.getTime() })
    const other = await getOfficer(context.db, officerId)
    const isOfOwnUnit = other.unitId === officer.unitId
    if (doing && canSee(other, about) && (isOfOwnUnit || !hidesWhatIsOwed(officer.role, facts.state))) others.push({ name: other.name, doing })
  }
  return done(others)
}
