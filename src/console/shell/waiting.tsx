import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { consoleWords } from '#text/console.ts'
import { Refused } from '../client.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from './failures.ts'

type Reading<Value> = { data: Value | undefined; error: Error | null; refetch: () => unknown; isFetching: boolean }

/** Shows what was read, a quiet wait, or what went wrong with a way to try again. Old data stay while new ones are fetched. */
export function Loaded<Value>({ reading, children }: { reading: Reading<Value>; children: (value: Value) => ReactNode }) {
  if (reading.data !== undefined) return <>{children(reading.data)}</>
  if (reading.error) return <Failed error={reading.error} retry={() => reading.refetch()} isTrying={reading.isFetching} />
  return <Waiting />
}

/** Nothing for an instant, a line that moves after a second, a word of comfort after six. */
export function Waiting() {
  const words = useWords(consoleWords)
  const waited = useSecondsWaited()
  if (waited < 1) return <div className="waiting" aria-busy="true" />
  return (
    <div className="waiting" role="status" aria-busy="true">
      <div className="waiting-line" aria-hidden="true" />
      <p>{waited < 6 ? words.loading : words.slow}</p>
    </div>
  )
}

/** While the very first script is on its way. */
export function FirstLoad() {
  return <Waiting />
}

/** A page that could not be read. What one may not see is not found, and is said so. */
export function Failed({ error, retry, isTrying }: { error: Error; retry: () => void; isTrying: boolean }) {
  const words = useWords(consoleWords)
  const text = useFailureText()
  const isMissing = error instanceof Refused && error.problem.status === 404
  return (
    <div className="blank" role="alert">
      <h2>{isMissing ? words.notFoundTitle : words.failedTitle}</h2>
      <p>{isMissing ? words.notFoundText : text(error)}</p>
      {isMissing ? null : <Button onClick={retry} loading={isTrying}>{words.retry}</Button>}
    </div>
  )
}

function useSecondsWaited(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timers = [1, 6].map(after => setTimeout(() => setSeconds(after), after * 1000))
    return () => timers.forEach(clearTimeout)
  }, [])
  return seconds
}
