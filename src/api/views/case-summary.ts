import { stateOf, type CaseFacts } from '#rules/cases/fold.ts'
import { move } from '#rules/cases/lifecycle.ts'
import { lightOf, stageDue } from '#rules/cases/limits.ts'
import type { Day } from '#rules/cases/may.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { hidesWhatIsOwed, stateSeen } from '#rules/ratings/sight.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import { knownOf } from '#actions/case-events.ts'
import type { Context } from '#actions/context.ts'
import { listEventsOf } from '#records/cases.ts'
import type { CaseLine } from '#records/case-lists.ts'
import { openItemNames } from '#records/catalogue.ts'
import { listUnitsById } from '#records/officers.ts'
import type { CaseSummary } from '../contract/case-shapes.ts'
import { unitView } from './units.ts'

/** The lines of a list. Dates and lights come from the history of each case, by the same rules as on its page. */
export async function caseSummaries(context: Context, role: OfficerRole, lines: readonly CaseLine[]): Promise<CaseSummary[]> {
  const histories = await listEventsOf(context.db, lines.map(line => line.id))
  const units = await listUnitsById(context.db, [...new Set(lines.flatMap(line => line.responsibleUnitId ?? []))])
  const itemName = await openItemNames(context.db, context.clock.today())
  return Promise.all(lines.map(async line => {
    const item = line.itemSlug === null ? undefined : itemName(countyOf(line.villageCode), line.itemSlug)
    const unit = line.responsibleUnitId === null ? undefined : units.get(line.responsibleUnitId)
    return {
      id: line.id, villageCode: line.villageCode, villageName: line.villageName, townshipName: line.townshipName ?? '',
      ...(item && line.itemSlug !== null && { item: { slug: line.itemSlug, ...item } }),
      ...(line.seen && { seenTitle: line.seen.title }),
      excerpt: line.excerpt, photoCount: line.photoCount,
      ...await standingOf(context, role, line, stateOf(histories.get(line.id)!)), ...assignable(role, line, stateOf(histories.get(line.id)!)),
      channel: line.channel, ...(line.channelNumber !== null && { channelNumber: line.channelNumber }),
      ...(unit && { responsibleUnit: unitView(unit) }),
    }
  }))
}

/** Whoever sees a case of a list is in no conflict with it; the desk that sees it is the one that assigns it, once the unit has something to read. */
function assignable(role: OfficerRole, { hasText }: CaseLine, facts: CaseFacts): Pick<CaseSummary, 'assignAsOf' | 'awaitsText'> {
  if (role !== 'triage' || !move(facts.state, 'assign').ok) return {}
  return hasText ? { assignAsOf: facts.lastSeq } : { awaitsText: true }
}

async function standingOf(context: Context, role: OfficerRole, line: CaseLine, facts: CaseFacts): Promise<Standing> {
  const { day } = await knownOf(context, { id: line.id, countyCode: countyOf(line.villageCode) }, facts)
  return standing(day, role, facts)
}

type Standing = Pick<CaseSummary, 'receivedOn' | 'state' | 'light' | 'dueOn' | 'dueIsProvisional' | 'stageDueOn'>

/** What a history adds up to today, as far as a role is told. */
export function standing({ today, calendar, limits }: Day, role: OfficerRole, facts: CaseFacts): Standing {
  const isKept = hidesWhatIsOwed(role, facts.state)
  const step = isKept ? undefined : stageDue(facts, calendar, limits)
  return {
    receivedOn: facts.filedOn, state: stateSeen(role, facts.state), light: isKept ? 'none' : lightOf(facts, today, calendar, limits),
    ...(facts.dueOn && { dueOn: facts.dueOn }), dueIsProvisional: facts.dueIsProvisional, ...(step && { stageDueOn: step }),
  }
}
