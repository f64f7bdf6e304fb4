import { randomUUID } from 'node:crypto'
import type { CaseReply } from '#rules/cases/reply.ts'
import { withoutTraces } from '#rules/masking/traces.ts'
import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt, getCase, listEvents } from '#records/cases.ts'
import { rateCase } from '#actions/complainant-moves.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { redactStatement } from '#actions/matter/redact.ts'
import { moveCase, type CaseMove } from '#actions/move-case.ts'
import type { World } from '#test/world.ts'

export const reply: CaseReply = { found: '灯座进水短路。', done: '已换灯座并试亮。', answeredBy: '测试单位答复人', text: '路灯已经修好，谢谢您的提醒。' }

/** A text for the units, for requests that assign. */
export const redacted = { statement: '村口路灯坏了一个月没有人修。', photos: [] }

export type Filed = { readonly id: string; readonly code: string }

/** Files a complaint on the day the clock shows. */
export async function file(world: World, more: { villageCode?: number; statement?: string; about?: { disclosureId: string; version: number }; photos?: readonly { readonly bytes: Buffer }[] } = {}): Promise<Filed> {
  const filed = await fileComplaint(world.context, { villageCode: world.village, statement: '村口路灯坏了一个月没有人修。', photos: [], idempotencyKey: randomUUID(), channel: 'web', ...more })
  if (!filed.ok) throw new Error(filed.refusal.code)
  const id = await findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, filed.value.receiptCode))
  return { id: id!, code: filed.value.receiptCode }
}

/** What the desk's form sends with an assignment: the complaint without its traces, unless a text stands or comes along. */
export async function withText<Asked extends Omit<CaseMove, 'asOf'>>(world: World, id: string, asked: Asked): Promise<Asked> {
  if (asked.action !== 'assign' || asked.redacted) return asked
  const statement = withoutTraces((await getCase(world.context.db, id)).statement)
  return { ...asked, redacted: { statement, photos: [] } }
}

/** One move, by an officer's id. */
export async function move(world: World, id: string, officerId: string, plain: Omit<CaseMove, 'asOf'>): Promise<void> {
  const asked = await withText(world, id, plain)
  const asOf = (await listEvents(world.context.db, id)).length
  const moved = await moveCase(world.context, await world.officer(officerId), id, { asOf, ...asked })
  if (!moved.ok) throw new Error(`${asked.action}: ${moved.refusal.code}`)
}

/** An accepted complaint whose text for the units stands, so that it can be assigned with others. Three events. */
export async function readyCase(world: World, more: Parameters<typeof file>[1] = {}): Promise<Filed> {
  const filed = await caseAt(world, 'accepted', more)
  const statement = withoutTraces((await getCase(world.context.db, filed.id)).statement)
  const kept = await redactStatement(world.context, await world.officer(world.officerId.triage), filed.id, { statement, photos: [], asOf: 2 })
  if (!kept.ok) throw new Error(kept.refusal.code)
  return filed
}

export const steps = ['submitted', 'accepted', 'assigned', 'returned', 'handling', 'extensionPending', 'secondExtension', 'replyDrafted', 'replied', 'rated'] as const
export type Step = (typeof steps)[number]

/** Files a complaint and takes it to a step, all on the day the clock shows. */
export async function caseAt(world: World, step: Step, more: Parameters<typeof file>[1] & { department?: string } = {}): Promise<Filed> {
  const { department = 'agriculture', ...complaint } = more
  const filed = await file(world, complaint)
  const [triage, handler, supervisor] = [world.officerId.triage, world.officerId.handler(department), world.officerId.supervisor(department)]
  const go = (by: string, asked: Omit<CaseMove, 'asOf'>) => move(world, filed.id, by, asked)
  const ask = { action: 'askExtension', days: 5, note: '需要现场勘验取证。' } as const
  const way: Record<Step, () => Promise<void>> = {
    submitted: async () => undefined,
    accepted: () => go(triage, { action: 'accept' }),
    assigned: async () => { await way.accepted(); await go(triage, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department(department) }) },
    returned: async () => { await way.assigned(); await go(handler, { action: 'return', note: '不属本单位职责。' }) },
    handling: async () => { await way.assigned(); await go(handler, { action: 'sign' }) },
    extensionPending: async () => { await way.handling(); await go(handler, ask) },
    secondExtension: async () => { await way.extensionPending(); await go(supervisor, { action: 'grantExtension', note: '同意延长五天。' }); await go(handler, ask) },
    replyDrafted: async () => { await way.handling(); await go(handler, { action: 'draftReply', reply }) },
    replied: async () => { await way.replyDrafted(); await go(supervisor, { action: 'passReview' }) },
    rated: async () => { await way.replied(); await rateCase(world.context, filed.code, { grade: 'satisfied' }) },
  }
  await way[step]()
  return filed
}

/** Divides a complaint; answers with the new part. */
export async function divide(world: World, id: string, statement = '村口垃圾池三个月没有清运。'): Promise<{ readonly id: string }> {
  await move(world, id, world.officerId.triage, { action: 'split', note: '反映的是两件事。', statement })
  const split = (await listEvents(world.context.db, id)).at(-1)!
  if (split.action !== 'split') throw new Error('it was not divided')
  return { id: split.details.newCaseId }
}

/** From the desk to a handling: by a unit whose second handler signs, so that the first may be kept away. */
export async function toSecondHandler(world: World, id: string): Promise<void> {
  await move(world, id, world.officerId.triage, { action: 'accept' })
  await move(world, id, world.officerId.triage, { action: 'assign', note: '请核查后答复。', responsibleUnitId: world.unitId.department('agriculture') })
  await move(world, id, world.officerId.secondHandler, { action: 'sign' })
}
