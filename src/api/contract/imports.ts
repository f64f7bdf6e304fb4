import type { Static } from 'typebox'
import { Type } from 'typebox'
import { Cells } from './draft-shapes.ts'
import { PlacedProblem, refusals } from './problem.ts'
import type { RouteContract } from './route.ts'
import { closed, Count, IdempotencyKey } from './words.ts'

export const ImportReading = closed(
  {
    sheetName: Type.Optional(Type.String()),
    headerRow: Type.Optional(Type.Integer({ minimum: 1, description: 'Row of the sheet in which the column names stand.' })),
    columns: Type.Array(
      closed({ header: Type.String(), column: Type.String(), field: Type.Optional(Type.String({ description: 'Key of the schema field it was understood as.' })) }),
    ),
    fields: Cells,
    rows: Type.Array(Cells, { maxItems: 200000, description: 'Every line of this village as typed, also lines with problems, so that they can be put right in the form. Lines of other places are left out.' }),
    rowNumbers: Type.Array(Count, { description: 'For each of `rows` or `records`, its row in the sheet.' }),
    records: Type.Optional(Type.Array(Cells, { maxItems: 200000, description: 'Where each line is a record of its own: the header fields of each. `fields` and `rows` are then empty.' })),
    problems: Type.Array(PlacedProblem),
    refusal: Type.Optional(closed({ code: Type.String(), message: Type.String() }, { description: 'The file as a whole cannot be read; everything else is empty.' })),
  },
  { title: 'ImportReading' },
)

export const readImport = {
  method: 'POST',
  url: '/api/v1/imports',
  bodyLimit: 21 * 1024 * 1024,
  form: [
    { name: 'item', file: false, required: true, description: 'Slug of the item. Send before the file.' },
    { name: 'villageCode', file: false, required: true, description: '12-digit code of the village. Send before the file.' },
    { name: 'file', file: true, required: true, description: 'CSV (UTF-8 or GB18030) or XLSX, at most 20 MB.' },
  ],
  schema: {
    operationId: 'readImport',
    tags: ['drafts'],
    summary: 'Reads a spreadsheet into the fields of an item. Stores nothing. A file that cannot be read is a 200 with `refusal`.',
    headers: IdempotencyKey,
    response: { 200: ImportReading, ...refusals },
  },
} as const satisfies RouteContract

export type ImportReading = Static<typeof ImportReading>
