import type { CaseRefusal, Outcome } from './refusals.ts'
import type { CaseAction, CaseState, OfficerAction } from './states.ts'
import { caseStates } from './states.ts'

export { actionRules, noteRefusal } from './action-rules.ts'
export { caseActions, caseStates } from './states.ts'
export type { CaseAction, CaseState } from './states.ts'

/**
 * Where a move leads when the state alone does not say: `targets.ts` asks the facts. Each stands here with the states it can mean.
 */
export const openTargets = {
  /** The move changes no state. */
  stays: caseStates,
  /** Back to the work: alone, or with the helping units that are still there. */
  atWork: ['handling', 'jointHandling'],
  /** A first return goes to the desk, the last one allowed to the county for good. */
  returnDesk: ['returned', 'countyDecides'],
  /** What the county decides about a case that was rated badly twice. */
  byVerdict: ['redo', 'closed'],
  /** Exactly where the case stood before it was merged. */
  beforeMerge: ['accepted', 'assigned', 'returned', 'countyDecides', 'handling', 'jointHandling'],
} as const satisfies Record<string, readonly CaseState[]>
export type OpenTarget = keyof typeof openTargets

/** A state, or a name for the states that the facts choose from. */
export type Target = CaseState | OpenTarget

/** The only door into the machine. */
const opening = { file: 'submitted' } as const satisfies Partial<Record<CaseAction, CaseState>>

const withdraw = { withdraw: 'withdrawn' } as const
/** Cards, their explanations and how they rise change where a case stands as little as a letter does. */
const watched = { giveCard: 'stays', explain: 'stays', raise: 'stays' } as const
/** What the units read can be mended as long as they can read it. */
const redacted = { redactStatement: 'stays', releaseWords: 'stays' } as const
/** Who complained may have to be known as long as the file exists: to call back, to check, to protect. */
const identified = { askIdentity: 'stays', passIdentity: 'stays', openIdentity: 'stays', viewIdentity: 'stays', refuseIdentity: 'stays', endIdentity: 'stays' } as const
/** Whom it is about can be said as long as the file exists; the desk it lies at may then rise. */
const named = { nameSubjects: 'stays', moveUp: 'stays', ...redacted, ...identified } as const
/** Both sides can write to each other while somebody is at work or an answer is being judged. A case that is over is reopened or appealed, not talked about. */
const spoken = { writeMessage: 'stays' } as const
/** Whoever was at work is in conflict, so another unit is chosen, by another desk where this one is in conflict too. */
const takenBack = { moveUp: 'countyDecides' } as const
/** Under which item of the county's list it falls can be said and corrected until there is an answer. */
const sorted = { classify: 'stays' } as const
/** Given to the wrong unit: the desk chooses anew, while the time goes on. */
const recalled = { recall: 'accepted' } as const
/** A notice of holidays moves every day that is counted in working days. */
const recounted = { recalculate: 'stays' } as const
const running = { ...recounted, ...sorted, ...withdraw, ...named, ...watched, ...spoken, supervise: 'stays', liftSupervision: 'stays', markOverdue: 'stays' } as const
const mergeable = { merge: 'merged', split: 'stays' } as const
/** A return visit that was called stays owed while the case moves on. */
const visited = { recordVisit: 'stays' } as const
const atWork = { askExtension: 'extensionPending', draftReply: 'replyDrafted', joinUnits: 'jointHandling' } as const
const afterwards = { ...recounted, ...watched, callVisit: 'stays', recordVisit: 'stays', supervise: 'stays', liftSupervision: 'stays' } as const

