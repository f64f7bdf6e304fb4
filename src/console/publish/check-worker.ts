import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { Language } from '#text/language.ts'
import type { Cells, PlacedProblem } from '../api-types.ts'
import { problemsWhileTyping } from './problems.ts'

/** One check to be made beside the page. The number tells late answers from the last one. */
export type CheckRequest = { number: number; schema: FieldSchema; typed: { fields: Cells; rows: readonly Cells[] }; today: string; language: Language }
export type CheckAnswer = { number: number; problems: readonly PlacedProblem[] }

// Thousands of rows take longer to check than a finger takes to type, so it happens in a thread of its own.
addEventListener('message', ({ data }: MessageEvent<CheckRequest>) => {
  const answer: CheckAnswer = { number: data.number, problems: problemsWhileTyping(data.schema, data.typed, data.today, data.language) }
  postMessage(answer)
})
