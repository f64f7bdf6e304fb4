import type { Static } from 'typebox'
import { Type } from 'typebox'
import { textStates } from '#rules/answers/publicity.ts'
import { textLimits } from '#rules/answers/text-check.ts'
import { answerActs } from '#rules/policy/answers.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Day, Id, IdempotencyKey, oneOf, Page, pageOf } from './words.ts'

// Twice the most, so that a text that is too long gets its sentence.
const Question = Type.String({ maxLength: textLimits.question.most * 2 })
const Answer = Type.String({ maxLength: textLimits.answer.most * 2 })

const AllowedAnswer = closed(
  {
    caseId: Id,
    villageName: Type.String(),
    allowedOn: Day,
    statement: Type.String(),
    known: Type.Array(Type.String(), { description: 'Words that are public anyway and so may be repeated.' }),
    row: Type.Optional(Type.Integer({ minimum: 1 })),
    question: Type.String({ description: 'A neutral question to begin with.' }),
    answer: Type.String({ description: 'The answer as it was sent, to begin with.' }),
  },
  { title: 'AllowedAnswer' },
)

const AnswerText = closed(
  {
    id: Id,
    kind: oneOf(['answer', 'typical']),
    caseId: Type.Optional(Id),
    villageName: Type.Optional(Type.String()),
    title: Type.Optional(Type.String()),
    question: Type.String(),
    answer: Type.String(),
    namesRow: Type.Boolean(),
    day: Day,
    state: oneOf(textStates),
    appearsOn: Type.Optional(Day),
    note: Type.Optional(Type.String()),
    possible: Type.Array(oneOf(answerActs), { description: 'What this officer may do with it now; `prepare` makes a typical case of it.' }),
    isOwn: Type.Boolean(),
  },
  { title: 'AnswerText' },
)

export const listAllowedAnswers = {
  method: 'GET',
  url: '/api/v1/answers/allowed',
  schema: {
    operationId: 'listAllowedAnswers', tags: ['answers'], summary: 'Answers whose complainant allows that everybody reads them, and for which nothing is prepared yet. For the desk.',
    querystring: closed({ page: Page }), response: { 200: pageOf(AllowedAnswer, 'AllowedAnswerPage'), ...refusals },
  },
} as const satisfies RouteContract

export const answerTabs = ['waiting', 'open', 'over'] as const

export const listAnswerTexts = {
  method: 'GET',
  url: '/api/v1/answers',
  schema: {
    operationId: 'listAnswerTexts', tags: ['answers'], summary: 'Prepared texts: those that wait for a second officer, those that are or will be public, and those that are not.',
    querystring: closed({ which: oneOf(answerTabs), page: Page }), response: { 200: pageOf(AnswerText, 'AnswerTextPage'), ...refusals },
  },
} as const satisfies RouteContract

const Made = closed({ id: Id }, { title: 'AnswerTextMade' })

export const prepareAnswer = {
  method: 'POST',
  url: '/api/v1/cases/:id/answer-texts',
  schema: {
    operationId: 'prepareAnswer', tags: ['answers'], summary: 'Prepares the masked question and answer of a case for everybody. Personal data and the complainant’s own words are refused.',
    params: ById, headers: IdempotencyKey, body: closed({ question: Question, answer: Answer, namesRow: Type.Boolean() }, { title: 'AnswerWords' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export const prepareTypicalCase = {
  method: 'POST',
  url: '/api/v1/typical-cases',
  schema: {
    operationId: 'prepareTypicalCase', tags: ['answers'], summary: 'Writes a typical case of the county, or chooses one among the public answers.',
    headers: IdempotencyKey, body: closed({ title: Type.String({ maxLength: textLimits.title.most * 2 }), question: Question, answer: Answer, chosenId: Type.Optional(Id) }, { title: 'TypicalCaseWords' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export const decideAnswer = {
  method: 'POST',
  url: '/api/v1/answers/:id/decisions',
  schema: {
    operationId: 'decideAnswer', tags: ['answers'], summary: 'A second officer approves a text, which then appears at the beginning of a month, or sends it back.',
    params: ById, headers: IdempotencyKey, body: closed({ isApproved: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 1000 })) }, { title: 'AnswerDecision' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export const withdrawAnswer = {
  method: 'POST',
  url: '/api/v1/answers/:id/withdrawals',
  schema: {
    operationId: 'withdrawAnswer', tags: ['answers'], summary: 'Takes a text away from everybody at once. Nothing of it stays public; the reason stays inside.',
    params: ById, headers: IdempotencyKey, body: closed({ reason: Type.String({ maxLength: 1000 }) }, { title: 'AnswerWithdrawal' }), response: { 200: Made, ...refusals },
  },
} as const satisfies RouteContract

export type AllowedAnswer = Static<typeof AllowedAnswer>
export type AnswerText = Static<typeof AnswerText>
