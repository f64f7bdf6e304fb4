import { useEffect, useRef } from 'react'

/** What each key does. Names are those of KeyboardEvent.key. */
export type KeyTable = Readonly<Record<string, (event: KeyboardEvent) => void>>

/** Listens for single keys on a page; never while somebody types, holds a modifier or has a dialog open. */
export function useKeys(table: KeyTable): void {
  const latest = useRef(table)
  useEffect(() => {
    latest.current = table
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target) || isDialogOpen()) return
      const act = latest.current[event.key]
      if (!act) return
      event.preventDefault()
      act(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role="combobox"], [role="grid"]') !== null)
}

function isDialogOpen(): boolean {
  // A closed dialog stays in the document without a box.
  return [...document.querySelectorAll('[role="dialog"]')].some(dialog => dialog.getClientRects().length > 0)
}

/** Ctrl+Enter, or ⌘+Enter, in a form sends it. */
export function sendsOnCtrlEnter(send: () => void) {
  return (event: { key: string; ctrlKey: boolean; metaKey: boolean; preventDefault: () => void }) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    send()
  }
}
