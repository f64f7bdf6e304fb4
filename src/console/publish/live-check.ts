import { useEffect, useMemo, useRef, useState } from 'react'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { PlacedProblem } from '../api-types.ts'
import { useLanguage } from '../language.tsx'
import type { CheckAnswer, CheckRequest } from './check-worker.ts'
import { problemsWhileTyping } from './problems.ts'
import type { RecordValues } from './record-values.ts'

export type LiveCheck = { problems: readonly PlacedProblem[]; isChecking: boolean }

/** As many rows as are checked between two key strokes without being felt. */
const fewRows = 1000

/** Checks what is typed as soon as typing pauses: a few rows at once, thousands in a thread of their own. */
export function useLiveCheck(schema: FieldSchema, values: RecordValues, today: string): LiveCheck {
  const { language } = useLanguage()
  const { fields, rows } = values
  const request = useMemo(() => ({ schema, typed: { fields, rows }, today, language }), [schema, fields, rows, today, language])
  const settled = useSettled(request, rows.length > fewRows ? 500 : 120)
  const isLarge = settled.typed.rows.length > fewRows
  const here = useMemo(() => (isLarge ? undefined : problemsWhileTyping(settled.schema, settled.typed, settled.today, settled.language)), [settled, isLarge])
  const beside = useWorker(isLarge ? settled : undefined)
  const isChecking = settled !== request || (isLarge && beside.of !== settled)
  return { problems: here ?? beside.problems, isChecking }
}

type Asked = Omit<CheckRequest, 'number'>

function useWorker(asked: Asked | undefined): { problems: readonly PlacedProblem[]; of: Asked | undefined } {
  const [answered, setAnswered] = useState<{ problems: readonly PlacedProblem[]; of: Asked | undefined }>({ problems: [], of: undefined })
  const worker = useRef<Worker>(undefined)
  const number = useRef(0)
  useEffect(
    () => () => {
      worker.current?.terminate()
      worker.current = undefined
    },
    [],
  )
  useEffect(() => {
    if (!asked) return
    worker.current ??= new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' })
    const own = ++number.current
    const take = ({ data }: MessageEvent<CheckAnswer>) => {
      if (data.number === own) setAnswered({ problems: data.problems, of: asked })
    }
    worker.current.addEventListener('message', take)
    worker.current.postMessage({ ...asked, number: own } satisfies CheckRequest)
    const { current } = worker
    return () => current.removeEventListener('message', take)
  }, [asked])
  return answered
}

function useSettled<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}
