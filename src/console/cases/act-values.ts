import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { noteRefusal } from '#rules/cases/lifecycle.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { nextStepProblem, type NextStepProblem, type ReplyField } from '#rules/cases/reply.ts'
import { templateProblem, type TemplateProblem } from '#rules/cases/reply-templates.ts'
import type { OfficerAct } from '#text/console-acts.ts'
import { firstText, matterOf, refusalOf, type Typed } from '../matter/redaction.ts'
import type { CaseDetail, CaseMove, Reply, ReplyTemplates } from '../api-types.ts'

/** What is typed into the form of an act. Which parts are asked depends on the act. */
export type ActValues = { note: string; unitId: string | undefined; unitIds: readonly string[]; days: number | undefined; reply: Required<Reply>; evidence: readonly string[]; choice: string | undefined; address: string | undefined; statement: string; item: string | undefined; redacted: Typed }

/** What an answer is judged by beside its own words: templates, and what day it is. Absent until it has been read; the server judges anyway. */
export type ReplyRules = Pick<ReplyTemplates, 'templates' | 'today'> | undefined

export type ActField = 'note' | 'unitId' | 'days' | 'choice' | 'address' | 'statement' | 'item' | 'redacted' | keyof Reply
export type ActProblem = { code: 'missing' } | { code: 'too-long'; most: number } | { code: 'choose-unit' } | { code: 'choose' } | { code: 'days'; most: number } | { code: 'note'; refusal: CaseRefusal } | { code: 'reply'; refusal: TemplateProblem | { code: NextStepProblem } }
export type ActProblems = Partial<Record<ActField, ActProblem>>

/** The longest text of each part of an answer. */
export const replyLimits = { found: 2000, done: 2000, nextStep: 1000, answeredBy: 100, text: 4000 } as const satisfies Record<ReplyField, number>

/** How the form begins: the bound unit chosen, the days that were asked for, the last draft to mend. */
export function firstValues(action: OfficerAct, file: CaseDetail, answeredBy: string): ActValues {
  const { reply } = file
  const earlier = action === 'draftReply' ? reply : undefined
  return {
    note: '',
    unitId: action === 'assign' ? file.responsibleUnits.find(unit => unit.bound)?.id : undefined,
    days: action === 'grantExtension' ? file.extension?.open?.days : action === 'askExtension' ? file.extension?.longest : action === 'supervise' ? 5 : undefined,
    evidence: earlier?.evidence.map(evidence => evidence.id) ?? [],
    unitIds: [], choice: undefined, address: undefined, statement: '', item: action === 'accept' ? file.item?.slug : undefined, redacted: firstText(file, file.forUnits),
    reply: {
      found: earlier?.found ?? '',
      done: earlier?.done ?? '',
      nextStep: earlier?.nextStep ?? '',
      nextBy: earlier?.nextBy ?? '',
      answeredBy: earlier?.answeredBy ?? answeredBy,
      text: earlier?.text ?? '',
    },
  }
}

/** Everything that is wrong with the form, at once. The note is judged by the same rule as on the server. */
export function problemsIn(action: OfficerAct, values: ActValues, file: CaseDetail, rules?: ReplyRules): ActProblems {
  const problems: ActProblems = {}
  const refusal = noteRefusal(action, values.note)
  if (refusal) problems.note = { code: 'note', refusal }
  if (action === 'assign' && !values.unitId) problems.unitId = { code: 'choose-unit' }
  if (action === 'assign' && refusalOf(values.redacted, file)) problems.redacted = { code: 'missing' }
  if (action === 'joinUnits' && values.unitIds.length === 0) problems.unitId = { code: 'choose-unit' }
  if (action in choiceOf && !values.choice) problems.choice = { code: 'choose' }
  if (action === 'proposeRejection' && !values.address) problems.address = { code: 'choose' }
  if (action === 'split' && [...values.statement.trim()].length < 5) problems.statement = { code: 'missing' }
  if (action === 'classify' && !values.item) problems.item = { code: 'choose' }
  if (asksDays(action)) {
    const most = daysMost(action, file)
    if (!Number.isInteger(values.days) || values.days! < 1 || values.days! > most) problems.days = { code: 'days', most }
  }
  if (action === 'draftReply') Object.assign(problems, problemsInReply(values.reply, rules))
  return problems
}

