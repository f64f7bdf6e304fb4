import type { Static } from 'typebox'
import { Type } from 'typebox'
import { cardAddressees, cardColours, cardGrounds } from '#rules/cases/card-rules.ts'
import { limitNames } from '#rules/cases/case-rules.ts'
import { ToldView } from './case-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Day, IdempotencyKey, oneOf, Slug } from './words.ts'

const Sentence = Type.String({ minLength: 1, maxLength: 200 })
const Told = closed({ code: Slug, zh: Sentence, en: Sentence })
const limit = closed({ name: oneOf(limitNames), value: Type.Integer({ minimum: 0, maximum: 365 }) })

const Parameter = Type.Optional(Type.Integer({ minimum: 0, maximum: 365 }))
const CardRuleView = closed(
  {
    ground: oneOf(cardGrounds), colour: oneOf(cardColours), to: oneOf(cardAddressees), copies: Type.Array(oneOf(cardAddressees), { maxItems: 4 }),
    answerWithin: Parameter, days: Parameter, within: Parameter, percentUsed: Parameter, times: Parameter,
  },
  { title: 'CardRule', description: 'notDispatched takes days; dueSoon within and percentUsed; extensionsAsked, ratedBadly, returned and reviewFailed times. Working days.' },
)

export const CaseRulesView = closed(
  {
    today: Day,
    limits: Type.Array(limit, { description: 'Working days unless the name says otherwise, as they hold today.' }),
    rejectionReasons: Type.Array(closed({ ...ToldView.properties, addresses: Type.Array(ToldView) })),
    routes: Type.Array(ToldView),
    cards: Type.Array(CardRuleView),
  },
  { title: 'CaseRules' },
)

export const getCaseRules = {
  method: 'GET',
  url: '/api/v1/case-rules',
  schema: { operationId: 'getCaseRules', tags: ['cases'], summary: 'The rules for cases of the county as they hold today, for its discipline body.', response: { 200: CaseRulesView, ...refusals } },
} as const satisfies RouteContract

export const changeCaseRules = {
  method: 'POST',
  url: '/api/v1/case-rules/changes',
  schema: {
    operationId: 'changeCaseRules', tags: ['cases'],
    summary: 'Sets what the county wants otherwise, from tomorrow at the earliest. A case keeps the rules of the day on which its cycle began.',
    headers: IdempotencyKey,
    body: closed(
      {
        validFrom: Day,
        limits: Type.Optional(Type.Array(limit)),
        rejectionReasons: Type.Optional(Type.Array(closed({ ...Told.properties, addresses: Type.Array(Told) }))),
        routes: Type.Optional(Type.Array(Told)),
        cards: Type.Optional(Type.Array(CardRuleView, { description: 'All cards the county gives; an empty list gives none.' })),
      },
      { title: 'CaseRulesChange' },
    ),
    response: { 200: CaseRulesView, ...refusals },
  },
} as const satisfies RouteContract

export type CaseRulesView = Static<typeof CaseRulesView>
