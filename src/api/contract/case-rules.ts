import type { Static } from 'typebox'
import { Type } from 'typebox'
import { cardAddressees, cardColours, cardGrounds } from '#rules/cases/card-rules.ts'
import { limitNames } from '#rules/cases/case-rules.ts'
import { boundBases } from '#rules/cases/rule-bounds.ts'
import { ruleParts } from '#rules/cases/rule-versions.ts'
import { proposalOutcomes } from '#rules/catalogue/proposals.ts'
import { ToldView } from './case-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, Id, IdempotencyKey, Instant, oneOf, Slug } from './words.ts'

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

/** What is set at a time: one of the four parts, the lists as a whole. */
const set = {
  limits: Type.Optional(Type.Array(limit)),
  rejectionReasons: Type.Optional(Type.Array(closed({ ...Told.properties, addresses: Type.Array(Told) }), { maxItems: 30 })),
  routes: Type.Optional(Type.Array(Told, { maxItems: 30 })),
  cards: Type.Optional(Type.Array(CardRuleView, { description: 'All cards the county gives; an empty list gives none.' })),
}

const RulesProposal = closed(
  {
    id: Id, part: oneOf(ruleParts), validFrom: Day, ...set, proposedByName: Type.String(), proposedAt: Instant,
    isOwn: Type.Boolean({ description: 'Proposed by the officer who asks: to be withdrawn, not decided.' }),
    isTooLate: Type.Boolean({ description: 'Its day has come, so it can no longer be passed.' }),
    decision: Type.Optional(closed({ outcome: oneOf(proposalOutcomes), byName: Type.String(), at: Instant, note: Type.String() })),
  },
  { title: 'RulesProposal' },
)

const RulesVersion = closed(
  {
    validFrom: Day, standing: oneOf(['coming', 'inForce', 'past']), ...set,
    common: Type.Optional(Type.Integer({ description: 'The version of the common rules that came into force; what a county set has none.' })),
    setBy: Type.Optional(Type.String()), passedBy: Type.Optional(Type.String()), setAt: Type.Optional(Instant),
  },
  { title: 'RulesVersion' },
)

export const CaseRulesView = closed(
  {
    today: Day,
    mayPropose: Type.Boolean(),
    limits: Type.Array(closed({ ...limit.properties, least: Type.Optional(Type.Integer()), most: Type.Optional(Type.Integer()), basis: Type.Optional(oneOf(boundBases)) }), {
      description: 'Working days unless the name says otherwise, as they hold today, with what is fixed for every county.',
    }),
    rejectionReasons: Type.Array(closed({ ...ToldView.properties, addresses: Type.Array(ToldView) })),
    routes: Type.Array(ToldView),
    cards: Type.Array(CardRuleView),
    versions: Type.Array(RulesVersion, { description: 'What came into force and what will, the latest first.' }),
    proposals: Type.Array(RulesProposal, { description: 'What waits for a decision, oldest first.' }),
    decided: Type.Array(RulesProposal, { description: 'What was decided last, newest first.' }),
  },
  { title: 'CaseRules' },
)

export const getCaseRules = {
  method: 'GET',
  url: '/api/v1/case-rules',
  schema: { operationId: 'getCaseRules', tags: ['cases'], summary: 'The rules for cases of the county as they hold today, those that are coming and those that are past.', response: { 200: CaseRulesView, ...refusals } },
} as const satisfies RouteContract

export const changeCaseRules = {
  method: 'POST',
  url: '/api/v1/case-rules/changes',
  schema: {
    operationId: 'changeCaseRules', tags: ['cases'],
    summary: 'Proposes one part of the rules otherwise, from tomorrow at the earliest; another officer of the desk decides. A case keeps the rules of the day on which its cycle began.',
    headers: IdempotencyKey,
    body: closed({ validFrom: Day, ...set }, { title: 'CaseRulesChange' }),
    response: { 200: CaseRulesView, ...refusals },
  },
} as const satisfies RouteContract

export const decideCaseRules = {
  method: 'POST',
  url: '/api/v1/case-rules/proposals/:id/decision',
  schema: {
    operationId: 'decideCaseRules', tags: ['cases'], summary: 'Passes or refuses a proposal of another officer, or withdraws one’s own.',
    params: ById, headers: IdempotencyKey,
    body: closed({ outcome: oneOf(proposalOutcomes), note: Type.String({ maxLength: 500 }) }, { title: 'RulesDecision' }),
    response: { 200: CaseRulesView, ...refusals },
  },
} as const satisfies RouteContract

export type CaseRulesView = Static<typeof CaseRulesView>
export type CaseRulesChange = Static<typeof changeCaseRules.schema.body>
