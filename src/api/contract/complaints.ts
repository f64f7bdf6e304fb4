import type { Static } from 'typebox'
import { Type } from 'typebox'
import { ratingGrades, verdicts } from '#rules/cases/events.ts'
import { messageLimits, photographedActions } from '#rules/cases/messages.ts'
import { caseActions, caseStates, complainantActions } from '#rules/cases/states.ts'
import { DayStep, RatingScores, ToldView } from './case-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, Day, DivisionCode, Id, IdempotencyKey, NameInBoth, Nth, oneOf } from './words.ts'

// Generous: the rules of the form say in words what is too long, and they count characters.
const Words = Type.String({ maxLength: 20000 })

export const Complaint = closed(
  {
    villageCode: DivisionCode,
    statement: Words,
    place: Type.Optional(Words),
    happened: Type.Optional(Words),
    wish: Type.Optional(Words),
    person: Type.Optional(closed({ name: Words, phone: Words }, { description: 'Sealed to the custodians; the unit that handles the matter never sees it.' })),
    about: Type.Optional(
      closed(
        { disclosureId: Id, version: Nth, rowSeq: Type.Optional(Nth), fieldKey: Type.Optional(Type.String({ maxLength: 60 })) },
        { description: 'The published record, row or value it questions.' },
      ),
    ),
  },
  { title: 'Complaint' },
)

export const Receipt = closed(
  {
    receiptCode: Type.String({ pattern: '^[0-9]{20}$', description: 'Shown once and never stored: whoever holds it can follow and rate the case.' }),
    receivedOn: Day,
    promised: closed({ acceptBy: Day, assignBy: Day, answerBy: Day, provisional: Type.Boolean({ description: 'A date rests on a year whose holiday notice has not appeared.' }) }),
  },
  { title: 'Receipt' },
)

export const fileComplaint = {
  method: 'POST',
  url: '/api/v1/complaints',
  bodyLimit: 256 * 1024,
  isPublic: true,
  schema: {
    operationId: 'fileComplaint',
    tags: ['residents'],
    summary: 'Files an ordinary complaint. Needs no sign-in. The same Idempotency-Key with the same body gets the same receipt; with another body 422.',
    headers: IdempotencyKey,
    body: Complaint,
    response: { 201: Receipt, ...refusals },
  },
} as const satisfies RouteContract

// In the body and never in the address: addresses are written to logs.
const Code = Type.String({ maxLength: 100, description: 'The 20-digit code of the receipt.' })

const Part = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: 'Which part of a complaint that was divided; 1 and the whole are the same.' }))

export const Tracked = closed(
  {
    villageCode: DivisionCode,
    villageName: Type.String(),
    receivedOn: Day,
    state: oneOf(caseStates),
    dueOn: Type.Optional(Day),
    dueIsProvisional: Type.Boolean(),
    dueSteps: Type.Array(DayStep, { description: 'How the due day was computed, from the day after acceptance.' }),
    about: Type.Optional(
      closed({ disclosureId: Id, version: Type.Integer({ minimum: 1 }), newerVersion: Type.Optional(Type.Integer({ minimum: 1 })), title: Type.String(), label: Type.Optional(Type.String()), value: Type.Optional(Type.String()) }),
    ),
    statement: Type.String(),
    wentToBody: Type.Boolean({ description: 'It went to the discipline body as a confidential report: nothing of it is left here, and the tracking page follows the report by the same code.' }),
    isTold: Type.Boolean({ description: 'An address was left that short messages go to.' }),
    timeline: Type.Array(
      closed({
        day: Day,
        action: oneOf(caseActions),
        unitName: Type.Optional(NameInBoth),
        note: Type.Optional(Type.String()),
        photoCount: Type.Optional(Count),
        days: Type.Optional(Count),
        dueOn: Type.Optional(Day),
        told: Type.Optional(Type.Array(ToldView, { description: 'A reason and the right address, or the way the matter is shown.' })),
        verdict: Type.Optional(oneOf(verdicts)),
        notice: Type.Optional(Type.String({ description: 'The holiday notice that moved the due day.' })),
      }),
    ),
    answer: Type.Optional(
      closed({
        text: Type.String(), found: Type.String(), done: Type.String(),
        nextStep: Type.Optional(Type.String()), nextBy: Type.Optional(Day), answeredBy: Type.String(), repliedOn: Day,
        evidence: Type.Array(closed({ id: Id, name: Type.String(), mediaType: Type.String(), bytes: Count }), { description: 'Photos and documents the answer rests on; the tracking page opens them.' }),
      }),
    ),
    rating: Type.Optional(closed({ grade: oneOf(ratingGrades), opinion: Type.Optional(Type.String()), scores: Type.Optional(RatingScores), on: Day })),
    mayRate: Type.Boolean(),
    may: Type.Array(closed({ action: oneOf(complainantActions), until: Type.Optional(Day) }), { description: 'What the complainant may do now, and until when.' }),
    question: Type.Optional(Type.String({ description: 'What the desk asked and waits for.' })),
    parts: Type.Array(Type.Integer({ minimum: 1 }), { description: 'Numbers of the parts of a complaint that was divided; empty otherwise.' }),
    part: Type.Integer({ minimum: 1 }),
    messages: Type.Array(closed({ on: Day, unitName: Type.Optional(NameInBoth), words: Type.String(), photoCount: Count, isPassedOn: Type.Boolean() }), { description: 'What the two sides wrote to each other; without `unitName` it is the complainant’s own.' }),
    mayWrite: Type.Boolean(),
    publicity: Type.Optional(closed(
      { isGiven: Type.Boolean(), text: Type.Optional(closed({ question: Type.String(), answer: Type.String(), isShown: Type.Boolean(), appearsOn: Day })) },
      { description: 'Whether the complainant allows that everybody reads the answer, and the masked text that is or will be shown. Absent where there is no answer to show.' },
    )),
  },
  { title: 'TrackedCase', description: 'A case as the holder of its receipt reads it: units by name, never an officer.' },
)

