import { randomBytes, randomUUID } from 'node:crypto'
import { parsePeriod } from '#rules/disclosures/days.ts'
import { typedValues } from '#rules/disclosures/display.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { moveDraft, type DraftAction, type DraftState } from '#rules/disclosures/lifecycle.ts'
import type { Problem } from '#rules/disclosures/problems.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { canSee, refusalFor, type DisclosureAbout } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { findItemFor, findNewestSchema } from '#records/catalogue.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { findDisclosureForUpdate, getSchema } from '#records/disclosures.ts'
import { findDivision } from '#records/divisions.ts'
import {
  appendDraftEvent, copyPublishedAttachments, findDraftForUpdate, findOpenCorrection, findSamePeriod, hasCommittee, insertDraft, listDraftEvents, markSubmitted,
  setDraftState, updateDraft, type DraftRow, type DraftRows, type TypedValues,
} from '#records/drafts.ts'
import { getWholeVersion } from '#records/publication.ts'
import { findOpenWithdrawal } from '#records/withdrawals.ts'
import { checkDraft, type HasProblems } from './check-draft.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { withProjectCode } from './projects.ts'

/** What a clerk typed. */
export type DraftInput = { readonly villageCode: number; readonly item: string; readonly period: string; readonly title: string; readonly fields: TypedValues; readonly rows: readonly TypedValues[] }
export type DraftEdit = Omit<DraftInput, 'villageCode' | 'item'> & { readonly asOf: number; readonly reason?: string | undefined }

export type DraftRefusal = PolicyRefusal
  | { readonly code: 'not-found' }
  | { readonly code: 'stale'; readonly eventCount: number }
  | { readonly code: 'unknown-village' | 'owes-nothing' | 'unknown-item' | 'no-schema' | 'reason-missing' | 'title-missing' }
  | { readonly code: 'already-published'; readonly disclosureId: string }
  | { readonly code: 'already-drafted' | 'correction-under-way'; readonly draftId: string }
  | HasProblems

/** Starts a record of a village, an item and a period. It may still be incomplete; submitting checks it. */
export async function createDraft(context: Context, officer: Officer, input: DraftInput): Promise<Outcome<{ id: string }, DraftRefusal>> {
  return inTransaction(context.db, async tx => {
    const refusal = refusalFor(officer, 'edit', { state: 'draft', villageCode: input.villageCode, authorIds: [] })
    if (refusal) return refuse(refusal)
    const village = await findDivision(tx, input.villageCode)
    if (village?.level !== 'village' || village.validTo !== null) return refuse({ code: 'unknown-village' })
    if (village.isVirtual) return refuse({ code: 'owes-nothing' })
    const frame = await frameOf(context, tx, countyOf(input.villageCode), input.item, input.period, input.title)
    if (frame.ok && !frame.value.isListed) return refuse({ code: 'unknown-item' })
    if (!frame.ok) return frame
    const { schema, cadence, period } = frame.value
    const same = cadence === 'E' || cadence === 'none' ? undefined : await findSamePeriod(tx, input.villageCode, input.item, input.period)
    if (same?.disclosureId) return refuse({ code: 'already-published', disclosureId: same.disclosureId })
    if (same?.draftId) return refuse({ code: 'already-drafted', draftId: same.draftId })
    const id = randomUUID()
    const at = new Date(context.clock.now())
    await insertDraft(tx, {
      id, disclosureId: randomUUID(), baseVersion: 0, countyCode: countyOf(input.villageCode), villageCode: input.villageCode, itemSlug: input.item, schemaVersion: schema.version,
      period: input.period, periodStart: period.start, periodEnd: period.end, title: input.title.trim(), fields: await withProjectCode(context, tx, schema, input.villageCode, knownOnly(schema.fields, input.fields)), reason: null, authorId: officer.id, at,
    }, rowsOf(schema, input.rows))
    await appendDraftEvent(tx, { draftId: id, seq: 1, action: 'create', officerId: officer.id, note: null, at })
    return done({ id })
  })
}

