import { receiptHmac } from '#platform/crypto/receipt-code.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { form, say, type Said } from '#test/api/talking.ts'
import type { Filed } from '#test/api/cases-of-every-state.ts'
import type { World } from '#test/world.ts'

export const statement = '村口水泥路才修半年就裂了好几道缝，请查一查质量。'

/** An entry as the screen sends it. */
export function entryOf(world: World, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { channel: 'phone', villageCode: world.village, statement, person: { name: '张三', phone: '000-0000-0000' }, ...more }
}

/** Writes a complaint down at the desk, and gives its id and code. */
export async function enter(world: World, more: Record<string, unknown> = {}): Promise<Filed> {
  const said = await say(world, 'triage', 'POST', '/api/v1/intake', { body: entryOf(world, more) })
  if (said.status !== 201) throw new Error(JSON.stringify(said.body))
  return { id: said.body.caseId, code: said.body.receiptCode }
}

export const header = ['工单编号', '来电时间', '来电人', '联系电话', '诉求标题', '诉求内容', '地址/村', '办理时限']

/** A file of the hotline: CSV in UTF-8 unless bytes of another writing are wanted. */
export function csv(rows: readonly (readonly string[])[]): Buffer {
  return Buffer.from([header, ...rows].map(cells => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'))
}

export const order = (number: string, more: Partial<Record<'day' | 'caller' | 'phone' | 'title' | 'content' | 'place' | 'due', string>> = {}): string[] =>
  [number, more.day ?? '2026-09-18 14:20', more.caller ?? '测试市民', more.phone ?? '0000-0000000', more.title ?? '路灯不亮', more.content ?? '来电人反映村东道路多盏路灯损坏，要求维修。', more.place ?? '环峰镇朝阳村三组', more.due ?? '5个工作日']

/** Lets the file be looked at. */
export function check(world: World, bytes: Buffer, as: 'triage' | 'city-triage' | 'supervisor' = 'triage'): Promise<Said> {
  return say(world, as, 'POST', '/api/v1/hotline-files/check', form({}, { name: 'orders.csv', bytes }))
}

/** Takes the file over as it was looked at. */
export function take(world: World, bytes: Buffer, sha256: string, key?: string, more: { readonly leaveOut?: string; readonly as?: 'triage' | 'city-triage' } = {}): Promise<Said> {
  return say(world, more.as ?? 'triage', 'POST', '/api/v1/hotline-files', { ...form({ sha256, ...(more.leaveOut !== undefined && { leaveOut: more.leaveOut }) }, { name: 'orders.csv', bytes }), ...(key && { key }) })
}

export async function idOf(world: World, code: string): Promise<string | undefined> {
  return findCaseIdByReceipt(world.context.db, receiptHmac(world.context.secrets.receiptPepper, code))
}
