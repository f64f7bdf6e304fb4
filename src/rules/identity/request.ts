import type { CustodianGroup } from './groups.ts'

export const identityReasons = ['contact', 'verify', 'protect', 'lawful-order'] as const
/** Why somebody needs to know who complained: to call back, to check what was said, to protect from retaliation, or because a court or prosecutor ordered it. */
export type IdentityReason = (typeof identityReasons)[number]

const day = 24 * 3_600_000
/** A request nobody answered lapses; what was opened can be seen for a quarter of an hour. The database holds the same two numbers. */
export const identityLimits = { lapse: 3 * day, view: 15 * 60_000 } as const

export const requestEnds = ['deleted', 'diverted'] as const
/** Why a request came to its end before anybody decided: the name was deleted, or went to a discipline body with the report. */
export type RequestEnd = (typeof requestEnds)[number]

export type IdentityRequest = {
  readonly id: string
  readonly caseId: string
  readonly askedBy: string
  readonly lapsesAt: Date
  readonly passedBy: string | null
  readonly openedBy: string | null
  readonly refusedBy: string | null
  readonly viewUntil: Date | null
  readonly endedHow: RequestEnd | null
}

export const requestStates = ['asked', 'passed', 'opened', 'viewing', 'over', 'refused', 'lapsed', 'ended'] as const
export type RequestState = (typeof requestStates)[number]

/** Where a request stands at an instant. */
export function requestState(request: Omit<IdentityRequest, 'id' | 'caseId' | 'askedBy'>, now: number): RequestState {
  if (request.refusedBy !== null) return 'refused'
  if (request.viewUntil !== null && now >= request.viewUntil.getTime()) return 'over'
  if (request.endedHow !== null) return 'ended'
  if (request.viewUntil !== null) return 'viewing'
  if (now >= request.lapsesAt.getTime()) return 'lapsed'
  if (request.openedBy !== null) return 'opened'
  return request.passedBy === null ? 'asked' : 'passed'
}

/** Whose turn it is: group B takes off the outer layer, then group A opens the inner one. */
export function groupOnTurn(state: RequestState): CustodianGroup | undefined {
  return state === 'asked' ? 'B' : state === 'passed' ? 'A' : undefined
}