export const trackComplaint = {
  method: 'POST',
  url: '/api/v1/complaints/track',
  isPublic: true,
  schema: {
    operationId: 'trackComplaint',
    tags: ['residents'],
    summary: 'How a complaint stands, by its receipt code. 404 `no-such-code`; 429 after several wrong codes.',
    body: closed({ code: Code, part: Part }, { title: 'TrackRequest' }),
    response: { 200: Tracked, ...refusals },
  },
} as const satisfies RouteContract

export const rateComplaint = {
  method: 'POST',
  url: '/api/v1/complaints/rate',
  isPublic: true,
  schema: {
    operationId: 'rateComplaint',
    tags: ['residents'],
    summary: 'The complainant’s judgement of the answer. Repeating the same grade changes nothing.',
    body: closed({ code: Code, part: Part, grade: oneOf(ratingGrades), opinion: Type.Optional(Words), scores: Type.Optional(RatingScores) }, { title: 'RatingRequest' }),
    response: { 200: Tracked, ...refusals },
  },
} as const satisfies RouteContract

export const actOnComplaint = {
  method: 'POST',
  url: '/api/v1/complaints/act',
  isPublic: true,
  schema: {
    operationId: 'actOnComplaint',
    tags: ['residents'],
    summary: 'What only the complainant can do beside rating: supply what was asked, revive, appeal, say whether it is still solved, reopen, withdraw. Repeating the same changes nothing.',
    body: closed({ code: Code, part: Part, action: oneOf(complainantActions.filter(action => action !== 'rate')), note: Type.Optional(Words) }, { title: 'ComplainantAct' }),
    response: { 200: Tracked, ...refusals },
  },
} as const satisfies RouteContract

export const addToComplaint = {
  method: 'POST',
  url: '/api/v1/complaints/additions',
  bodyLimit: 21 * 1024 * 1024,
  isPublic: true,
  form: [
    { name: 'code', file: false, required: true, description: 'The 20-digit code of the receipt.' },
    { name: 'part', file: false, required: false, description: 'Which part of a complaint that was divided.' },
    { name: 'action', file: false, required: true, description: `What is added: ${photographedActions.join(', ')}.` },
    { name: 'note', file: false, required: true, description: 'Up to 1,000 characters.' },
    { name: 'photos', file: true, required: false, description: `Up to ${messageLimits.photos} photos of at most 10 MB, drawn anew: where they were taken is removed.` },
  ],
  schema: {
    operationId: 'addToComplaint',
    tags: ['residents'],
    summary: 'Supplies what was asked, revives or reopens, with photos. The desk reads them first. Repeating the same changes nothing.',
    response: { 200: Tracked, ...refusals },
  },
} as const satisfies RouteContract

export const writeToUnits = {
  method: 'POST',
  url: '/api/v1/complaints/messages',
  isPublic: true,
  schema: {
    operationId: 'writeToUnits',
    tags: ['residents'],
    summary: 'The complainant writes to those who handle the case; the desk reads it first. The same Idempotency-Key writes once.',
    headers: IdempotencyKey,
    body: closed({ code: Code, part: Part, words: Words }, { title: 'ComplainantMessage' }),
    response: { 200: Tracked, ...refusals },
  },
} as const satisfies RouteContract

export const allowPublicAnswer = {
  method: 'POST',
  url: '/api/v1/complaints/publicity',
  isPublic: true,
  schema: {
    operationId: 'allowPublicAnswer',
    tags: ['residents'],
    summary: 'Allows that everybody reads the masked question and answer, or takes it back: then nothing of it is shown any more. Repeating the same changes nothing.',
    body: closed({ code: Code, part: Part, isGiven: Type.Boolean() }, { title: 'PublicityRequest' }),
    response: { 200: Tracked, ...refusals },
  },
} as const satisfies RouteContract

export type Complaint = Static<typeof Complaint>
export type Receipt = Static<typeof Receipt>
export type Tracked = Static<typeof Tracked>
