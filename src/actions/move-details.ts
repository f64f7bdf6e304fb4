import type { CaseEventDetails } from '#rules/cases/events.ts'
import { extendedDue, promisedAnew } from '#rules/cases/limits.ts'
import { extensionLengthRefusal, type Day } from '#rules/cases/may.ts'
import type { OfficerAction } from '#rules/cases/states.ts'
import type { Asking, MoveRefusal } from './case-move.ts'
import { done, refuse, type Outcome } from './context.ts'
import { itemFor } from './classify-case.ts'
import { answerFor } from './draft-reply.ts'
import { evidenceFor } from './evidence.ts'
import { leadFor } from './merge-cases.ts'
import { helpersFor, unitsFor } from './move-units.ts'
import { partOf } from './split-case.ts'
import { letterFor } from './supervision-letters.ts'
import { routeFor } from './tips/divert-case.ts'

type Details = Outcome<object, MoveRefusal> | Promise<Outcome<object, MoveRefusal>>

const nothing = (): Details => done({})

/** What each action records, or why it cannot. Complete by type: a new action does not compile until it is decided here. */
export const detailsOf: { readonly [Action in OfficerAction]: (asking: Asking) => Details } = {
  accept: asking => done(promised(asking, asking.rules.limits.handle)),
  askMore: nothing,
  divert: routeFor,
  proposeRejection: ({ asked, rules }) => {
    const found = rules.rejectionReasons.find(known => known.code === asked.reasonCode)
    const address = found?.addresses.find(known => known.code === asked.addressCode)
    if (!found || !address) return refuse({ code: 'choice-missing' })
    const { code, zh, en } = found
    return done({ reason: { code, zh, en }, address } satisfies CaseEventDetails['proposeRejection'])
  },
  confirmRejection: nothing,
  declineRejection: nothing,
  upholdRejection: nothing,
  overruleRejection: asking => done(promised(asking, asking.rules.limits.handle)),
  assign: unitsFor,
  return: ({ facts, rules }) => done(facts.returns.length + 1 >= rules.limits.mostReturns ? { toCounty: true } satisfies CaseEventDetails['return'] : {}),
  recall: ({ facts }) => done({ unitIds: [facts.responsibleUnitId, ...facts.helperUnitIds].filter(id => id !== undefined) } satisfies CaseEventDetails['recall']),
  sign: nothing,
  joinUnits: helpersFor,
  releaseUnits: nothing,
  contribute: async ({ tx, file, asked }) => {
    const evidence = await evidenceFor(tx, file.id, asked.evidence ?? [])
    return evidence.ok ? done((evidence.value.length > 0 ? { evidence: evidence.value } : {}) satisfies CaseEventDetails['contribute']) : evidence
  },
  askExtension: ({ asked: { days }, rules }) => {
    if (days === undefined) return refuse({ code: 'days-missing' })
    const refusal = extensionLengthRefusal(days, rules.limits)
    return refusal ? refuse(refusal) : done({ days } satisfies CaseEventDetails['askExtension'])
  },
  grantExtension: grantedDue,
  refuseExtension: nothing,
  draftReply: answerFor,
  passReview: nothing,
  failReview: nothing,
  recordVisit: ({ asked: { finding } }) => (finding ? done({ finding } satisfies CaseEventDetails['recordVisit']) : refuse({ code: 'choice-missing' })),
  orderRedo: asking => done(promised(asking, asking.rules.limits.redo) satisfies CaseEventDetails['orderRedo']),
  decideEscalation: asking => {
    const { verdict } = asking.asked
    if (!verdict) return refuse({ code: 'choice-missing' })
    return done({ verdict, ...(verdict !== 'writtenFinding' && promised(asking, asking.rules.limits.redo)) } satisfies CaseEventDetails['decideEscalation'])
  },
  supervise: letterFor,
  liftSupervision: nothing,
  merge: leadFor,
  unmerge: nothing,
  split: partOf,
  classify: itemFor,
}

/** A promise from today. A day that was promised before is kept when it is later. */
export function promised({ facts, day: { calendar, today } }: Pick<Asking, 'facts' | 'day'>, days: number): { dueOn: Day['today']; provisional: boolean; days: number } {
  return promisedAnew(calendar, facts.dueOn, today, days)
}

/** Whoever decides may grant fewer days than were asked for, never more. */
function grantedDue({ context, facts, asked }: Asking): Outcome<object, MoveRefusal> {
  const askedDays = facts.extensions.requests.at(-1)!.days
  const days = asked.days ?? askedDays
  const refusal = extensionLengthRefusal(days, { extensionDays: askedDays })
  if (refusal) return refuse(refusal)
  const due = extendedDue(context.calendar, facts.dueOn!, days)
  return done({ dueOn: due.day, provisional: due.provisional, days } satisfies CaseEventDetails['grantExtension'])
}
