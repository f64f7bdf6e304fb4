import { Decrypter, Encrypter } from 'age-encryption'
import type { TipForm } from '#rules/tips/form.ts'
import type { World } from '#test/world.ts'
import { listTips, asBody } from '#records/tips.ts'
import type { Outcome } from '#actions/context.ts'
import { sendTip, type SentTip } from '#actions/tips/send-tip.ts'

export const county = 340_522_000_000
export const city = 340_500_000_000

/** A report that says what nobody else may ever read. */
export const openForm: TipForm = { about: '某村某干部（测试）', statement: '测试举报：收取好处费两千元，时间在去年秋天。', happened: '去年秋天', proof: '收条一张', name: '', phone: '' }
export const named = { name: '测试举报人', phone: '000-0000-0000' }

/** Files a report with the county's discipline body, sealed on arrival. */
export async function report(world: World, form: Partial<TipForm> = {}, more: { bodyCode?: number; key?: string; files?: { name: string; bytes: Buffer }[] } = {}): Promise<SentTip & { id: string }> {
  const bodyCode = more.bodyCode ?? county
  const before = new Set(await idsOf(world, bodyCode))
  const sent = await sendTip(world.context, { bodyCode, key: more.key ?? crypto.randomUUID(), open: { form: { ...openForm, ...form }, files: more.files ?? [] } })
  if (!sent.ok) throw new Error(JSON.stringify(sent.refusal))
  return { ...sent.value, id: (await idsOf(world, bodyCode)).find(id => !before.has(id)) ?? '' }
}

/** What an outcome brought; a refusal fails the test that did not expect it. */
export function sure<Value>(outcome: Outcome<Value, unknown>): Value {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.value
}

/** The open reports of a body. */
export async function idsOf(world: World, bodyCode: number): Promise<string[]> {
  return asBody(world.context.tips.desk, bodyCode, async tx => (await listTips(tx, { isOpen: true, page: 1, pageSize: 1000 })).lines.map(({ id }) => id))
}

/** What an inspector's browser does. */
export async function sealTo(recipients: readonly string[], plain: string | Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return Buffer.from(await encrypter.encrypt(plain))
}

export async function openWith(identity: string, ciphertext: Buffer): Promise<Buffer> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  return Buffer.from(await decrypter.decrypt(ciphertext))
}
