import type { PlainDate } from '../calendar/plain-date.ts'
import type { CaseAction, CaseState } from './states.ts'

/** An expected "no" from the rules of a case. Permission has its own in policy/refusals.ts. */
export type CaseRefusal =
  /** The case is in a state from which this move does not exist; `possible` says which do. */
  | { readonly code: 'not-now'; readonly state: CaseState | undefined; readonly possible: readonly CaseAction[] }
  | { readonly code: 'note-missing'; readonly action: CaseAction; readonly least: number }
  | { readonly code: 'note-too-short'; readonly action: CaseAction; readonly least: number }
  | { readonly code: 'note-too-long'; readonly action: CaseAction; readonly most: number }
  | { readonly code: 'note-not-taken'; readonly action: CaseAction }
  | { readonly code: 'no-more-extensions'; readonly most: number }
  | { readonly code: 'too-late-to-ask-extension'; readonly lastDay: PlainDate | undefined }
  | { readonly code: 'extension-length'; readonly most: number }
  | { readonly code: 'no-more-returns'; readonly most: number }
  | { readonly code: 'too-late-to-return'; readonly lastDay: PlainDate }
  | { readonly code: 'too-late-to-rate'; readonly lastDay: PlainDate }
  | { readonly code: 'too-early-to-close'; readonly firstDay: PlainDate }
  | { readonly code: 'too-early-to-lapse'; readonly firstDay: PlainDate }
  /** The window in which the complainant could do this is over. */
  | { readonly code: 'too-late-for'; readonly action: 'revive' | 'appeal' | 'reopen'; readonly lastDay: PlainDate }
  /** More is asked once, an appeal is heard once, a redo is ordered once. */
  | { readonly code: 'asked-before' | 'appealed-before' | 'redone-before' }
  /** A bad rating is answered by a redo or by the desk, never by closing. */
  | { readonly code: 'rated-badly' | 'not-rated-badly' }
  | { readonly code: 'no-visit-owed' }
  /** What a unit has had before it does not go away in confidence: it was read there. */
  | { readonly code: 'seen-by-units' }
  | { readonly code: 'supervised-already' | 'not-supervised' }
  | { readonly code: 'not-asked' }

/** Either the value, or the reason there is none. The caller must look. */
export type Outcome<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }
