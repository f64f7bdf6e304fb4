import type { CaseRefusal, Outcome } from './refusals.ts'
import type { CaseAction, CaseDuty, CaseState } from './states.ts'

export { caseActions, caseStates } from './states.ts'
export type { CaseAction, CaseDuty, CaseState } from './states.ts'

/** The only door into the machine. */
const opening = { file: 'submitted' } as const satisfies Partial<Record<CaseAction, CaseState>>

/** The whole machine: from each state, each move that exists and where it leads. */
const moves = {
  submitted: { accept: 'accepted' },
  accepted: { assign: 'assigned' },
  assigned: { return: 'returned', sign: 'handling' },
  returned: { assign: 'assigned' },
  handling: { askExtension: 'extensionPending', draftReply: 'replyDrafted' },
  extensionPending: { grantExtension: 'handling', refuseExtension: 'handling' },
  replyDrafted: { passReview: 'replied', failReview: 'handling' },
  replied: { rate: 'rated', close: 'closed' },
  rated: { close: 'closed' },
  closed: {},
} as const satisfies Record<CaseState, Partial<Record<CaseAction, CaseState>>>

/** Whether a move takes a note, and how many characters that a reader can see it must and may have. */
export type NoteRule = { readonly need: 'required' | 'optional' | 'none'; readonly least: number; readonly most: number }

const noNote = { need: 'none', least: 0, most: 0 } as const satisfies NoteRule
const remark = { need: 'optional', least: 0, most: 500 } as const satisfies NoteRule
// The complainant is shown the reason, so it must say something: 同意 or 不行 alone is no reason.
const reason = { need: 'required', least: 4, most: 1000 } as const satisfies NoteRule

/**
 * Who performs each move and what must be said with it. The first extension is the supervising unit's to decide and the
 * second the county's triage desk's, so both duties stand there; `extensionDecider` in limits.ts says which one it is now.
 */
export const actionRules = {
  file: { duties: ['complainant'], note: noNote },
  accept: { duties: ['triage'], note: remark },
  assign: { duties: ['triage'], note: reason },
  return: { duties: ['handler'], note: reason },
  sign: { duties: ['handler'], note: remark },
  askExtension: { duties: ['handler'], note: reason },
  grantExtension: { duties: ['supervisor', 'triage'], note: reason },
  refuseExtension: { duties: ['supervisor', 'triage'], note: reason },
  draftReply: { duties: ['handler'], note: noNote },
  passReview: { duties: ['supervisor'], note: remark },
  failReview: { duties: ['supervisor'], note: reason },
  rate: { duties: ['complainant'], note: { need: 'optional', least: 0, most: 1000 } },
  close: { duties: ['system'], note: noNote },
} as const satisfies Record<CaseAction, { readonly duties: readonly CaseDuty[]; readonly note: NoteRule }>

/** What may happen next. Before filing (`undefined`) only filing may. */
export function availableActions(state: CaseState | undefined): readonly CaseAction[] {
  return Object.keys(movesFrom(state)) as CaseAction[]
}

/** Where an action leads from a state, or the refusal that names what is possible instead. */
export function move(state: CaseState | undefined, action: CaseAction): Outcome<CaseState, CaseRefusal> {
  const next = movesFrom(state)[action]
  if (next === undefined) return { ok: false, refusal: { code: 'not-now', state, possible: availableActions(state) } }
  return { ok: true, value: next }
}

/** What is wrong with the note that comes with an action, if anything. */
export function noteRefusal(action: CaseAction, note: string | undefined): CaseRefusal | undefined {
  const rule: NoteRule = actionRules[action].note
  const length = visibleLength(note ?? '')
  if (rule.need === 'none') return length > 0 ? { code: 'note-not-taken', action } : undefined
  if (length === 0) return rule.need === 'required' ? { code: 'note-missing', action, least: rule.least } : undefined
  if (length < rule.least) return { code: 'note-too-short', action, least: rule.least }
  if ([...(note ?? '')].length > rule.most) return { code: 'note-too-long', action, most: rule.most }
  return undefined
}

function movesFrom(state: CaseState | undefined): Partial<Record<CaseAction, CaseState>> {
  return state === undefined ? opening : moves[state]
}

/** Characters a reader can see: a note of spaces, zero-width characters and control characters says nothing. */
function visibleLength(note: string): number {
  return [...note.replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')].length
}
