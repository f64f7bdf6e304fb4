import type { Static } from 'typebox'
import { Type } from 'typebox'
import { caseActions } from '#rules/cases/states.ts'
import { CaseDetail, RedactedText } from './case-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Day, IdempotencyKey, NameInBoth, Nth, oneOf } from './words.ts'

// Generous: the rules say in words what is too long, and they count characters.
const Words = Type.String({ maxLength: 8000 })
const Numbers = Type.Array(Nth, { maxItems: 100 })

export const Exchange = closed(
  {
    seq: Type.Integer({ minimum: 1 }),
    action: oneOf(caseActions),
    on: Day,
    by: oneOf(['complainant', 'officer']),
    unit: Type.Optional(NameInBoth),
    words: Type.Optional(Type.String({ description: 'Absent where this officer may not read them: before the desk released them, or between the desk and the complainant.' })),
    photos: Numbers,
    isReleased: Type.Optional(Type.Boolean()),
    released: Type.Optional(closed({ words: Type.String(), photos: Numbers })),
    mayRelease: Type.Boolean(),
  },
  { title: 'Exchange', description: 'One thing that an officer or the complainant wrote to the other.' },
)

export const TextVersion = closed(
  {
    seq: Type.Integer({ minimum: 1 }), on: Type.Optional(Day), officerName: Type.Optional(Type.String()), statement: Type.String(), place: Type.Optional(Type.String()),
    happened: Type.Optional(Type.String()), wish: Type.Optional(Type.String()), photos: Numbers, reason: Type.Optional(Type.String()),
  },
  { title: 'TextVersion' },
)

export const Correspondence = closed(
  {
    eventCount: Type.Integer({ minimum: 1 }),
    exchange: Type.Array(Exchange),
    ofMerged: Type.Array(closed({ on: Day, words: Type.String() }), { description: 'What the desk released of complainants whose cases were merged into this one.' }),
    mayWrite: Type.Boolean(),
    whyNot: Type.Optional(Type.String()),
    notes: Type.Array(closed({ n: Type.Integer({ minimum: 1 }), words: Type.String(), on: Day, officerName: Type.String() }), { description: 'Notes of the officer’s own office; nobody else’s.' }),
    mayNote: Type.Boolean(),
    versions: Type.Optional(Type.Array(TextVersion, { description: 'For the desk: every version of the text for the units, the last one holds.' })),
    mayRedact: Type.Boolean(),
  },
  { title: 'Correspondence' },
)

const url = '/api/v1/cases/:id'

export const getCorrespondence = {
  method: 'GET',
  url: `${url}/correspondence`,
  schema: { operationId: 'getCorrespondence', tags: ['cases'], summary: 'What the two sides of a case wrote to each other, as far as the officer reads it, and the notes of the officer’s office.', params: ById, response: { 200: Correspondence, ...refusals } },
} as const satisfies RouteContract

export const redactCase = {
  method: 'POST',
  url: `${url}/redactions`,
  schema: {
    operationId: 'redactCase', tags: ['cases'], params: ById, headers: IdempotencyKey,
    summary: 'Writes the text of a case for the units, or its next version. 422 `redaction-personal` while numbers of persons stand in it without a reason.',
    body: closed({ asOf: AsOf, ...RedactedText.properties }, { title: 'CaseRedaction' }), response: { 200: CaseDetail, ...refusals },
  },
} as const satisfies RouteContract

export const writeMessage = {
  method: 'POST',
  url: `${url}/messages`,
  schema: {
    operationId: 'writeMessage', tags: ['cases'], params: ById, headers: IdempotencyKey,
    summary: 'Writes to the complainant, who reads it by the receipt code. Nobody learns who that is.',
    body: closed({ words: Words }, { title: 'MessageToComplainant' }), response: { 200: Correspondence, ...refusals },
  },
} as const satisfies RouteContract

export const releaseWords = {
  method: 'POST',
  url: `${url}/releases`,
  schema: {
    operationId: 'releaseWords', tags: ['cases'], params: ById, headers: IdempotencyKey,
    summary: 'Lets the units read what the complainant wrote in the event `of`, in the words of the desk.',
    body: closed({ of: Nth, words: Words, photos: Numbers, reason: Type.Optional(Words) }, { title: 'WordsRelease' }), response: { 200: Correspondence, ...refusals },
  },
} as const satisfies RouteContract

export const keepNote = {
  method: 'POST',
  url: `${url}/notes`,
  schema: {
    operationId: 'keepNote', tags: ['cases'], params: ById, headers: IdempotencyKey,
    summary: 'Keeps a note for the colleagues of the officer’s own office. It is never changed.',
    body: closed({ words: Words }, { title: 'OfficeNote' }), response: { 200: Correspondence, ...refusals },
  },
} as const satisfies RouteContract

export type Exchange = Static<typeof Exchange>
export type TextVersion = Static<typeof TextVersion>
export type Correspondence = Static<typeof Correspondence>
