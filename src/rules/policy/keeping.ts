import type { PlainDate } from '../calendar/plain-date.ts'
import { isWithin, type DivisionCode } from '../divisions/division-code.ts'
import { isClerkOf, isOnePerson, isReviewerOf, type Officer } from './officer.ts'
import type { PolicyRefusal } from './refusals.ts'

export const holdKinds = ['case', 'disclosure'] as const
/** What must not be deleted yet. */
export type HoldKind = (typeof holdKinds)[number]

export const holdMoves = ['grant', 'refuse', 'askLift', 'lift', 'keepOn'] as const
/** What becomes of a hold: granted or refused, then asked to be lifted, then lifted or kept on. */
export type HoldMove = (typeof holdMoves)[number]

export type HoldAbout = {
  readonly kind: HoldKind
  readonly placeCode: DivisionCode
  readonly askedBy: string
  readonly askedOn?: PlainDate | undefined
  readonly decidedOn?: PlainDate | undefined
  readonly isGranted?: boolean | undefined
  readonly liftAskedBy?: string | undefined
  readonly isOver: boolean
}

/** Why an officer has nothing to do with keeping and deleting: the desk that sorts complaints has, and of records the reviewers of the township. */
export function keepingRefusal(officer: Officer, kind: HoldKind, place: DivisionCode): PolicyRefusal | undefined {
  if (officer.role !== 'triage' && !(officer.role === 'reviewer' && kind === 'disclosure')) return { code: 'not-your-duty', role: officer.role }
  const isHere = officer.role === 'triage' ? isWithin(place, officer.reach) : isReviewerOf(officer, place)
  return isHere ? undefined : { code: 'out-of-reach' }
}

/** Why a move of a hold is refused: the duty, then two persons for each direction, then where it stands. */
export function holdMoveRefusal(officer: Officer, move: HoldMove, about: HoldAbout): PolicyRefusal | { readonly code: 'keeping-not-now' } | undefined {
  const forbidden = keepingRefusal(officer, about.kind, about.placeCode)
  if (forbidden) return forbidden
  if (!movesOf(about).includes(move)) return { code: 'keeping-not-now' }
  const first = move === 'grant' || move === 'refuse' ? about.askedBy : move === 'askLift' ? undefined : about.liftAskedBy
  return first !== undefined && isOnePerson(officer, first, first === about.liftAskedBy ? about.decidedOn : about.askedOn) ? { code: 'author-cannot-review' } : undefined
}

function movesOf({ isOver, isGranted, liftAskedBy }: HoldAbout): readonly HoldMove[] {
  if (isOver || isGranted === false) return []
  if (isGranted === undefined) return ['grant', 'refuse']
  return liftAskedBy === undefined ? ['askLift'] : ['lift', 'keepOn']
}

export const erasureGrounds = ['asked', 'not-needed', 'mistake', 'unlawful'] as const
/** Why a published personal value is deleted: the person asked, it is no longer needed, it should never have been there, the law forbids it. */
export type ErasureGround = (typeof erasureGrounds)[number]

/** Why an officer may not ask that a value be erased: the clerk of the village may, and whoever may decide. */
export function askErasureRefusal(officer: Officer, village: DivisionCode): PolicyRefusal | undefined {
  return isClerkOf(officer, village) ? undefined : keepingRefusal(officer, 'disclosure', village)
}

/** Why an officer may not decide that a value is erased: the same duty, and never whoever asked. */
export function erasureDecisionRefusal(officer: Officer, about: { readonly villageCode: DivisionCode; readonly askedBy: string; readonly askedAt?: Date | undefined }): PolicyRefusal | undefined {
  return keepingRefusal(officer, 'disclosure', about.villageCode) ?? (isOnePerson(officer, about.askedBy, about.askedAt) ? { code: 'author-cannot-review' } : undefined)
}
