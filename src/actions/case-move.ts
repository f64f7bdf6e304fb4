import type { CaseRules } from '#rules/cases/case-rules.ts'
import type { Verdict, VisitFinding } from '#rules/cases/events.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import type { Day } from '#rules/cases/may.ts'
import type { MessageRefusal } from '#rules/cases/messages.ts'
import type { RedactedMatter, RedactionRefusal } from '#rules/cases/redaction.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import type { CaseReply, NextStepProblem, ReplyField } from '#rules/cases/reply.ts'
import type { TemplateProblem } from '#rules/cases/reply-templates.ts'
import type { CaseAction, OfficerAction } from '#rules/cases/states.ts'
import type { CaseAbout } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import type { CaseFile } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import type { Context } from './context.ts'

/** What an officer asks for. `asOf` is the number of events the officer was looking at. */
export type CaseMove = {
  readonly action: OfficerAction
  readonly asOf: number
  readonly note?: string | undefined
  readonly responsibleUnitId?: string | undefined
  readonly unitIds?: readonly string[] | undefined
  readonly days?: number | undefined
  readonly reply?: CaseReply | undefined
  /** draftReply, contribute: the files that go with it. */
  readonly evidence?: readonly string[] | undefined
  readonly reasonCode?: string | undefined
  readonly addressCode?: string | undefined
  readonly routeCode?: string | undefined
  readonly verdict?: Verdict | undefined
  readonly finding?: VisitFinding | undefined
  readonly intoCaseId?: string | undefined
  readonly statement?: string | undefined
  /** classify and accept: the item of the county's list. */
  readonly itemSlug?: string | undefined
  /** assign: the text for the units, unless the one that stands will do. */
  readonly redacted?: RedactedMatter | undefined
  /** supervise: the words of the letter. */
  readonly letter?: string | undefined
}

export type MoveRefusal = CaseRefusal | PolicyRefusal | RedactionRefusal | MessageRefusal
  | { readonly code: 'not-found' }
  | {
    readonly code: 'stale'; readonly eventCount: number; readonly possible: readonly OfficerAction[]
    /** What happened meanwhile, as far as the officer may read it; filled where the officer is answered. */
    readonly happened?: readonly { readonly action: CaseAction; readonly day: string; readonly officerName?: string }[]
  }
  | { readonly code: 'unit-missing' | 'unknown-unit' | 'unknown-officer' | 'no-supervising-unit' | 'unit-without-handlers' | 'reply-missing' | 'days-missing' | 'choice-missing' | 'diverted-divided' | 'statement-missing' | 'letter-missing' | 'letter-personal' | 'unknown-item' | 'nothing-changed' }
  | { readonly code: 'too-many-helpers'; readonly most: number }
  | { readonly code: 'merge-into-itself' | 'merge-other-county' | 'merge-not-running' | 'merge-has-others' | 'merge-apart' }
  | { readonly code: 'reply-incomplete'; readonly field: ReplyField }
  | { readonly code: NextStepProblem | 'evidence-unknown' } | { readonly code: 'too-many-attachments'; readonly most: number } | TemplateProblem

/** Everything a move is decided by. */
export type Asking = {
  readonly context: Context
  readonly tx: Tx
  readonly officer: Officer
  readonly file: CaseFile
  readonly facts: CaseFacts
  readonly about: CaseAbout
  readonly asked: CaseMove
  readonly rules: CaseRules
  readonly day: Day
}
