import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, Refused } from './client.ts'
import type { PartsOf, ReplyOf, RouteKey } from './client.ts'
import { newKey } from './idempotency.ts'
import { useLanguage } from './language.tsx'

/**
 * Sends an act. The key is made with the first attempt and kept while nobody knows whether it took effect; as soon as the
 * server has answered, yes or no, the next attempt is another act. Sending twice while one is under way does nothing.
 */
export function useAct<Key extends RouteKey>(route: Key, after?: (reply: ReplyOf<Key>) => void) {
  const { language } = useLanguage()
  const pending = useRef<{ key: string; parts: string } | undefined>(undefined)
  const mutation = useMutation<ReplyOf<Key>, Error, PartsOf<Key>>({
    mutationFn: parts => call(route, parts, { language, idempotencyKey: keyFor(pending, parts) }),
    onSuccess: reply => {
      pending.current = undefined
      after?.(reply)
    },
    onError: error => {
      if (error instanceof Refused) pending.current = undefined
    },
    retry: false,
  })
  const send = (parts: PartsOf<Key>) => {
    if (!mutation.isPending) mutation.mutate(parts)
  }
  return { send, isSending: mutation.isPending, failure: mutation.error, reset: mutation.reset, reply: mutation.data }
}

// Another body under the same key is refused by the server, so a text changed after silence is a new act.
function keyFor(pending: { current: { key: string; parts: string } | undefined }, parts: object): string {
  const text = JSON.stringify(parts, (_, value: unknown) => (value instanceof File ? [value.name, value.size, value.lastModified] : value))
  if (pending.current?.parts !== text) pending.current = { key: newKey(), parts: text }
  return pending.current.key
}

/** Somebody acted meanwhile: the case is read anew, and the text stays. */
export function useOvertaken(failure: Error | null, reload: () => Promise<unknown>) {
  const [is, setOvertaken] = useState(false)
  // `reload` is made anew with every rendering; only a new failure is a reason to reload.
  const latest = useRef(reload)
  useEffect(() => {
    latest.current = reload
  })
  useEffect(() => {
    if (!(failure instanceof Refused) || failure.problem.status !== 409) return
    setOvertaken(true)
    void latest.current()
  }, [failure])
  return { is, forget: () => setOvertaken(false) }
}
