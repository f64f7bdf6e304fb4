import { useLocation, type Location } from 'react-router'
import { newKey } from '../idempotency.ts'

/**
 * What was looked for in a list, in the memory of this window alone: words may be a name from a complaint, and an address is kept in the history of the browser and in the log of a proxy. A place of the
 * history has the key to its words, so that going back finds them again; a window that is loaded anew has forgotten them, and shows the list without.
 */
const kept = new Map<string, string>()

type Place = { readonly words?: string; readonly list?: string } | null

/** What a place of the history has to carry, so that words are found there; null for none. */
export function keyTo(words: string): { readonly words: string } | null {
  if (words === '') return null
  const known = [...kept].find(([, text]) => text === words)?.[0] ?? newKey()
  kept.set(known, words)
  return { words: known }
}

/** The words looked for at this place of the history. */
export function useKeptWords(): string {
  return kept.get((useLocation().state as Place)?.words ?? '') ?? ''
}

/** Nothing that one officer looked for waits for the next. */
export function forgetWords(): void {
  kept.clear()
}

/** What a page carries that is opened from a list, so that going back returns to the same filter, page and words. */
export function openedFrom({ pathname, search, state }: Location): { readonly list: string; readonly words?: string } {
  const words = (state as Place)?.words
  return { list: pathname + search, ...(words !== undefined && { words }) }
}

/** The list that a page was opened from. */
export function useWayBack(otherwise: string): { readonly to: string; readonly state: Place } {
  const place = useLocation().state as Place
  return { to: place?.list ?? otherwise, state: place?.words === undefined ? null : { words: place.words } }
}
