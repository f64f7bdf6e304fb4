import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { Problem } from './contract/problem.ts'
import { compileCheck, placedMistakes, type Mistaken } from './mistakes.ts'
import { serializerOf } from './serializers.ts'

const rowsOfRecord = Type.Object({ rows: Type.Array(Type.Object({ amount: Type.String() })) })
const rowsOfForm = Type.Object({ rows: Type.Object({ zh: Type.String() }) })

test.each([
  [rowsOfRecord, { rows: [{ amount: 1 }] }, { place: 'row', row: 1, field: 'amount' }],
  [rowsOfForm, { rows: { zh: 1 } }, { place: 'body', field: 'rows.zh' }],
  [rowsOfForm, { rows: { zh: '\0' } }, { place: 'body', field: 'rows.zh' }],
])('a mistake has a place that can be written down, also where `rows` is no list: %#', (schema, given, place) => {
  const { error } = compileCheck({ schema, httpPart: 'body' })(given)
  const problems = placedMistakes('en', error as Mistaken)
  expect(problems).toEqual([expect.objectContaining(place)])
  expect(serializerOf({ schema: Problem })({ type: 'about:blank', title: '', status: 422, detail: '', code: 'bad-request', problems })).toContain(place.place)
})
