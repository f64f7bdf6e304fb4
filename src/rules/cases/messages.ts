import type { CaseEvent } from './events.ts'
import type { ComplainantAction } from './states.ts'

/** How much the two sides of a case may write to each other. Whoever is not answered cannot go on for ever. */
export const messageLimits = { words: 1000, photos: 2, unanswered: { complainant: 3, officer: 5 }, inAll: 60 } as const

/** What the complainant adds to a case beside messages: photos may go with it as with them. */
export const photographedActions = ['supplyMore', 'revive', 'reopen'] as const satisfies readonly ComplainantAction[]

export function takesPhotos(action: ComplainantAction): boolean {
  return (photographedActions as readonly ComplainantAction[]).includes(action)
}

export type MessageRefusal =
  | { readonly code: 'message-missing' }
  | { readonly code: 'message-too-long'; readonly most: number }
  /** So many were written since the other side last wrote. */
  | { readonly code: 'messages-unanswered'; readonly most: number }
  | { readonly code: 'messages-full'; readonly most: number }
  | { readonly code: 'too-many-message-photos'; readonly most: number }

/** Why one side may not write now, by what was written before; undefined when it may. */
export function messageLimitRefusal(by: 'complainant' | 'officer', events: readonly CaseEvent[]): MessageRefusal | undefined {
  const written = events.filter(event => event.action === 'writeMessage')
  if (written.length >= messageLimits.inAll) return { code: 'messages-full', most: messageLimits.inAll }
  const most = messageLimits.unanswered[by]
  const unanswered = written.length - 1 - written.findLastIndex(event => event.by.kind !== by)
  return unanswered >= most ? { code: 'messages-unanswered', most } : undefined
}

/** What is wrong with the words of a message or a note, if anything. */
export function messageWordsRefusal(words: string): MessageRefusal | undefined {
  const length = [...words.trim()].length
  if (length === 0) return { code: 'message-missing' }
  return length > messageLimits.words ? { code: 'message-too-long', most: messageLimits.words } : undefined
}
