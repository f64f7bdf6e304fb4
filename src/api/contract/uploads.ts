import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Cells } from './draft-shapes.ts'
import { PlacedProblem, refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { ById, closed, Count, DivisionCode, Id, IdempotencyKey, oneOf, Slug, Title } from './words.ts'

const Mapping = Type.Array(Type.Union([Type.String({ maxLength: 60 }), Type.Null()]), { maxItems: 200, description: 'For each column of the table, in order: the key of the field it fills, or null to leave it out.' })

const ImportColumn = closed(
  {
    column: Type.String({ description: 'Its letter.' }), header: Type.String(),
    field: Type.Optional(Type.String({ description: 'Key of the field it fills.' })),
    isPlace: Type.Optional(Type.Boolean({ description: 'It says which village a row belongs to.' })),
    likely: Type.Optional(Type.String({ description: 'A field it may be meant for. It fills nothing until a person says so.' })),
  },
  { title: 'ImportColumn' },
)

export const ImportResult = closed(
  {
    refusal: Type.Optional(closed({ code: Type.String(), message: Type.String() }, { description: 'The file as a whole cannot be read; everything else is empty.' })),
    tables: Type.Array(closed({ sheet: Type.String(), row: Count, rows: Count }), { description: 'Every table that was found; `table` is the one that was read.' }),
    table: Count,
    headerRow: Type.Optional(Count),
    isRecords: Type.Boolean({ description: 'Each line is a record of its own.' }),
    columns: Type.Array(ImportColumn),
    mappedBy: oneOf(['names', 'memory', 'person']),
    fields: Cells,
    problems: Type.Array(PlacedProblem),
    omitted: Count,
    counts: Type.Record(Type.String(), Count, { description: 'How often each kind of problem occurs, those beyond the listed ones too.' }),
    isBlocked: Type.Boolean({ description: 'Nothing of the file becomes a draft before its problems of places and columns are put right.' }),
    villages: Type.Array(closed({ villageCode: DivisionCode, villageName: Type.String(), rows: Count, ready: Type.Integer({ minimum: 0, description: 'Lines without an error.' }), total: Type.Optional(Type.String({ description: 'Yuan, of the lines without an error.' })) })),
    known: Type.Array(closed({ villageName: Type.String(), draftId: Id, title: Type.String(), period: Type.String(), rows: Count }), { description: 'Earlier records in which rows of this file stand already.' }),
    sameFile: Type.Array(closed({ draftId: Id, villageName: Type.String() }), { description: 'Drafts made from the very same file before.' }),
  },
  { title: 'ImportResult' },
)

export const ImportUpload = closed(
  {
    id: Id, item: Slug, villageCode: Type.Optional(DivisionCode), name: Type.String(), bytes: Count,
    received: Type.Integer({ minimum: 0, description: 'Bytes that have arrived; send the next chunk from here.' }),
    state: oneOf(['receiving', 'received', 'checking', 'checked', 'drafted']),
    rowsRead: Type.Integer({ minimum: 0, description: 'Rows read so far, while it is checked.' }),
    result: Type.Optional(ImportResult),
    draftIds: Type.Optional(Type.Array(Id)),
  },
  { title: 'ImportUpload' },
)

export const startUpload = {
  method: 'POST',
  url: '/api/v1/import-uploads',
  schema: {
    operationId: 'startUpload', tags: ['drafts'],
    summary: 'Announces a file to import. Without a village it is split by the villages that its rows name, for a clerk of a township.',
    headers: IdempotencyKey,
    body: closed({ item: Slug, villageCode: Type.Optional(DivisionCode), name: Title, bytes: Type.Integer({ minimum: 1, maximum: 20000000 }), sha256: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the whole file. A browser without a secure connection cannot tell it; then the bytes are taken as they come.' })) }),
    response: { 201: ImportUpload, ...refusals },
  },
} as const satisfies RouteContract

export const getUpload = {
  method: 'GET',
  url: '/api/v1/import-uploads/:id',
  schema: { operationId: 'getUpload', tags: ['drafts'], summary: 'How far an upload or its check has come, and what the check found. Only for the officer who sent it.', params: ById, response: { 200: ImportUpload, ...refusals } },
} as const satisfies RouteContract

export const sendChunk = {
  method: 'PUT',
  url: '/api/v1/import-uploads/:id/chunk',
  bodyLimit: 1_200_000,
  form: [
    { name: 'offset', file: false, required: true, description: 'Where in the file these bytes begin.' },
    { name: 'file', file: true, required: true, description: 'At most 1,048,576 bytes.' },
  ],
  schema: {
    operationId: 'sendChunk', tags: ['drafts'],
    summary: 'The next bytes of a file. 409 `upload-offset` says in its detail how many have arrived; a chunk that arrived already changes nothing.',
    params: ById, headers: IdempotencyKey, response: { 200: ImportUpload, ...refusals },
  },
} as const satisfies RouteContract

export const checkUpload = {
  method: 'POST',
  url: '/api/v1/import-uploads/:id/checks',
  schema: {
    operationId: 'checkUpload', tags: ['drafts'],
    summary: 'Begins to check a file that has arrived; ask for the upload until its state is `checked`. Asked again, it checks anew.',
    params: ById, headers: IdempotencyKey, body: closed({ table: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })), mapping: Type.Optional(Mapping) }),
    response: { 200: ImportUpload, ...refusals },
  },
} as const satisfies RouteContract

export const makeDrafts = {
  method: 'POST',
  url: '/api/v1/import-uploads/:id/drafts',
  schema: {
    operationId: 'makeDrafts', tags: ['drafts'],
    summary: 'Makes one draft for each village of a checked file, or for each line where a line is a record. All or none; asked again, the same drafts.',
    params: ById, headers: IdempotencyKey,
    body: closed({ period: Type.String({ minLength: 4, maxLength: 20 }), title: Title, fields: Cells, despiteKnownRows: Type.Optional(Type.Boolean({ description: 'Import although rows stand in an earlier record.' })) }),
    response: { 200: ImportUpload, ...refusals },
  },
} as const satisfies RouteContract

export type ImportUpload = Static<typeof ImportUpload>
export type ImportResult = Static<typeof ImportResult>
