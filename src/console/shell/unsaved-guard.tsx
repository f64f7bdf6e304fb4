import { Modal } from 'antd'
import { createContext, use, useCallback, useEffect, useId, useState, type ReactNode } from 'react'
import { useBlocker } from 'react-router'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'

/** Asks before typed text is lost, inside the console and when the window closes. */
export function UnsavedGuard({ isDirty }: { isDirty: boolean }) {
  const words = useWords(consoleWords)
  const blocker = useBlocker(({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname)
  useEffect(() => {
    if (!isDirty) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isDirty])
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={words.unsavedTitle}
      okText={words.stay}
      cancelText={words.leave}
      onOk={() => blocker.reset?.()}
      cancelButtonProps={{ danger: true, onClick: () => blocker.proceed?.() }}
      onCancel={() => blocker.reset?.()}
      width={420}
    >
      <p>{words.unsavedText}</p>
    </Modal>
  )
}

const Telling = createContext<(who: string, isDirty: boolean) => void>(() => undefined)

/** A page with several forms: one question for all of them. Each says by `useUnsaved` whether it holds typed text. */
export function UnsavedScope({ isDirty, children }: { isDirty: boolean; children: ReactNode }) {
  const [dirty, setDirty] = useState<ReadonlySet<string>>(new Set())
  const tell = useCallback((who: string, isTyped: boolean) => setDirty(now => new Set([...now].filter(one => one !== who).concat(isTyped ? [who] : []))), [])
  return (
    <Telling value={tell}>
      <UnsavedGuard isDirty={isDirty || dirty.size > 0} />
      {children}
    </Telling>
  )
}

/** Tells the page around this form whether it holds typed text that would be lost. */
export function useUnsaved(isDirty: boolean): void {
  const who = useId()
  const tell = use(Telling)
  useEffect(() => {
    if (!isDirty) return
    tell(who, true)
    return () => tell(who, false)
  }, [who, tell, isDirty])
}
