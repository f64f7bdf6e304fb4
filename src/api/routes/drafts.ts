import type { FastifyInstance } from 'fastify'
import { countyOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Language } from '#text/language.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { getSchema } from '#records/disclosures.ts'
import { listDrafts } from '#records/draft-lists.ts'
import { findDraft, listDraftAttachments } from '#records/drafts.ts'
import { endorseDraft } from '#actions/committee.ts'
import { done, refuse, type Context, type Outcome, type Refused } from '#actions/context.ts'
import { createDraft, returnDraft, saveDraft, submitDraft } from '#actions/drafts.ts'
import { once, type Asked, type OnceRefusal } from '#actions/once.ts'
import { approveDraft } from '#actions/publish.ts'
import { cancelSchedule, scheduleDraft, type ScheduleRefusal } from '#actions/schedule-publication.ts'
import { waiveFinding } from '#actions/waive-finding.ts'
import { addRoute, askedBy } from '../answer.ts'
import * as contract from '../contract/drafts.ts'
import { queuesOf } from '../contract/desk.ts'
import type { Draft } from '../contract/draft-shapes.ts'
import type { ApiRefusal } from '../errors.ts'
import { officerOf } from '../staff-gate.ts'
import { findDraftView } from '../views/draft.ts'
import { draftSummaries } from '../views/draft-lines.ts'
import { placedFindings, placedProblems } from '../views/record-problems.ts'

const pageSize = 20

/** Drafts: lists, one draft, and what is done to it. */
export function addDrafts(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.listDrafts, async ({ query, request }) => draftList(context, officerOf(request), query))
  addRoute(staff, contract.searchDrafts, async ({ body, request }) => draftList(context, officerOf(request), body))
  addRoute(staff, contract.getDraft, async ({ params, language, request }) => shown(context, officerOf(request), params.id, language))
  addRoute(staff, contract.createDraft, async ({ body, language, request }) => {
    const officer = officerOf(request)
    return answered(context, officer, language, body, await act(context, askedBy(request), inner => createDraft(inner, officer, body)))
  })
  addRoute(staff, contract.saveDraft, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    return answered(context, officer, language, params, await act(context, askedBy(request), inner => saveDraft(inner, officer, params.id, body)))
  })
  addRoute(staff, contract.moveDraft, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    return answered(context, officer, language, params, await act(context, askedBy(request), inner => moveDraft(inner, officer, params.id, body)))
  })
  addRoute(staff, contract.waiveFinding, async ({ params, body, language, request }) => {
    const officer = officerOf(request)
    const waived = await once(context, askedBy(request), inner => waiveFinding(inner, officer, params.id, body))
    return waived.ok ? shown(context, officer, params.id, language) : waived
  })
}

async function moveDraft(context: Context, officer: Officer, id: string, { action, asOf, note, publishAt }: contract.DraftMove): Promise<Outcome<{ id: string }, ScheduleRefusal>> {
  switch (action) {
    case 'submit': return submitDraft(context, officer, id, asOf)
    case 'return': return returnDraft(context, officer, id, asOf, note)
    case 'endorse': return endorseDraft(context, officer, id, asOf, note)
    case 'schedule': return scheduleDraft(context, officer, id, asOf, publishAt ?? '')
    case 'unschedule': return cancelSchedule(context, officer, id, asOf)
    case 'approve': {
      const approved = await approveDraft(context, officer, id, asOf)
      return approved.ok ? done({ id }) : approved
    }
  }
}

async function draftList(context: Context, officer: Officer, asked: contract.DraftSearch): Promise<Outcome<contract.DraftPage, ApiRefusal>> {
  const queues: readonly string[] = queuesOf[officer.role].drafts
  if (!queues.includes(asked.queue)) return refuse({ code: 'not-your-duty', role: officer.role })
  const page = asked.page ?? 1
  const { total, lines } = await listDrafts(context.db, officer, { ...asked, page, pageSize })
  return done({ items: await draftSummaries(context, lines), total, page, pageSize })
}

type Acted = Outcome<{ readonly id: string }, ScheduleRefusal | OnceRefusal>

/** Does an act on a draft once, and keeps of it no more than which draft it was. */
export async function act(context: Context, asked: Asked, work: (context: Context) => Promise<Outcome<{ id: string }, ScheduleRefusal>>): Promise<Acted> {
  const acted = await once(context, asked, work)
  return acted.ok ? done(acted.value.value) : acted
}

/** What the record in question is: a draft that exists, or only the item it would be of. */
type Subject = { readonly id: string } | { readonly item: string; readonly villageCode: number }

/** The draft as it stands after an act, or why the act was refused, with every problem as a sentence. */
export async function answered(context: Context, officer: Officer, language: Language, subject: Subject, acted: Acted): Promise<Outcome<Draft, ApiRefusal>> {
  return acted.ok ? shown(context, officer, acted.value.id, language) : answeredProblems(context, language, subject, acted.refusal)
}

/** A refusal with every problem of the record as a sentence. */
export async function answeredProblems(context: Context, language: Language, subject: Subject, refusal: ApiRefusal | Extract<ScheduleRefusal, { code: 'has-problems' }>): Promise<Refused<ApiRefusal>> {
  return refuse(refusal.code === 'has-problems' && 'findings' in refusal ? await placed(context, language, subject, refusal) : refusal)
}

async function shown(context: Context, officer: Officer, id: string, language: Language): Promise<Outcome<Draft, ApiRefusal>> {
  const draft = await findDraftView(context, officer, id, language)
  return draft ? done(draft) : refuse({ code: 'not-found' })
}

async function placed(context: Context, language: Language, subject: Subject, { problems, findings }: Extract<ScheduleRefusal, { code: 'has-problems' }>): Promise<ApiRefusal> {
  const draft = 'id' in subject ? await findDraft(context.db, subject.id) : undefined
  const schema = draft ? await getSchema(context.db, draft.itemSlug, draft.schemaVersion) : 'item' in subject ? await findNewestSchema(context.db, subject.item, countyOf(subject.villageCode), context.clock.today()) : undefined
  const names = draft ? (await listDraftAttachments(context.db, draft.id)).map(file => file.name) : []
  return { code: 'has-problems', placed: [...placedProblems(language, schema, problems), ...(schema ? placedFindings(language, schema, findings, names) : [])] }
}
