/**
 * The life of a confidential report (检举控告): 《纪检监察机关处理检举控告工作规则》. Two people screen it; one that belongs above goes up and
 * its content stays nowhere below (article 15), one that belongs below goes down within five working days (article 16); disposal is one of
 * four ways or an end, decided by two (article 17); whoever gave a name is told of acceptance and result.
 */
export const tipStates = ['received', 'screening', 'underDisposal', 'disposalProposed', 'noSubstance', 'closed', 'transferredUp', 'transferredDown', 'archived'] as const
export type TipState = (typeof tipStates)[number]

export const tipActions = [
  'file', 'proposeScreening', 'confirmScreening', 'declineScreening', 'proposeDisposal', 'confirmDisposal', 'declineDisposal',
  'tellAcceptance', 'tellResult', 'object', 'archive', 'recalculate',
] as const
export type TipAction = (typeof tipActions)[number]

const ofOthers = ['file', 'object', 'recalculate'] as const

/** What an inspector does; filing and objecting are the reporter's, and days are counted anew by the program. */
export type InspectorAction = Exclude<TipAction, (typeof ofOthers)[number]>

export function isInspectorAction(action: TipAction): action is InspectorAction {
  return !(ofOthers as readonly TipAction[]).includes(action)
}

export const screeningOutcomes = ['dispose', 'transferUp', 'transferDown', 'noSubstance'] as const
/** What two people found at the screening. */
export type ScreeningOutcome = (typeof screeningOutcomes)[number]

export const disposals = ['talk', 'preliminaryCheck', 'hold', 'close'] as const
/** How it is disposed of: 谈话函询, 初步核实, 暂存待查, 予以了结. */
export type Disposal = (typeof disposals)[number]

/** Where a confirmed screening leads. */
export const stateAfter = { dispose: 'underDisposal', transferUp: 'transferredUp', transferDown: 'transferredDown', noSubstance: 'noSubstance' } as const satisfies Record<ScreeningOutcome, TipState>

type Target = TipState | 'byOutcome' | 'byDisposal' | 'same'

/** Wherever a day may run, a notice of holidays may move it. */
const recounted = { recalculate: 'same' } as const

const moves: Record<TipState, Partial<Record<TipAction, Target>>> = {
  received: { proposeScreening: 'screening', tellAcceptance: 'same', ...recounted },
  screening: { confirmScreening: 'byOutcome', declineScreening: 'received', tellAcceptance: 'same', ...recounted },
  underDisposal: { proposeDisposal: 'disposalProposed', tellAcceptance: 'same', ...recounted },
  disposalProposed: { confirmDisposal: 'byDisposal', declineDisposal: 'underDisposal', tellAcceptance: 'same', ...recounted },
  noSubstance: { tellResult: 'same', object: 'same', archive: 'archived', ...recounted },
  closed: { tellResult: 'same', object: 'same', archive: 'archived', ...recounted },
  transferredUp: {},
  transferredDown: { archive: 'archived' },
  archived: {},
}

/** What the table says may happen in a state, whoever asks. */
export function tipActionsFrom(state: TipState): readonly TipAction[] {
  return Object.keys(moves[state]) as TipAction[]
}

/** The state an action leads to; undefined where it is not possible. `outcome` and `disposal` are those that were proposed. */
export function nextTipState(state: TipState, action: TipAction, outcome?: ScreeningOutcome, disposal?: Disposal): TipState | undefined {
  const target = moves[state][action]
  if (target === 'same') return state
  if (target === 'byOutcome') return outcome && stateAfter[outcome]
  if (target === 'byDisposal') return disposal === 'close' ? 'closed' : 'underDisposal'
  return target
}
