import type { CaseRefusal } from './refusals.ts'
import type { CaseAction, CaseDuty } from './states.ts'

/** Whether a move takes a note, and how many characters that a reader can see it must and may have. */
export type NoteRule = { readonly need: 'required' | 'optional' | 'none'; readonly least: number; readonly most: number }

const noNote = { need: 'none', least: 0, most: 0 } as const satisfies NoteRule
const remark = { need: 'optional', least: 0, most: 500 } as const satisfies NoteRule
// The complainant is shown the reason, so it must say something: 同意 or 不行 alone is no reason.
const reason = { need: 'required', least: 4, most: 1000 } as const satisfies NoteRule
// A written finding or new facts are more than a phrase.
const account = { need: 'required', least: 10, most: 1000 } as const satisfies NoteRule
// What a complainant adds may be as long as a page and as short as a name of a place.
const added = { need: 'required', least: 2, most: 1000 } as const satisfies NoteRule
const opinion = { need: 'optional', least: 0, most: 1000 } as const satisfies NoteRule

/**
 * Who performs each move and what must be said with it. The first extension is the supervising unit's to decide and the
 * second the county's triage desk's, so both duties stand there; `extensionDecider` in limits.ts says which one it is now.
 */
export const actionRules = {
  file: { duties: ['complainant'], note: noNote },
  accept: { duties: ['triage'], note: remark },
  askMore: { duties: ['triage'], note: reason },
  divert: { duties: ['triage'], note: remark },
  proposeRejection: { duties: ['triage'], note: reason },
  confirmRejection: { duties: ['triage'], note: remark },
  declineRejection: { duties: ['triage'], note: reason },
  upholdRejection: { duties: ['triage'], note: account },
  overruleRejection: { duties: ['triage'], note: reason },
  assign: { duties: ['triage'], note: reason },
  return: { duties: ['handler'], note: reason },
  recall: { duties: ['triage'], note: reason },
  sign: { duties: ['handler'], note: remark },
  joinUnits: { duties: ['supervisor', 'triage'], note: reason },
  releaseUnits: { duties: ['supervisor', 'triage'], note: reason },
  contribute: { duties: ['handler'], note: reason },
  askExtension: { duties: ['handler'], note: reason },
  grantExtension: { duties: ['supervisor', 'triage'], note: reason },
  refuseExtension: { duties: ['supervisor', 'triage'], note: reason },
  draftReply: { duties: ['handler'], note: noNote },
  passReview: { duties: ['supervisor'], note: remark },
  failReview: { duties: ['supervisor'], note: reason },
  // The desk's where an answered case went up and no unit supervises it any more.
  recordVisit: { duties: ['supervisor', 'triage'], note: reason },
  orderRedo: { duties: ['supervisor', 'system'], note: reason },
  decideEscalation: { duties: ['triage'], note: account },
  supervise: { duties: ['triage', 'supervisor'], note: reason },
  liftSupervision: { duties: ['triage'], note: reason },
  explain: { duties: ['handler', 'triage', 'supervisor'], note: account },
  merge: { duties: ['triage', 'supervisor'], note: reason },
  unmerge: { duties: ['triage', 'supervisor', 'system'], note: reason },
  split: { duties: ['triage'], note: reason },
  classify: { duties: ['triage'], note: remark },
  nameSubjects: { duties: ['triage', 'system'], note: reason },
  redactStatement: { duties: ['triage'], note: noNote },
  // Its words are kept apart from the history.
  writeMessage: { duties: ['complainant', 'triage', 'handler', 'supervisor'], note: noNote },
  releaseWords: { duties: ['triage'], note: noNote },
  // The complainant is shown why somebody wanted to know, and why it was refused.
  askIdentity: { duties: ['triage'], note: account },
  passIdentity: { duties: ['custodian'], note: noNote },
  openIdentity: { duties: ['custodian'], note: noNote },
  viewIdentity: { duties: ['triage'], note: noNote },
  refuseIdentity: { duties: ['custodian'], note: reason },
  // Whoever deletes the name ends what was asked about it; after a year the clock does.
  endIdentity: { duties: ['complainant', 'system'], note: noNote },
  supplyMore: { duties: ['complainant'], note: added },
  revive: { duties: ['complainant'], note: added },
  appeal: { duties: ['complainant'], note: reason },
  rate: { duties: ['complainant'], note: opinion },
  confirmSolved: { duties: ['complainant'], note: opinion },
  reportUnsolved: { duties: ['complainant'], note: opinion },
  reopen: { duties: ['complainant'], note: account },
  withdraw: { duties: ['complainant'], note: opinion },
  lapse: { duties: ['system'], note: noNote },
  callVisit: { duties: ['system'], note: noNote },
  escalate: { duties: ['system'], note: noNote },
  close: { duties: ['system'], note: noNote },
  askStillSolved: { duties: ['system'], note: noNote },
  answerTogether: { duties: ['system'], note: noNote },
  recalculate: { duties: ['system'], note: noNote },
  markOverdue: { duties: ['system'], note: noNote },
  moveUp: { duties: ['system'], note: noNote },
  giveCard: { duties: ['system'], note: noNote },
  raise: { duties: ['system'], note: noNote },
} as const satisfies Record<CaseAction, { readonly duties: readonly CaseDuty[]; readonly note: NoteRule }>

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

/** Characters a reader can see: a note of spaces, zero-width characters and control characters says nothing. */
function visibleLength(note: string): number {
  return [...note.replace(/[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')].length
}
