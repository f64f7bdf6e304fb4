import type { Static } from 'typebox'
import { Type } from 'typebox'
import { workOrderFields } from '#rules/intake/work-order-columns.ts'
import { PlacedProblem, refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, Day, Id, IdempotencyKey, oneOf } from './words.ts'

export const HotlineReading = closed(
  {
    refusal: Type.Optional(closed({ code: Type.String(), message: Type.String() }, { description: 'The file as a whole cannot be read; everything else is empty.' })),
    sha256: Type.String({ description: 'Of the file as it was read; send it along when taking it over.' }),
    headerRow: Type.Optional(Count),
    columns: Type.Array(closed({ column: Type.String(), header: Type.String(), field: oneOf(workOrderFields) })),
    orders: Type.Array(closed({
      row: Count, number: Type.String(), calledOn: Day, dueOn: Type.Optional(Day), villageName: Type.String(), excerpt: Type.String(),
      isNamed: Type.Boolean(), isKnown: Type.Boolean({ description: 'Taken over before: it is passed over.' }),
    }), { description: 'Every order without an error. Names and telephones are not shown.' }),
    fresh: Count,
    known: Count,
    problems: Type.Array(closed({ ...PlacedProblem.properties, severity: oneOf(['error', 'warning']) })),
    omitted: Type.Integer({ minimum: 0, description: 'Problems beyond the 200 listed.' }),
    leftOut: Type.Array(closed({ row: Count, number: Type.String(), messages: Type.Array(Type.String()) }), { description: 'Rows with an error: taken over without them, if the officer agrees, and to be sent back to the hotline.' }),
    isBlocked: Type.Boolean({ description: 'No row can be taken over.' }),
  },
  { title: 'HotlineReading' },
)

export const readHotline = {
  method: 'POST',
  url: '/api/v1/hotline-files/check',
  bodyLimit: 6 * 1024 * 1024,
  form: [{ name: 'file', file: true, required: true, description: 'CSV (UTF-8 or GB18030) or XLSX with work orders of the 12345 hotline, at most 5 MB.' }],
  schema: { operationId: 'readHotline', tags: ['intake'], summary: 'Reads a file of the hotline as it would be taken over. Stores nothing.', headers: IdempotencyKey, response: { 200: HotlineReading, ...refusals } },
} as const satisfies RouteContract

export const HotlineImport = closed(
  {
    filed: Count,
    known: Count,
    receipts: Type.Array(closed({ number: Type.String(), caseId: Id, receiptCode: Type.String() }), { description: 'For the hotline, which gives each caller his code. In this answer alone.' }),
  },
  { title: 'HotlineImport' },
)

export const importHotline = {
  method: 'POST',
  url: '/api/v1/hotline-files',
  bodyLimit: 6 * 1024 * 1024,
  form: [
    { name: 'sha256', file: false, required: true, description: 'Of the file that was checked.' },
    { name: 'leaveOut', file: false, required: false, description: 'How many rows the officer agreed to leave out, as `leftOut` had them; none if left out. 422 `hotline-blocked` for any other number.' },
    { name: 'file', file: true, required: true, description: 'The same file again.' },
  ],
  schema: { operationId: 'importHotline', tags: ['intake'], summary: 'Makes a case of every work order that is not here yet, all or none. The desk of a city takes over for its counties: each case lies on the desk of its place.', headers: IdempotencyKey, response: { 201: HotlineImport, ...refusals } },
} as const satisfies RouteContract

export type HotlineReading = Static<typeof HotlineReading>
export type HotlineImport = Static<typeof HotlineImport>