/** Replaces what a draft says. */
export async function saveDraft(context: Context, officer: Officer, id: string, edit: DraftEdit): Promise<Outcome<{ id: string }, DraftRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await openDraft(tx, officer, id, edit.asOf)
    if (!found.ok) return found
    const { draft, about, lastSeq } = found.value
    const refusal = refusalFor(officer, 'edit', about)
    if (refusal) return refuse(refusal)
    const frame = await frameOf(context, tx, draft.countyCode, draft.itemSlug, edit.period, edit.title)
    if (!frame.ok) return frame
    const schema = await getSchema(tx, draft.itemSlug, draft.schemaVersion)
    const reason = edit.reason?.trim() || draft.reason
    const at = new Date(context.clock.now())
    await updateDraft(tx, id, {
      period: edit.period, periodStart: frame.value.period.start, periodEnd: frame.value.period.end, title: edit.title.trim(), fields: knownOnly(schema.fields, edit.fields), reason, at,
    }, rowsOf(schema, edit.rows))
    await appendDraftEvent(tx, { draftId: id, seq: lastSeq + 1, action: 'edit', officerId: officer.id, note: null, at })
    return done({ id })
  })
}

/** Hands a draft to the village committee, where there is one, else to the township: everything must be right, and no personal number may stand in what residents would see. */
export async function submitDraft(context: Context, officer: Officer, id: string, asOf: number): Promise<Outcome<{ id: string }, DraftRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await openDraft(tx, officer, id, asOf)
    if (!found.ok) return found
    const { draft, about, lastSeq } = found.value
    const refusal = refusalFor(officer, 'submit', about)
    if (refusal) return refuse(refusal)
    const checked = await checkDraft(context, tx, draft)
    if (!checked.ok) return checked
    const today = context.clock.today()
    const next = moveDraft(draft.state, 'submit', await hasCommittee(tx, draft.villageCode, draft.countyCode, today))!
    await step(context, tx, id, lastSeq + 1, 'submit', next, officer, null)
    await markSubmitted(tx, id, today, randomBytes(16))
    return done({ id })
  })
}

/** Gives a draft back to its clerk with a reason: the committee may, and the township. */
export async function returnDraft(context: Context, officer: Officer, id: string, asOf: number, reason: string | undefined): Promise<Outcome<{ id: string }, DraftRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await openDraft(tx, officer, id, asOf)
    if (!found.ok) return found
    const refusal = refusalFor(officer, 'returnDraft', found.value.about)
    if (refusal) return refuse(refusal)
    if ([...(reason ?? '').trim()].length < 5) return refuse({ code: 'reason-missing' })
    await step(context, tx, id, found.value.lastSeq + 1, 'return', 'returned', officer, reason!.trim())
    return done({ id })
  })
}

/** Opens the correction of a published record: a draft filled with what was entered, and a public reason. */
export async function openCorrection(context: Context, officer: Officer, disclosureId: string, reason: string): Promise<Outcome<{ id: string }, DraftRefusal>> {
  return inTransaction(context.db, async tx => {
    // Locked, so that two corrections asked for at once become one and a refusal.
    const published = await findDisclosureForUpdate(tx, disclosureId)
    if (!published) return refuse({ code: 'not-found' })
    const refusal = refusalFor(officer, 'correct', { state: await stateOfRecord(tx, published), villageCode: published.villageCode, authorIds: [] })
    if (refusal) return refuse(refusal)
    if ([...reason.trim()].length < 5) return refuse({ code: 'reason-missing' })
    const open = await findOpenCorrection(tx, disclosureId)
    if (open) return refuse({ code: 'correction-under-way', draftId: open.id })
    const whole = await getWholeVersion(tx, published.countyCode, disclosureId, published.currentVersion)
    const schema = await getSchema(tx, published.itemSlug, whole.schemaVersion)
    const id = randomUUID()
    const at = new Date(context.clock.now())
    await insertDraft(tx, {
      id, disclosureId, baseVersion: published.currentVersion, countyCode: published.countyCode, villageCode: published.villageCode, itemSlug: published.itemSlug, schemaVersion: schema.version,
      period: published.period, periodStart: published.periodStart, periodEnd: published.periodEnd, title: whole.title,
      fields: typedValues(schema.fields, whole.fields), reason: reason.trim(), authorId: officer.id, at,
    }, { count: whole.rows.length, each: Iterator.from(whole.rows).map(row => typedValues(schema.rows?.fields ?? [], row)) })
    await copyPublishedAttachments(tx, id, { countyCode: published.countyCode, disclosureId, version: published.currentVersion })
    await appendDraftEvent(tx, { draftId: id, seq: 1, action: 'create', officerId: officer.id, note: reason.trim(), at })
    return done({ id })
  })
}

