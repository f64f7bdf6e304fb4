import { Modal } from 'antd'
import { useEffect } from 'react'
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
