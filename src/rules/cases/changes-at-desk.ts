import { impossible, officerOf, promise, type ChangesOf } from './change-parts.ts'
import type { CaseEvent, Promised } from './events.ts'
import type { CaseFacts, Rejection } from './facts.ts'
import { deskLevels, type DeskLevel, type IdentityAction } from './states.ts'
import { isOpenItem, type SupervisionItem } from './supervision-items.ts'

type DeskAction = 'file' | 'accept' | 'askMore' | 'supplyMore' | 'lapse' | 'revive' | 'divert' | 'proposeRejection' | 'confirmRejection' | 'declineRejection' | 'appeal'
  | 'upholdRejection' | 'overruleRejection' | 'assign' | 'recall' | 'withdraw' | 'merge' | 'unmerge' | 'split' | 'classify' | 'nameSubjects' | 'redactStatement' | 'writeMessage' | 'releaseWords' | 'moveUp' | IdentityAction

/** Cases were counted ten working days before events said how many. */
const daysBeforeTold = 10

/** What happens at the desk changes: acceptance and its alternatives, assignment, merging and splitting. */
export const changesAtDesk: ChangesOf<DeskAction> = {
  file: (_, event) => { throw impossible(event, 'comes twice') },
  accept: (facts, event) => accepted(facts, event, { days: daysBeforeTold, ...event.details }),
  askMore: (_, event) => ({ moreAsked: { on: event.day, question: event.note } }),
  supplyMore: (facts, event) => ({
    moreAsked: facts.moreAsked && { ...facts.moreAsked, suppliedOn: event.day },
    step: { from: event.day, days: event.details.left },
  }),
  lapse: (_, event) => ({ lapsedOn: event.day }),
  revive: (facts, event) => ({ lapsedOn: undefined, moreAsked: facts.moreAsked && { ...facts.moreAsked, suppliedOn: event.day } }),
  divert: (_, event) => ({ diverted: { on: event.day, route: event.details.route } }),
  proposeRejection: (facts, event) => ({
    rejection: { ...event.details, explanation: event.note, proposedBy: officerOf(event).by, proposedOn: event.day, stepBefore: facts.step, wasMarkedOverdue: facts.isMarkedOverdue },
  }),
  confirmRejection: (facts, event) => rejected(facts, event, { confirmedBy: officerOf(event).by, confirmedOn: event.day }),
  // The time to accept goes on: who proposes and declines in turn wins no day.
  declineRejection: ({ rejection }, event) => {
    if (!rejection) throw impossible(event, 'concerns no rejection')
    return { rejection: undefined, step: rejection.stepBefore, isMarkedOverdue: rejection.wasMarkedOverdue }
  },
  appeal: (facts, event) => rejected(facts, event, { appealedOn: event.day }),
  upholdRejection: (facts, event) => rejected(facts, event, { decidedOn: event.day }),
  overruleRejection: (facts, event) => ({ rejection: undefined, ...accepted(facts, event, event.details) }),
  assign: (_, event) => ({
    assignedOn: event.day, returnDueOn: undefined, handlerId: undefined, helperUnitIds: [],
    responsibleUnitId: event.details.responsibleUnitId, supervisingUnitId: event.details.supervisingUnitId,
  }),
  // No return of the unit, and no redo: the desk itself saw that another should have it. The day that was promised stands.
  recall: (facts, event) => ({ ...takenBack(facts, event), recalledUnitIds: [...facts.recalledUnitIds ?? [], ...event.details.unitIds] }),
  withdraw: () => ({ merged: undefined, supervision: undefined }),
  merge: (facts, event) => ({ merged: { intoCaseId: event.details.intoCaseId, before: facts } }),
  unmerge: (facts, event) => {
    if (!facts.merged) throw impossible(event, 'undoes no merge')
    return { ...facts.merged.before, merged: undefined }
  },
  split: (facts, event) => ({ splitInto: [...facts.splitInto, event.details.newCaseId] }),
  classify: (_, event) => ({ itemSlug: event.details.item?.code }),
  nameSubjects: () => ({}),
  redactStatement: () => ({}),
  writeMessage: (facts, event) => (facts.contactedOn === undefined && event.by.kind === 'officer' && event.by.unitId === facts.responsibleUnitId ? { contactedOn: event.day } : {}),
  releaseWords: () => ({}),
  askIdentity: () => ({}),
  passIdentity: () => ({}),
  openIdentity: () => ({}),
  viewIdentity: () => ({}),
  refuseIdentity: () => ({}),
  endIdentity: () => ({}),
  moveUp: (facts, event) => {
    if (deskLevels.indexOf(event.details.deskLevel) < deskLevels.indexOf(facts.deskLevel)) throw impossible(event, 'moves the case down')
    return { deskLevel: event.details.deskLevel, ...takenBack(facts, event), ...(event.details.endsItems && withoutItems(facts, event, event.details.deskLevel)) }
  },
}

/** Nobody is at work any more, and what was handed in goes with whoever did it. */
export function takenBack(facts: CaseFacts, event: CaseEvent): Partial<CaseFacts> {
  return { responsibleUnitId: undefined, supervisingUnitId: undefined, helperUnitIds: [], handlerId: undefined, draftedReply: undefined, extensions: withoutOpen(facts, event) }
}

/** What the units that lose the case were asked nobody can answer any more; with its letter ends the supervision, so that the desk that has it now can begin its own. */
function withoutItems(facts: CaseFacts, event: CaseEvent, deskLevel: DeskLevel): Pick<CaseFacts, 'supervisionItems' | 'supervision'> {
  const atWork = [facts.responsibleUnitId, facts.supervisingUnitId, ...facts.helperUnitIds]
  const isLost = (item: SupervisionItem) => isOpenItem(item) && (deskLevel !== facts.deskLevel || atWork.includes(item.unitId))
  const supervisionItems = facts.supervisionItems.map(item => (isLost(item) ? { ...item, endedOn: event.day } : item))
  return { supervisionItems, supervision: facts.supervision?.hasLetter ? undefined : facts.supervision }
}

/** A request nobody has decided went with the unit that asked: it does not count, nor does it stay open. */
function withoutOpen({ extensions }: CaseFacts, event: CaseEvent): CaseFacts['extensions'] {
  const open = extensions.requests.at(-1)
  return !open || open.decision ? extensions : { ...extensions, asked: extensions.asked - 1, requests: [...extensions.requests.slice(0, -1), { ...open, decision: 'refused', decidedOn: event.day }] }
}

function accepted(facts: CaseFacts, event: CaseEvent, details: Promised & { readonly days: number }): Partial<CaseFacts> {
  return { acceptedOn: event.day, originalDueOn: details.dueOn, dueCount: { from: event.day, days: details.days }, ...promise(facts, event, details, 'acceptance') }
}

function rejected(facts: CaseFacts, event: CaseEvent, more: Partial<Rejection>): Partial<CaseFacts> {
  if (!facts.rejection) throw impossible(event, 'concerns no rejection')
  return { rejection: { ...facts.rejection, ...more } }
}
