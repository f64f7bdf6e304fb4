import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { typedValues } from '#rules/disclosures/display.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { committeeUntil } from '#rules/disclosures/lifecycle.ts'
import { severityOf } from '#rules/disclosures/problems.ts'
import { canSee, refusalFor, type DisclosureAbout, type DisclosureAction } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { refusalText } from '#text/cases.ts'
import type { Language } from '#text/language.ts'
import { findItemFor } from '#records/catalogue.ts'
import { getSchema } from '#records/disclosures.ts'
import { getDraftLine } from '#records/draft-lists.ts'
import { findDraft, listDraftAttachments, listDraftEvents, type DraftRow } from '#records/drafts.ts'
import { getWholeVersion } from '#records/publication.ts'
import { readDraft, type ReadDraft } from '#actions/check-draft.ts'
import type { Context } from '#actions/context.ts'
import { aboutDraft } from '#actions/drafts.ts'
import { standingOf } from '#actions/redaction.ts'
import { waiveRefusal } from '#rules/policy/waivers.ts'
import type { Draft } from '../contract/draft-shapes.ts'
import { attachmentView } from './attachment.ts'
import { lineView } from './draft-lines.ts'
import { findingViews, placedFindings, placedProblems } from './record-problems.ts'

/** A draft as its page shows it, unmasked; undefined for one that this officer may not know of. */
export async function findDraftView(context: Context, officer: Officer, id: string, language: Language): Promise<Draft | undefined> {
  const draft = await findDraft(context.db, id)
  const about = draft && await aboutDraft(context.db, draft)
  return draft && about && canSee(officer, about) ? draftView(context, officer, draft, about, language) : undefined
}

async function draftView(context: Context, officer: Officer, draft: DraftRow, about: DisclosureAbout, language: Language): Promise<Draft> {
  const item = await findItemFor(context.db, draft.countyCode, draft.itemSlug, context.clock.today())
  const rows: Record<string, string>[] = []
  const read = await readDraft(context, context.db, draft, portion => { for (const row of portion) rows.push({ ...row }) })
  const { schema } = read
  const attachments = await listDraftAttachments(context.db, draft.id)
  const events = await listDraftEvents(context.db, draft.id)
  const { problems, problemCount, findings, totalFen } = judged(draft, read, attachments.map(file => file.name), language)
  return {
    ...lineView(await getDraftLine(context.db, draft.id), { zh: item?.zh ?? draft.itemSlug, en: item?.en ?? draft.itemSlug }, totalFen),
    eventCount: events.length, schemaVersion: draft.schemaVersion, periodStart: draft.periodStart, periodEnd: draft.periodEnd,
    fields: draft.fields, rows, problems, problemCount, findings, mayWaive: waiveRefusal(officer, about) === undefined,
    ...(draft.reason !== null && { reason: draft.reason }), ...(draft.returnReason !== null && { returnReason: draft.returnReason }),
    attachments: attachments.map(attachmentView),
    ...(draft.baseVersion > 0 && { previous: await previousOf(context, schema, draft) }),
    events: events.map(event => ({ seq: event.seq, action: event.action as Draft['events'][number]['action'], officerName: event.officerName, ...(event.forName !== null && { forName: event.forName }), ...(event.note !== null && { note: event.note }), at: event.at.toISOString() })),
    ...(draft.publishAt !== null && { publishAt: draft.publishAt.toISOString() }),
    ...(draft.state === 'atCommittee' && draft.submittedOn !== null && { committeeUntil: committeeUntil(draft.submittedOn as PlainDate) }),
    ...actsOn(officer, about, language),
  }
}

function judged(draft: DraftRow, read: ReadDraft, attachmentNames: readonly string[], language: Language) {
  const found = draft.state === 'approved' ? [] : read.findings
  const standing = standingOf(found, 'submit').map(({ finding }) => finding)
  const errors = read.problems.filter(problem => severityOf(problem.code) === 'error')
  return {
    problems: [...placedProblems(language, read.schema, errors), ...placedFindings(language, read.schema, standing, attachmentNames)],
    problemCount: errors.length + standing.length,
    findings: findingViews(language, read.schema, found, attachmentNames),
    totalFen: read.totalFen,
  }
}

/** The published version a correction starts from. It may have been made with an older schema, and its values are written by that one. */
async function previousOf(context: Context, schema: FieldSchema, draft: DraftRow): Promise<NonNullable<Draft['previous']>> {
  const whole = await getWholeVersion(context.db, draft.countyCode, draft.disclosureId, draft.baseVersion)
  const then = whole.schemaVersion === schema.version ? schema : await getSchema(context.db, draft.itemSlug, whole.schemaVersion)
  return {
    version: draft.baseVersion, title: whole.title,
    fields: typedValues(then.fields, whole.fields), rows: whole.rows.map(row => typedValues(then.rows?.fields ?? [], row)),
  }
}

const acts = { edit: 'edit', submit: 'submit', endorse: 'endorse', approve: 'approve', schedule: 'schedule', unschedule: 'unschedule', returnDraft: 'return' } as const satisfies Partial<Record<DisclosureAction, string>>

/** What may be done with the draft now; withheld is what this officer would do in this state but for having written in it. */
function actsOn(officer: Officer, about: DisclosureAbout, language: Language): Pick<Draft, 'allowed' | 'withheld'> {
  const colleague: Officer = { ...officer, id: 'a colleague' }
  const judgedActs = (Object.keys(acts) as (keyof typeof acts)[]).map(action =>
    ({ action: acts[action], refusal: refusalFor(officer, action, about), isOthers: refusalFor(colleague, action, about) === undefined }))
  return {
    allowed: judgedActs.filter(({ refusal }) => !refusal).map(({ action }) => action),
    withheld: judgedActs.flatMap(({ action, refusal, isOthers }) =>
      refusal?.code === 'author-cannot-review' && isOthers ? [{ action, code: refusal.code, message: refusalText(language, refusal) }] : []),
  }
}
