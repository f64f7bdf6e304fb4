import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { defaultLimits, stageDue } from '#rules/cases/limits.ts'
import type { CaseState } from '#rules/cases/states.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { CaseReader } from '#records/case-lists.ts'
import type { Context } from '#actions/context.ts'

/** Who reads a list of cases, on which day, with the days that steps may take by the rules of the case page. */
export function caseReader({ clock, calendar }: Context, officer: Officer): CaseReader {
  return { officer, today: clock.today(), stepDue: (state, from) => stageDue(factsBegun(state, from), calendar, defaultLimits) }
}

/** The facts of a case as far as they decide by when the present step should be over, if that step began on this day. */
function factsBegun(state: CaseState, on: PlainDate): CaseFacts {
  const nobody = { unitId: '', by: '', reason: undefined }
  return {
    state, filedOn: on, acceptedOn: on, assignedOn: on, returns: [{ on, ...nobody }], dueIsProvisional: false, extensions: { asked: 0, granted: 0, requests: [] }, reworks: 0,
    draftedReply: { reply: { found: '', done: '', answeredBy: '', text: '' }, draftedBy: '', draftedOn: on }, lastSeq: 1, lastOn: on,
  }
}
