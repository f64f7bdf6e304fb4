import { useKeys } from '../shell/keys.ts'

/** u goes back to the list, a to what can be done, s to what was said, h to the history; a digit opens the first, second, … thing to do. */
export function useCaseKeys(back: () => void): void {
  const digits = Array.from({ length: 9 }, (_, n) => [String(n + 1), () => openAct(n)] as const)
  useKeys({ u: back, a: () => goTo('acts'), s: () => goTo('said'), h: () => goTo('history'), ...Object.fromEntries(digits) })
}

// The heading takes the focus, so that a screen reader says where one is and Tab goes on from there.
function goTo(id: string): void {
  const heading = document.getElementById(id)
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus()
}

function openAct(n: number): void {
  const buttons = document.querySelectorAll<HTMLElement>('.act-choice button')
  buttons[n]?.click()
  buttons[n]?.focus()
}
