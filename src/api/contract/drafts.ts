import type { Static } from 'typebox'
import { Type } from 'typebox'
import { draftQueues } from './desk.ts'
import { AttachmentView, Draft, DraftCheck, DraftEdit, DraftInput, DraftSummary } from './draft-shapes.ts'
import { refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { AsOf, ById, closed, Day, Id, IdempotencyKey, oneOf, Page, pageOf, Search } from './words.ts'

// 200,000 rows of a subsidy list, the most a schema allows, are about 50 MB of JSON.
const recordLimit = 64 * 1024 * 1024

const DraftPage = pageOf(DraftSummary, 'DraftPage')

export const listDrafts = {
  method: 'GET',
  url: '/api/v1/drafts',
  schema: {
    operationId: 'listDrafts',
    tags: ['drafts'],
    summary: 'Drafts of one queue, newest change first. A clerk’s `mine` holds states draft and submitted.',
    querystring: closed({ queue: oneOf(draftQueues), page: Page }),
    response: { 200: DraftPage, ...refusals },
  },
} as const satisfies RouteContract

export const searchDrafts = {
  method: 'POST',
  url: '/api/v1/drafts/search',
  schema: {
    operationId: 'searchDrafts', tags: ['drafts'], summary: 'The same list, narrowed by words, which stand in no address. Stores nothing.',
    body: closed({ queue: oneOf(draftQueues), q: Search, page: Page }, { title: 'DraftSearch' }), response: { 200: DraftPage, ...refusals },
  },
} as const satisfies RouteContract

export const createDraft = {
  method: 'POST',
  url: '/api/v1/drafts',
  isLong: true,
  bodyLimit: recordLimit,
  schema: {
    operationId: 'createDraft',
    tags: ['drafts'],
    summary: 'Keeps a new draft. It may still have problems: they are listed in the reply and block only submission.',
    headers: IdempotencyKey,
    body: DraftInput,
    response: { 201: Draft, ...refusals },
  },
} as const satisfies RouteContract

export const getDraft = {
  method: 'GET',
  url: '/api/v1/drafts/:id',
  isLong: true,
  schema: { operationId: 'getDraft', tags: ['drafts'], summary: 'One draft, unmasked.', params: ById, response: { 200: Draft, ...refusals } },
} as const satisfies RouteContract

export const saveDraft = {
  method: 'PUT',
  url: '/api/v1/drafts/:id',
  isLong: true,
  bodyLimit: recordLimit,
  schema: {
    operationId: 'saveDraft',
    tags: ['drafts'],
    summary: 'Keeps what is typed now. 409 `stale` when another window saved meanwhile.',
    params: ById,
    headers: IdempotencyKey,
    body: DraftEdit,
    response: { 200: Draft, ...refusals },
  },
} as const satisfies RouteContract

export const draftMoves = ['submit', 'endorse', 'approve', 'schedule', 'unschedule', 'return'] as const

export const DraftMove = closed(
  { action: oneOf(draftMoves), asOf: AsOf, note: Type.Optional(Type.String({ maxLength: 1000 })), publishAt: Type.Optional(Type.String({ maxLength: 16, description: 'For schedule: a day and an hour in China, YYYY-MM-DDTHH:MM, at most 60 days ahead.' })) },
  { title: 'DraftMove', description: 'return needs a note, schedule an hour. submit answers 422 with the problems while there are any.' },
)

export const moveDraft = {
  method: 'POST',
  url: '/api/v1/drafts/:id/moves',
  isLong: true,
  schema: {
    operationId: 'moveDraft',
    tags: ['drafts'],
    summary: 'Submits a draft, passes it for the committee, approves (which publishes) at once or for a later hour, or returns it.',
    params: ById,
    headers: IdempotencyKey,
    body: DraftMove,
    response: { 200: Draft, ...refusals },
  },
} as const satisfies RouteContract

export const waiveFinding = {
  method: 'POST',
  url: '/api/v1/drafts/:id/waivers',
  isLong: true,
  schema: {
    operationId: 'waiveFinding',
    tags: ['drafts'],
    summary: 'Accepts one finding with a reason, as the second person: never an author of the draft.',
    params: ById,
    headers: IdempotencyKey,
    body: closed({ fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }), reason: Type.String({ maxLength: 1000 }) }, { title: 'FindingWaiver' }),
    response: { 200: Draft, ...refusals },
  },
} as const satisfies RouteContract

export const checkDraft = {
  method: 'POST',
  url: '/api/v1/drafts/check',
  bodyLimit: recordLimit,
  schema: {
    operationId: 'checkDraft',
    tags: ['drafts'],
    summary: 'Checks a record and shows what residents would see. Stores nothing.',
    body: DraftInput,
    response: { 200: DraftCheck, ...refusals },
  },
} as const satisfies RouteContract

export const addAttachment = {
  method: 'POST',
  url: '/api/v1/drafts/:id/attachments',
  bodyLimit: 21 * 1024 * 1024,
  form: [{ name: 'file', file: true, required: true, description: 'An image, a PDF, or an .xlsx, .docx or .pptx without macros, at most 10 MB.' }],
  schema: {
    operationId: 'addAttachment',
    tags: ['drafts'],
    summary: 'Adds a file to a draft.',
    params: ById,
    headers: IdempotencyKey,
    response: { 201: closed({ attachments: Type.Array(AttachmentView), eventCount: Type.Integer({ minimum: 1 }) }, { title: 'AttachmentList' }), ...refusals },
  },
} as const satisfies RouteContract

const AttachmentParams = closed({ id: Id, n: Type.Integer({ minimum: 1, maximum: 1000 }) })

export const removeAttachment = {
  method: 'DELETE',
  url: '/api/v1/drafts/:id/attachments/:n',
  schema: {
    operationId: 'removeAttachment',
    tags: ['drafts'],
    summary: 'Takes a file off a draft.',
    params: AttachmentParams,
    headers: IdempotencyKey,
    response: { 200: closed({ attachments: Type.Array(AttachmentView), eventCount: Type.Integer({ minimum: 1 }) }, { title: 'AttachmentList' }), ...refusals },
  },
} as const satisfies RouteContract

export const correctDayTaken = {
  method: 'PUT',
  url: '/api/v1/drafts/:id/attachments/:n/day-taken',
  schema: {
    operationId: 'correctDayTaken',
    tags: ['drafts'],
    summary: 'Puts right the day a picture of a draft was taken. Null takes it away.',
    params: AttachmentParams,
    headers: IdempotencyKey,
    body: closed({ takenOn: Type.Union([Day, Type.Null()]) }, { title: 'DayTaken' }),
    response: { 200: closed({ attachments: Type.Array(AttachmentView), eventCount: Type.Integer({ minimum: 1 }) }, { title: 'AttachmentList' }), ...refusals },
  },
} as const satisfies RouteContract

export const getAttachment = {
  method: 'GET',
  url: '/api/v1/drafts/:id/attachments/:n',
  binary: ['application/octet-stream'],
  schema: { operationId: 'getAttachment', tags: ['drafts'], summary: 'A file of a draft, for the reviewer to read.', params: AttachmentParams, response: { ...refusals } },
} as const satisfies RouteContract

export type DraftPage = Static<typeof DraftPage>
export type DraftSearch = Static<typeof searchDrafts.schema.body>
export type DraftMove = Static<typeof DraftMove>