/** The whole machine: from each state, each move that exists and where it leads. */
export const moves = {
  submitted: { accept: 'accepted', askMore: 'needsMoreInfo', divert: 'diverted', proposeRejection: 'rejectionProposed', split: 'stays', ...running },
  needsMoreInfo: { supplyMore: 'submitted', lapse: 'lapsed', ...recounted, ...sorted, ...withdraw, ...named },
  lapsed: { revive: 'submitted', ...named },
  diverted: named,
  rejectionProposed: { confirmRejection: 'rejected', declineRejection: 'submitted', ...running },
  rejected: { appeal: 'appealed', ...named },
  appealed: { upholdRejection: 'rejected', overruleRejection: 'accepted', ...running },
  // Once accepted it is shown no other way but the confidential one (actions/tips/divert-case.ts).
  accepted: { assign: 'assigned', divert: 'diverted', ...mergeable, ...running, ...visited },
  assigned: { return: 'returnDesk', sign: 'handling', ...recalled, ...mergeable, ...running, ...visited, ...takenBack },
  returned: { assign: 'assigned', ...mergeable, ...running, ...visited },
  countyDecides: { assign: 'assigned', ...mergeable, ...running, ...visited },
  handling: { ...atWork, ...recalled, ...mergeable, ...running, ...visited, ...takenBack },
  jointHandling: { ...atWork, releaseUnits: 'handling', contribute: 'stays', ...recalled, ...mergeable, ...running, ...visited, ...takenBack },
  extensionPending: { grantExtension: 'atWork', refuseExtension: 'atWork', ...recalled, ...running, ...visited, ...takenBack },
  replyDrafted: { passReview: 'replied', failReview: 'atWork', ...running, ...visited, ...takenBack },
  replied: { rate: 'rated', close: 'closed', orderRedo: 'redo', escalate: 'escalated', ...spoken, ...named, ...afterwards },
  rated: { close: 'closed', orderRedo: 'redo', escalate: 'escalated', markOverdue: 'stays', ...spoken, ...named, ...afterwards },
  // Another unit can be asked where the unit has nobody else.
  redo: { sign: 'handling', assign: 'assigned', callVisit: 'stays', ...running, ...visited, ...takenBack },
  escalated: { decideEscalation: 'byVerdict', markOverdue: 'stays', ...spoken, ...named, ...afterwards },
  closed: { ...recounted, ...watched, callVisit: 'stays', recordVisit: 'stays', askStillSolved: 'stays', confirmSolved: 'stays', reportUnsolved: 'stays', reopen: 'accepted', escalate: 'escalated', ...named },
  merged: { unmerge: 'beforeMerge', answerTogether: 'replied', ...recounted, recordVisit: 'stays', markOverdue: 'stays', ...sorted, ...spoken, ...named, ...withdraw },
  withdrawn: named,
} as const satisfies Record<CaseState, Partial<Record<CaseAction, Target>>>

/**
 * What may be asked for one move early; the move before it is then made by the same stroke, with everything it promises. Two complaints about one matter
 * are merged on the day they come, and each has its acceptance and its due day all the same.
 */
const askedEarly: Partial<Record<CaseState, Partial<Record<CaseAction, OfficerAction>>>> = { submitted: { merge: 'accept' } }

/** The move that is made first because this one is asked for early. */
export function moveBefore(state: CaseState, action: CaseAction): OfficerAction | undefined {
  return askedEarly[state]?.[action]
}

/** What may be asked for: what may happen next, and what may be asked for early. */
export function askableActions(state: CaseState): readonly CaseAction[] {
  return [...availableActions(state), ...Object.keys(askedEarly[state] ?? {}) as CaseAction[]]
}

/** What may happen next. Before filing (`undefined`) only filing may. */
export function availableActions(state: CaseState | undefined): readonly CaseAction[] {
  return Object.keys(movesFrom(state)) as CaseAction[]
}

/** Where an action leads from a state, or the refusal that names what is possible instead. */
export function move(state: CaseState | undefined, action: CaseAction): Outcome<Target, CaseRefusal> {
  const next = movesFrom(state)[action]
  if (next === undefined) return { ok: false, refusal: { code: 'not-now', state, possible: availableActions(state) } }
  return { ok: true, value: next }
}

/** Every state an action can lead to from this one; none when it does not exist there. */
export function possibleTargets(state: CaseState | undefined, action: CaseAction): readonly CaseState[] {
  const moved = move(state, action)
  if (!moved.ok) return []
  if (moved.value === 'stays') return state === undefined ? [] : [state]
  return isOpenTarget(moved.value) ? openTargets[moved.value] : [moved.value]
}

/** Whether the state alone does not say where the move leads. */
export function isOpenTarget(target: Target): target is OpenTarget {
  return target in openTargets
}

function movesFrom(state: CaseState | undefined): Partial<Record<CaseAction, Target>> {
  return state === undefined ? opening : moves[state]
}
