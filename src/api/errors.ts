import type { FilingRefusal } from '#actions/complaints.ts'
import type { ConsentRefusal } from '#actions/answers/consent.ts'
import type { AnswerTextRefusal } from '#actions/answers/prepare.ts'
import type { AttachmentRefusal } from '#actions/attachments.ts'
import type { ComplainantRefusal } from '#actions/complainant-moves.ts'
import type { CountyListRefusal } from '#actions/county-list.ts'
import type { VerdictRefusal } from '#actions/intake/alike.ts'
import type { EntryRefusal } from '#actions/intake/enter.ts'
import type { HotlineRefusal } from '#actions/intake/hotline.ts'
import type { ScanRefusal } from '#actions/intake/scans.ts'
import type { MakeRefusal } from '#actions/imports/make-drafts.ts'
import type { EvidenceRefusal } from '#actions/evidence.ts'
import type { TemplateRefusal } from '#actions/reply-templates.ts'
import type { AskRefusal, IdentityStepRefusal } from '#actions/identity/request.ts'
import type { ResealingRefusal } from '#actions/identity/resealing.ts'
import type { ManyRefusal } from '#actions/assign-many.ts'
import type { FilterRefusal } from '#actions/saved-filters.ts'
import type { ExplainRefusal } from '#actions/explain-item.ts'
import type { WritingRefusal } from '#actions/matter/write.ts'
import type { MoveRefusal } from '#actions/move-case.ts'
import type { NilRefusal } from '#actions/nil-declarations.ts'
import type { HidingRefusal } from '#actions/hide-objection.ts'
import type { ObjectionRefusal, RaisingRefusal } from '#actions/objections.ts'
import type { KeepingRefusal } from '#actions/keeping/holds.ts'
import type { OrganisationRefusal } from '#actions/organisation.ts'
import type { OnceRefusal } from '#actions/once.ts'
import type { BackFillRefusal } from '#actions/open-duties.ts'
import type { BatchRefusal } from '#actions/review-batches.ts'
import type { ScheduleRefusal } from '#actions/schedule-publication.ts'
import type { WaiveRefusal } from '#actions/waive-finding.ts'
import type { TakedownRefusal } from '#actions/take-down.ts'
import type { ContactRefusal } from '#actions/messages.ts'
import type { TipMoveRefusal } from '#actions/tips/move-tip.ts'
import type { AcceptRefusal } from '#actions/staff/accept.ts'
import type { InvitationRefusal } from '#actions/staff/invitations.ts'
import type { PostChangeRefusal } from '#actions/staff/post-changes.ts'
import type { UnitRefusal } from '#actions/units.ts'
import type { SetUpRefusal } from '#actions/staff/set-up.ts'
import type { DeputyRefusal } from '#actions/staff/deputies.ts'
import type { HandOverRefusal } from '#actions/staff/hand-over.ts'
import type { PostRefusal } from '#actions/staff/posts.ts'
import type { PasskeyRefusal } from '#actions/staff/passkeys.ts'
import type { CodesRefusal } from '#actions/staff/codes.ts'
import type { PasswordRefusal } from '#actions/staff/password.ts'
import type { ProofRefusal } from '#actions/staff/prove.ts'
import type { WithdrawalRefusal } from '#actions/withdrawals.ts'
import type { AnyRefusal } from '#text/refusals.ts'
import type { RequestRefusal } from '#text/request-refusals.ts'
import type { PlacedProblem } from './contract/problem.ts'

/** Compiles only for refusals that have their sentence in text/refusals.ts. */
type Sayable<Refusal extends AnyRefusal> = Refusal
type OfActions = Sayable<WaiveRefusal | ExplainRefusal | TakedownRefusal | MoveRefusal | ScheduleRefusal | NilRefusal | WithdrawalRefusal | BackFillRefusal | BatchRefusal | FilingRefusal | ObjectionRefusal | HidingRefusal | RaisingRefusal | ComplainantRefusal | WritingRefusal 
  | AnswerTextRefusal | ConsentRefusal | EvidenceRefusal | TemplateRefusal | FilterRefusal | ManyRefusal | EntryRefusal | HotlineRefusal | ScanRefusal | VerdictRefusal
  | AttachmentRefusal | ContactRefusal | TipMoveRefusal | MakeRefusal | OnceRefusal | CountyListRefusal | OrganisationRefusal | UnitRefusal | PostChangeRefusal | KeepingRefusal | AcceptRefusal | InvitationRefusal | SetUpRefusal | HandOverRefusal | DeputyRefusal | PostRefusal | CodesRefusal | PasskeyRefusal | PasswordRefusal | ProofRefusal
  | AskRefusal | IdentityStepRefusal | ResealingRefusal>