/** The draft, locked, as far as this officer may know of it, and only if nobody wrote to it since `asOf`. */
export async function openDraft(tx: Tx, officer: Officer, id: string, asOf: number): Promise<Outcome<{ draft: DraftRow; about: DisclosureAbout; lastSeq: number }, DraftRefusal>> {
  const draft = await findDraftForUpdate(tx, id)
  if (!draft) return refuse({ code: 'not-found' })
  const about = await aboutDraft(tx, draft)
  if (!canSee(officer, about)) return refuse({ code: 'not-found' })
  const events = await listDraftEvents(tx, id)
  return asOf === events.length ? done({ draft, about, lastSeq: events.length }) : refuse({ code: 'stale', eventCount: events.length })
}

/** What permission needs to know of a draft. An approved one stays on the desks of its village and township. */
export async function aboutDraft(db: Db | Tx, draft: Pick<DraftRow, 'id' | 'state' | 'villageCode'>): Promise<DisclosureAbout> {
  const events = await listDraftEvents(db, draft.id)
  const authorIds = events.filter(event => event.action === 'create' || event.action === 'edit' || event.action === 'submit').map(event => event.officerId)
  const endorserIds = events.filter(event => event.action === 'endorse').map(event => event.officerId)
  return { state: draft.state === 'approved' ? 'withdrawn' : draft.state, villageCode: draft.villageCode, authorIds: [...new Set(authorIds)], endorserIds, since: events[0]?.at }
}

/** Where a published record stands for those who may change it. */
export async function stateOfRecord(db: Db | Tx, record: { readonly id: string; readonly withdrawnAt: Date | null }): Promise<'published' | 'withdrawalAsked' | 'withdrawn'> {
  if (record.withdrawnAt !== null) return 'withdrawn'
  return await findOpenWithdrawal(db, record.id) ? 'withdrawalAsked' : 'published'
}

/** Writes down one step of a draft and the state it leads to. */
export async function step(context: Context, tx: Tx, id: string, seq: number, action: DraftAction, state: DraftState, officer: Officer, note: string | null, publishAt: Date | null = null): Promise<void> {
  const at = new Date(context.clock.now())
  await appendDraftEvent(tx, { draftId: id, seq, action, officerId: officer.id, note, at })
  await setDraftState(tx, id, state, action === 'return' ? note : null, at, publishAt)
}

/** What a draft is about. An item that its county retired is known for records of periods in which it was still listed. */
async function frameOf(context: Context, tx: Tx, county: number, slug: string, periodText: string, title: string) {
  if (!title.trim()) return refuse({ code: 'title-missing' } as const)
  const today = context.clock.today()
  const item = await findItemFor(tx, county, slug, today)
  if (!item) return refuse({ code: 'unknown-item' } as const)
  const schema = await findNewestSchema(tx, slug, county, today)
  if (!schema) return refuse({ code: 'no-schema' } as const)
  const period = parsePeriod(item.cadence, periodText, today)
  if (period.ok) {
    const isListed = item.state === 'listed' || (await findItemFor(tx, county, slug, period.value.start))?.state === 'listed'
    return done({ schema, cadence: item.cadence, period: period.value, isListed })
  }
  const problem: Problem = { place: { part: 'field', key: 'period' }, code: period.code }
  return refuse({ code: 'has-problems', problems: [problem], findings: [] } as const)
}

/** Only what the schema knows is kept, so that a draft can never carry a field nobody would see. */
function knownOnly(fields: FieldSchema['fields'], typed: TypedValues): TypedValues {
  return Object.fromEntries(fields.filter(field => field.audience !== 'never' && Object.hasOwn(typed, field.key)).map(field => [field.key, typed[field.key]!]))
}

/** Made as they are written: a list of a hundred thousand rows is not held a second time. */
function rowsOf(schema: FieldSchema, rows: readonly TypedValues[]): DraftRows {
  return { count: rows.length, each: Iterator.from(rows).map(row => knownOnly(schema.rows?.fields ?? [], row)) }
}
