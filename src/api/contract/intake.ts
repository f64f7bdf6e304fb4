import type { Static } from 'typebox'
import { Type } from 'typebox'
import { caseStates } from '#rules/cases/states.ts'
import { likenessReasons } from '#rules/duplicates/likeness.ts'
import { channels, staffChannels } from '#rules/intake/channels.ts'
import { findingKinds } from '#rules/masking/kinds.ts'
import { Receipt } from './complaints.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, Day, DivisionCode, Id, IdempotencyKey, oneOf, Slug } from './words.ts'

const Words = Type.String({ maxLength: 20000 })

export const Entry = closed(
  {
    channel: oneOf(staffChannels),
    channelNumber: Type.Optional(Type.String({ maxLength: 200, description: 'The number there: of the letter, of the work order.' })),
    receivedOn: Type.Optional(Type.String({ maxLength: 20, description: 'The day it reached the other office; today if left out.' })),
    villageCode: DivisionCode,
    item: Type.Optional(Slug),
    statement: Words,
    place: Type.Optional(Words),
    happened: Type.Optional(Words),
    wish: Type.Optional(Words),
    person: Type.Optional(closed({ name: Type.Optional(Words), phone: Type.Optional(Words) }, { description: 'Sealed to the custodians, as from the web.' })),
    contact: Type.Optional(Type.String({ maxLength: 40, description: 'The number that text messages about progress go to; kept apart, read by nobody of the staff.' })),
    helper: Type.Optional(Type.String({ maxLength: 200, description: 'Who came for the person; sealed with it. Only and always with the channel proxy.' })),
  },
  { title: 'Entry' },
)

export const EntryReceipt = closed({ ...Receipt.properties, caseId: Id }, { title: 'EntryReceipt' })

export const enterComplaint = {
  method: 'POST',
  url: '/api/v1/intake',
  bodyLimit: 256 * 1024,
  schema: {
    operationId: 'enterComplaint', tags: ['intake'],
    summary: 'Writes down a complaint for somebody who called, wrote, came, or sent a helper. The code is in this answer alone. 409 `channel-number-used` for a number that was entered before.',
    headers: IdempotencyKey, body: Entry, response: { 201: EntryReceipt, ...refusals },
  },
} as const satisfies RouteContract

export const Alike = closed(
  {
    id: Id, villageName: Type.String(), excerpt: Type.String(), receivedOn: Day, state: oneOf(caseStates), channel: oneOf(channels),
    percent: Type.Integer({ minimum: 0, maximum: 100, description: 'How alike the two are.' }),
    because: Type.Array(oneOf(likenessReasons)),
    canLead: Type.Boolean({ description: 'It runs or waits for acceptance, so the other can be merged into it.' }),
    isEarlier: Type.Boolean({ description: 'It was closed before the other came.' }),
    isAgain: Type.Boolean({ description: 'Somebody found it to be the same matter again.' }),
  },
  { title: 'Alike' },
)
const AlikeList = closed({ alike: Type.Array(Alike, { description: 'The likeliest first, five at most; only cases the officer may see.' }) }, { title: 'AlikeList' })

export const listAlikeEntry = {
  method: 'POST',
  url: '/api/v1/intake/alike',
  bodyLimit: 256 * 1024,
  schema: {
    operationId: 'listAlikeEntry', tags: ['intake'], summary: 'Cases that look like what is about to be written down. Stores nothing.',
    headers: IdempotencyKey, body: closed({ villageCode: DivisionCode, statement: Words, item: Type.Optional(Slug) }, { title: 'AlikeQuestion' }), response: { 200: AlikeList, ...refusals },
  },
} as const satisfies RouteContract

export const listAlike = {
  method: 'GET',
  url: '/api/v1/cases/:id/alike',
  schema: { operationId: 'listAlike', tags: ['intake'], summary: 'Cases that may be about the same matter, with reasons. For the triage desk and supervisors; 404 for others.', params: ById, response: { 200: AlikeList, ...refusals } },
} as const satisfies RouteContract

export const sayVerdict = {
  method: 'POST',
  url: '/api/v1/cases/:id/verdicts',
  schema: {
    operationId: 'sayVerdict', tags: ['intake'], summary: 'Remembers that two cases are different matters, or that this one brings a closed one again. Different ones are not proposed any more.',
    params: ById, headers: IdempotencyKey, body: closed({ otherId: Id, verdict: oneOf(['different', 'again']) }, { title: 'Verdict' }), response: { 200: AlikeList, ...refusals },
  },
} as const satisfies RouteContract

export const CaseIntake = closed(
  {
    channel: oneOf(channels),
    channelNumber: Type.Optional(Type.String({ description: 'For the desk alone: with it the person could be looked up elsewhere.' })),
    receivedOn: Type.Optional(Day),
    dueOn: Type.Optional(Type.String({ format: 'date', description: 'By when the hotline wants its answer. A fact beside the due day of the case.' })),
    enteredByName: Type.Optional(Type.String()),
    scans: Type.Array(closed({ n: Type.Integer({ minimum: 1 }), mediaType: Type.String(), bytes: Count })),
    mayAddScan: Type.Boolean(),
    personal: Type.Array(closed({ kind: oneOf(findingKinds), field: oneOf(['statement', 'place', 'happened', 'wish']), start: Count, length: Count }), {
      description: 'What in the texts identifies somebody; filled for the desk, which covers it before a unit sees it.',
    }),
  },
  { title: 'CaseIntake' },
)

export const getIntake = {
  method: 'GET',
  url: '/api/v1/cases/:id/intake',
  schema: { operationId: 'getIntake', tags: ['intake'], summary: 'By which door a case came. Its number there and its scans are for the triage desk alone.', params: ById, response: { 200: CaseIntake, ...refusals } },
} as const satisfies RouteContract

export const addScan = {
  method: 'POST',
  url: '/api/v1/cases/:id/scans',
  bodyLimit: 21 * 1024 * 1024,
  form: [{ name: 'file', file: true, required: true, description: 'A picture or a PDF, at most 20 MB. Pictures are drawn anew; the name is not kept.' }],
  schema: { operationId: 'addScan', tags: ['intake'], summary: 'Adds a scan of a letter to a case that the desk wrote down. Only the desk reads it.', params: ById, headers: IdempotencyKey, response: { 201: closed({ n: Type.Integer({ minimum: 1 }) }, { title: 'ScanAdded' }), ...refusals } },
} as const satisfies RouteContract

export const getScan = {
  method: 'GET',
  url: '/api/v1/cases/:id/scans/:n',
  binary: ['image/jpeg', 'application/pdf'],
  schema: { operationId: 'getScan', tags: ['intake'], summary: 'A scan, for the triage desk alone.', params: closed({ id: Id, n: Type.Integer({ minimum: 1, maximum: 100 }) }), response: { ...refusals } },
} as const satisfies RouteContract

export type Entry = Static<typeof Entry>
export type Alike = Static<typeof Alike>
export type CaseIntake = Static<typeof CaseIntake>
