import { useEffect, useMemo, useState } from 'react'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { PlacedProblem } from '../api-types.ts'
import { useLanguage } from '../language.tsx'
import { problemsWhileTyping } from './problems.ts'
import type { RecordValues } from './record-values.ts'

/** Checks what is typed as soon as typing pauses: at once for a few rows, a moment later for thousands. */
export function useLiveCheck(schema: FieldSchema, values: RecordValues, today: string): { problems: readonly PlacedProblem[]; isChecking: boolean } {
  const { language } = useLanguage()
  const { fields, rows } = values
  const typed = useMemo(() => ({ fields, rows }), [fields, rows])
  const settled = useSettled(typed, rows.length > 300 ? 500 : 120)
  const problems = useMemo(() => problemsWhileTyping(schema, settled, today, language), [schema, settled, today, language])
  return { problems, isChecking: settled !== typed }
}

function useSettled<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}