function problemsInReply(reply: Required<Reply>, rules: ReplyRules): ActProblems {
  const problems: ActProblems = {}
  for (const part of Object.keys(replyLimits) as ReplyField[]) {
    const length = [...reply[part].trim()].length
    if (length === 0 && part !== 'nextStep') problems[part] = { code: 'missing' }
    else if (length > replyLimits[part]) problems[part] = { code: 'too-long', most: replyLimits[part] }
  }
  const boilerplate = boilerplateIn(reply, rules)
  if (boilerplate) problems[boilerplate.code === 'reply-has-gap' ? boilerplate.field : 'text'] ??= { code: 'reply', refusal: boilerplate }
  const next = rules && nextStepProblem({ nextStep: reply.nextStep, nextBy: dayOf(reply.nextBy) }, rules.today as PlainDate)
  if (next) problems[next === 'next-step-missing' ? 'nextStep' : 'nextBy'] = { code: 'reply', refusal: { code: next } }
  return problems
}

/** What the server would say of the answer as far as templates go; nothing while nothing is written. */
export function boilerplateIn(reply: Required<Reply>, rules: ReplyRules): TemplateProblem | undefined {
  const isEmpty = reply.found.trim() === '' && reply.done.trim() === '' && reply.text.trim() === ''
  return isEmpty || !rules ? undefined : templateProblem({ ...reply, nextBy: dayOf(reply.nextBy) }, rules.templates)
}

function dayOf(typed: string): PlainDate | undefined {
  return typed === '' ? undefined : typed as PlainDate
}

/** The body to send. `asOf` is what the officer was looking at. */
export function moveOf(action: OfficerAct, values: ActValues, asOf: number): CaseMove {
  const note = values.note.trim()
  const details = detailsOf(action, values)
  return { action, asOf, ...(note ? { note } : {}), ...(details ? { details } : {}) }
}

function detailsOf(action: OfficerAct, values: ActValues): CaseMove['details'] {
  if (action === 'assign' && values.unitId) return { responsibleUnitId: values.unitId, redacted: matterOf(values.redacted) }
  if (action === 'joinUnits') return { unitIds: [...values.unitIds] }
  if (action === 'split') return { statement: values.statement.trim() }
  if (asksItem(action)) return values.item ? { itemSlug: values.item } : undefined
  if (isChoice(action)) return { [choiceOf[action]]: values.choice, ...(action === 'proposeRejection' && { addressCode: values.address }) }
  if (asksDays(action) && values.days !== undefined) return { days: values.days }
  const evidence = values.evidence.length > 0 ? { evidence: [...values.evidence] } : undefined
  if (action === 'contribute') return evidence
  if (action !== 'draftReply') return undefined
  const { nextStep, nextBy, found, done, answeredBy, text } = values.reply
  const reply = { found: found.trim(), done: done.trim(), answeredBy: answeredBy.trim(), text: text.trim() }
  const next = { ...(nextStep.trim() && { nextStep: nextStep.trim() }), ...(nextBy && { nextBy }) }
  return { reply: { ...reply, ...next }, ...evidence }
}

/** Whether an act puts the case under an item: one of its own, and acceptance by the same stroke. */
export function asksItem(action: OfficerAct): boolean {
  return action === 'classify' || action === 'accept'
}

/** Whether an act is about a number of working days. */
export function asksDays(action: OfficerAct): boolean {
  return action === 'askExtension' || action === 'grantExtension' || action === 'supervise'
}

/** The longest number of days an act takes. */
export function daysMost(action: OfficerAct, file: CaseDetail): number {
  return action === 'supervise' ? 30 : file.extension?.longest ?? 10
}

/** Acts that choose one thing from a list, and how the server calls it. */
export const choiceOf = { divert: 'routeCode', proposeRejection: 'reasonCode', decideEscalation: 'verdict', recordVisit: 'finding', merge: 'intoCaseId' } as const satisfies Partial<Record<OfficerAct, keyof NonNullable<CaseMove['details']>>>

/** Whether the act seals the whole complaint to a discipline body: nothing of it is left here afterwards. */
export function sealsAway(action: OfficerAct, { choice }: Pick<ActValues, 'choice'>, { choices }: Pick<CaseDetail, 'choices'>): boolean {
  return action === 'divert' && choices.routes.some(route => route.code === choice && route.isSealed)
}

export function isChoice(action: OfficerAct): action is keyof typeof choiceOf {
  return action in choiceOf
}

/** Whether anything was typed that would be lost. Choices that the form made itself do not count. */
export function isTyped(values: ActValues, first: ActValues): boolean {
  return JSON.stringify(values) !== JSON.stringify(first)
}
