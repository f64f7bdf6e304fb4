import { elements, oneWord, readObject, refuseRepeats, requiredCount, texts } from '../catalogue/json-shape.ts'

export const cardColours = ['blue', 'yellow', 'red'] as const
/** How serious a card is: a reminder, a warning, a fault that has to be explained. */
export type CardColour = (typeof cardColours)[number]

export const cardAddressees = ['triage', 'supervising', 'responsible', 'leader'] as const
/** A desk that a card goes to: of the county, of the two units of the case, or of the county's leaders. */
export type CardAddressee = (typeof cardAddressees)[number]

/** What a card can be given for, with the parameters of each and the least value that makes sense. The set is closed: a county chooses among them. */
const grounds = {
  /** The desk named no unit within so many working days of acceptance, or let a decision of its own lie so many working days beyond its day. */
  notDispatched: { days: 1 },
  /** The answer is due within so many working days, or so much of its time is used. */
  dueSoon: { within: 0, percentUsed: 1 },
  /** The day of the answer has passed. */
  overdue: {},
  /** More time was asked for so many times in one cycle; a request that was refused for being one too many counts. */
  extensionsAsked: { times: 1 },
  /** So many answers in one cycle that were not enough, by the rating or by a return visit, so that it had to be done again. */
  ratedBadly: { times: 1 },
  /** Units sent the case back so many times. */
  returned: { times: 1 },
  /** Review sent the answer back so many times. */
  reviewFailed: { times: 1 },
  /** The unit signed and has not written to the complainant within the days that the county allows for it. */
  notContacted: {},
  /** The day of a return visit has passed. */
  visitOverdue: {},
} as const
export type CardGround = keyof typeof grounds

/**
 * What others owe after its answer is none of the unit's that gave it: from a visit that is owed, or a decision that lies at the desk, it could tell how it
 * was rated.
 */
export const groundsKeptFromUnit: ReadonlySet<CardGround> = new Set(['visitOverdue', 'notDispatched'])

/** The desks that a card on this ground can go to. */
export function addresseesOf(ground: CardGround): readonly CardAddressee[] {
  return groundsKeptFromUnit.has(ground) ? cardAddressees.filter(desk => desk !== 'responsible') : cardAddressees
}

/** The names of all grounds. */
export const cardGrounds = Object.keys(grounds) as CardGround[]

/** Every parameter that some ground has. */
export const cardParameters = ['days', 'within', 'percentUsed', 'times'] as const

/** When a card of which colour goes to whom. Working days. */
export type CardRule = {
  readonly colour: CardColour
  readonly to: CardAddressee
  readonly copies: readonly CardAddressee[]
  /** Within how many working days the addressee explains itself in writing; nothing is asked without it. */
  readonly answerWithin?: number | undefined
} & { [Ground in CardGround]: { readonly ground: Ground } & { readonly [Key in keyof (typeof grounds)[Ground]]: number } }[CardGround]

/** Narrows the list of card rules of a file or of a county. Each ground stands there once at most. */
export function cardRulesIn(members: Readonly<Record<string, unknown>>, errors: string[]): CardRule[] {
  const rules = elements({ errors, path: 'rules', members }, 'cards', true).map(({ value, path }) => cardRuleIn(value, path, errors))
  refuseRepeats(errors, 'rules.cards', rules.map(rule => rule.ground))
  return rules
}

function cardRuleIn(value: unknown, path: string, errors: string[]): CardRule {
  const reader = readObject(value, path, errors)
  const ground = oneWord(reader, 'ground', cardGrounds)
  const parameters: Record<string, number> = grounds[ground]
  for (const key of cardParameters) if (key in reader.members && !(key in parameters)) errors.push(`${path}.${key} is no parameter of ${ground}`)
  const given = Object.fromEntries(Object.entries(parameters).map(([key, least]) => [key, requiredCount(reader, key, least)]))
  if ((given['percentUsed'] ?? 0) > 100) errors.push(`${path}.percentUsed must be at most 100`)
  const copies = texts(reader, 'copies', true).map(copy => copy as CardAddressee)
  for (const copy of copies) if (!cardAddressees.includes(copy)) errors.push(`${path}.copies has ${copy}, which is no desk`)
  const answer = reader.members['answerWithin'] === undefined ? {} : { answerWithin: requiredCount(reader, 'answerWithin', 1) }
  // Exactly the parameters of the ground were read; TypeScript cannot follow that through the union.
  return { ground, colour: oneWord(reader, 'colour', cardColours), to: oneWord(reader, 'to', cardAddressees), copies, ...answer, ...given } as CardRule
}

/** The parameters of a ground, each with the least value that makes sense. */
export function parametersOf(ground: CardGround): Partial<Record<(typeof cardParameters)[number], number>> {
  return grounds[ground]
}
