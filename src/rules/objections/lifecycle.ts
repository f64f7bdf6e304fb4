/** Where an objection to a published record stands. */
export const objectionStates = ['raised', 'answered', 'escalated', 'upheld', 'corrected', 'dismissed', 'settled', 'withdrawn'] as const
export type ObjectionState = (typeof objectionStates)[number]

export const objectionActions = ['raise', 'answer', 'concede', 'accept', 'escalate', 'uphold', 'dismiss', 'correct', 'settle', 'hide', 'withdraw'] as const
export type ObjectionAction = (typeof objectionActions)[number]

/** What the village and the township do; the others belong to the asker and to the program. */
export const officerObjectionActions = ['answer', 'concede', 'uphold', 'dismiss'] as const satisfies readonly ObjectionAction[]
export type OfficerObjectionAction = (typeof officerObjectionActions)[number]

/**
 * Who may do something: the clerk of the village, a reviewer of its township, the county's triage desk, whoever raised it, or the program
 * when a day has passed.
 */
export type ObjectionActor = 'clerk' | 'reviewer' | 'triage' | 'asker' | 'system'

/**
 * raised → answered by the village → accepted, or escalated to the township → upheld → corrected, or dismissed with reasons. A
 * village that says nothing in time has its silence escalated; an asker who says nothing is taken to be content. Until something was found out
 * the asker may take it back, words and all; what was upheld is put right whoever asked.
 */
const moves = {
  raised: { answer: 'answered', concede: 'upheld', escalate: 'escalated', withdraw: 'withdrawn' },
  answered: { accept: 'settled', escalate: 'escalated', settle: 'settled', withdraw: 'withdrawn' },
  escalated: { uphold: 'upheld', dismiss: 'dismissed', withdraw: 'withdrawn' },
  upheld: { correct: 'corrected' },
  corrected: {},
  dismissed: {},
  settled: {},
  withdrawn: {},
} as const satisfies Record<ObjectionState, Partial<Record<ObjectionAction, ObjectionState>>>

// Hiding words moves nothing: it has a rule of its own (hiding.ts).
const actorsOf = {
  raise: ['asker'], answer: ['clerk'], concede: ['clerk'], accept: ['asker'], escalate: ['asker', 'system'],
  uphold: ['reviewer'], dismiss: ['reviewer'], correct: ['system'], settle: ['system'], hide: [], withdraw: ['asker'],
} as const satisfies Record<ObjectionAction, readonly ObjectionActor[]>

/** The state an action leads to; undefined where it is not possible, or not for this actor. */
export function nextObjectionState(state: ObjectionState, action: ObjectionAction, actor: ObjectionActor): ObjectionState | undefined {
  const actors: readonly ObjectionActor[] = actorsOf[action]
  // The asker can escalate an answer, not the waiting for one: that is for the day the answer was due.
  if (!actors.includes(actor) || (actor === 'asker' && action === 'escalate' && state === 'raised')) return undefined
  const possible: Partial<Record<ObjectionAction, ObjectionState>> = moves[state]
  return possible[action]
}

/** What somebody can do with an objection in this state. */
export function possibleObjectionActions(state: ObjectionState, actor: ObjectionActor): ObjectionAction[] {
  return objectionActions.filter(action => nextObjectionState(state, action, actor) !== undefined)
}

/** Whether everybody has had their say. An upheld objection is open until the correction is published. */
export function isObjectionOpen(state: ObjectionState): boolean {
  return state === 'raised' || state === 'answered' || state === 'escalated' || state === 'upheld'
}