/** Every "no" a route can answer. Problems of a record are already sentences with places, because only the route knows the schema. */
export type ApiRefusal =
  | Exclude<OfActions, { code: 'has-problems' }>
  | Exclude<RequestRefusal, { code: 'bad-request' }>
  | { readonly code: 'has-problems' | 'bad-request'; readonly placed: readonly PlacedProblem[]; readonly status?: 400 | 422 }

/**
 * 400 what no client of ours sends, 401 and 403 who asks, 404 what is not there to see, 409 what the present state does not allow,
 * 422 what can be put right in the form.
 */
export const statusOf = {
  // the lifecycle of a case
  'not-now': 409, 'note-missing': 422, 'note-too-short': 422, 'note-too-long': 422, 'note-not-taken': 422, 'no-more-extensions': 409,
  'too-late-to-ask-extension': 409, 'extension-length': 422, 'no-more-returns': 409, 'too-late-to-return': 409, 'too-late-to-rate': 409, 'too-early-to-close': 409,
  'too-early-to-lapse': 409, 'too-late-for': 409, 'asked-before': 409, 'appealed-before': 409, 'redone-before': 409, 'rated-badly': 409, 'not-rated-badly': 409, 'no-visit-owed': 409, 'seen-by-units': 409,
  'supervised-already': 409, 'not-supervised': 409, 'not-asked': 409, 'choice-missing': 422, 'diverted-divided': 409, 'statement-missing': 422, 'letter-missing': 422, 'letter-personal': 422, 'nothing-asked': 409, 'too-many-helpers': 422,
  'redaction-missing': 422, 'redaction-length': 422, 'redaction-personal': 422, 'no-such-photo': 422, 'message-missing': 422, 'message-too-long': 422, 'messages-unanswered': 409, 'messages-full': 409, 'too-many-message-photos': 422, 'not-writable': 409,
  'merge-into-itself': 422, 'merge-other-county': 422, 'merge-not-running': 409, 'merge-has-others': 409, 'merge-apart': 409, 'unit-without-handlers': 422, 'rules-not-later': 422, 'rules-beyond': 422,
  'unit-missing': 422, 'unknown-unit': 422, 'unknown-officer': 422, 'no-supervising-unit': 422, 'reply-missing': 422, 'reply-incomplete': 422, 'days-missing': 422,
  'reply-has-gap': 422, 'reply-is-template': 422, 'reply-near-template': 422, 'next-by-missing': 422, 'next-by-past': 422, 'next-step-missing': 422, 'evidence-unknown': 422, 'evidence-not-now': 409,
  'evidence-personal': 422, 'template-without-gap': 422, 'template-empty': 422, 'template-retired': 409, 'filter-unnamed': 422, 'filter-name-used': 409, 'too-many-filters': 409, 'too-many-cases': 422,
  // permission
  'not-your-duty': 403, 'out-of-reach': 403, 'conflict-of-interest': 403, 'own-request': 403, 'handled-before': 403, 'letter-for-head': 403, 'own-proposal': 403, 'not-your-proposal': 403, 'own-post': 403, 'author-cannot-review': 403,
  'assigned-unit-named': 422, 'units-not-apart': 422, 'disclosure-not-now': 409,
  // other doors, and what looks alike
  'channel-number-used': 409, 'hotline-blocked': 422, 'hotline-nothing-new': 409, 'verdict-itself': 422, 'verdict-other-county': 422, 'verdict-not-after': 409,
  // public answers
  'answer-not-there': 409, 'answer-not-allowed': 409, 'answer-under-way': 409, 'answer-not-shown': 409, 'answer-not-waiting': 409, 'answer-text-wrong': 422,
  // records
  'unknown-village': 422, 'owes-nothing': 422, 'unknown-item': 422, 'no-schema': 422, 'reason-missing': 422, 'reason-too-short': 422, 'no-such-finding': 409, 'already-taken-down': 409, 'already-confirmed': 409, 'title-missing': 422, 'has-problems': 422,
  'already-published': 409, 'already-drafted': 409, 'correction-under-way': 409, 'overtaken': 409,
  'publish-time-unreadable': 422, 'publish-time-past': 422, 'publish-time-too-far': 422, 'reason-personal': 422,
  'not-owed': 422, 'period-running': 409, 'already-declared': 409, 'doubt-unanswered': 422, 'nothing-opened-yet': 409, 'nearer-year-first': 409,
  'sample-unopened': 409, 'batch-not-submitted': 409, 'not-sampled': 409,
  'upload-changed': 422, 'upload-offset': 409, 'upload-not-now': 409, 'import-blocked': 422, 'already-imported': 409,
  'attachment-too-large': 413, 'attachment-kind': 415, 'attachment-harmful': 422, 'scanner-away': 503, 'attachment-name': 422, 'too-many-attachments': 409, 'taken-on-unlikely': 422,
  // objections
  'objection-not-now': 409, 'nothing-to-hide': 409, 'objection-words': 422, 'objection-personal-data': 422,
  'contact-wrong': 422,
  // confidential reports
  'tip-not-now': 409, 'tip-result-owed': 409, 'tip-objection-open': 409, 'tip-choice-missing': 422, 'tip-words-missing': 422, 'tip-hand-over-incomplete': 422, 'unknown-body': 422, 'not-sealed': 422,
  // the list of a county
  'starts-in-past': 422, 'item-exists': 409, 'item-retired': 409, 'item-not-retired': 409, 'number-taken': 422, 'unknown-category': 422, 'own-prefix': 422,
  'nothing-changed': 422, 'units-same': 422, 'form-wrong': 422, 'procedure-empty': 422, 'procedure-too-short': 422, 'procedure-personal': 422, 'already-proposed': 409, 'already-decided': 409,
  'unit-has-posts': 409, 'unit-bound': 409, 'unit-leads': 409, 'unit-has-work': 409, 'unit-last': 409, 'unit-over': 409, 'unit-name-used': 409, 'unit-name-wrong': 422, 'unit-kind-place': 422, 'unknown-place': 422,
  'term-order': 422, 'term-over': 422, 'term-far': 422, 'head-later': 422, 'title-too-long': 422, 'change-waits': 409, 'change-ended': 409, 'post-overtaken': 409,
  'organisation-day': 422, 'already-so': 409, 'edge-circle': 422,
  // keeping and deleting
  'keeping-not-now': 409, 'held': 409, 'no-personal-value': 422, 'erasure-overtaken': 409,
  // identities
  'names-not-taken': 409, 'identity-none': 409, 'identity-asked-already': 409, 'identity-sealed-before': 409, 'identity-not-now': 409, 'resealing-open': 409, 'resealing-same-group': 409,
  // residents
  'unknown-record': 422, 'photo-unreadable': 422, 'photo-too-large': 422, 'too-many-photos': 422, 'malformed-code': 422, 'no-such-code': 404,
  // accounts of staff
  'code-wrong': 401, 'step-over': 401, 'second-step-due': 403, 'second-factor-due': 403, 'password-due': 403, 'step-up': 403, 'proof-wrong': 422, 'passkey-wrong': 422, 'passkey-weak': 422, 'passkey-unnamed': 422, 'too-many-passkeys': 409, 'password-wrong': 422, 'password-weak': 422, 'codes-set-up': 409,
  'username-wrong': 422, 'username-used': 409, 'reach-wrong': 422, 'both-groups': 422, 'powers-apart': 422, 'namesakes': 409, 'person-unknown': 422, 'person-reason': 422, 'invitation-wrong': 422, 'invitation-ended': 409, 'post-over': 409,
  'not-your-deputy': 403, 'deputy-self': 422, 'post-not-lent': 422, 'deputy-wrong': 422, 'deputy-past': 422, 'deputy-days': 422, 'deputy-too-long': 422, 'deputy-post-ends': 422, 'deputy-taken': 409, 'deputyship-over': 409, 'not-lent': 403,
  'no-successor': 409, 'successor-wrong': 422, 'set-up-waiting': 409, 'set-up-nothing': 422, 'set-up-problems': 422, 'set-up-overtaken': 409, 'set-up-ended': 409,
  // requests
  'not-found': 404, 'stale': 409, 'key-used-for-another': 422, 'bad-key': 400, 'sign-in': 401, 'wrong-credentials': 401, 'no-post': 403, 'foreign-origin': 403,
  'no-such-route': 404, 'malformed-body': 400, 'bad-request': 400, 'key-missing': 400, 'wrong-media-type': 415, 'too-large': 413, 'broken-form': 400, 'file-missing': 422,
  'fault': 500, 'unready': 503, 'slow-down': 429, 'sent-too-much': 429,
} as const satisfies Record<AnyRefusal['code'], number>
