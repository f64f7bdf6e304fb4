import { createHash } from 'node:crypto'
import { plainDateInShanghai } from '#rules/calendar/plain-date.ts'
import type { CustodianGroup } from '#rules/identity/groups.ts'
import { isAddress, plainNumber } from '#rules/messages/addresses.ts'
import { mayBeSentFrom, type DayAndMinute, type MessageChannel, type MessageTemplate } from '#rules/messages/hours.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { CaseAction, CaseState } from '#rules/cases/states.ts'
import { wrapAddress } from '#platform/crypto/address.ts'
import { receiptHmacs, toReceiptCode } from '#platform/crypto/receipt-code.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { isHeardOf } from '#records/case-lists.ts'
import { findCaseIdByReceipt } from '#records/cases.ts'
import { listChannels, listToldCustodians, listToldInspectors, listToldOfficers, listTrialMessages, setCaseContact, setOfficerContact, writeMessages, type NewMessage } from '#records/messages.ts'
import { getOfficer } from '#records/officers.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { listWaitingFor } from './identity/waiting.ts'

/** What happened to a case: the state it brought, or what was done. */
export type Happened = CaseState | CaseAction | 'askComplainant'

/** What is worth a message to the complainant: that something was decided, answered or asked, that the day or the desk is another, or that somebody may see who complained. */
const worthTelling: ReadonlySet<Happened> = new Set([
  'askComplainant', 'askStillSolved', 'openIdentity', 'accepted', 'needsMoreInfo', 'lapsed', 'diverted', 'rejected', 'replied', 'redo', 'closed',
  'extensionPending', 'grantExtension', 'refuseExtension', 'recalculate', 'moveUp', 'escalated', 'merged',
])

/** Tells the complainant of a case, if a number was left, that there is something to look up. `about` names the occasion: the same one tells once. */
export async function tellComplainant(context: Context, tx: Tx, caseId: string, happened: Happened, about: string): Promise<void> {
  if (!worthTelling.has(happened)) return
  const channels = await listChannels(tx, { caseId })
  await writeMessages(tx, channels.map(channel => ({ ...messageOf(context, 'progress', channel, `${caseId} ${about}`), caseId })))
}

/** Tells the officers of a unit who want it that work came, or waits. One who may not know of the case, nor of a card or letter about it, is told nothing. */
export async function tellOfficers(context: Context, tx: Tx, unitId: string, template: 'work-waits' | 'reminder', about: string, caseId?: string): Promise<void> {
  for (const { officerId, channel } of await listToldOfficers(tx, unitId, context.clock.today())) {
    if (caseId !== undefined && !await isHeardOf(tx, await getOfficer(tx, officerId), caseId)) continue
    await writeMessages(tx, [{ ...messageOf(context, template, channel, `${officerId} ${about}`), officerId }])
  }
}

/** Tells the custodians of a group that a request to see an identity waits for them. One who may not know of the case, or has had a hand in the request, is told nothing. */
export async function tellCustodians(context: Context, tx: Tx, group: CustodianGroup, caseId: string, about: string): Promise<void> {
  for (const { officerId, channel } of await listToldCustodians(tx, group, context.clock.today())) {
    const waiting = await listWaitingFor({ ...context, db: tx as Db }, await getOfficer(tx, officerId))
    if (waiting.some(request => request.caseId === caseId)) await writeMessages(tx, [{ ...messageOf(context, 'work-waits', channel, `${officerId} ${about}`), officerId }])
  }
}

/** Reminds the inspectors of a discipline body in the sentence of any reminder. `about` names the occasion, never a report. */
export async function tellInspectors(context: Context, tx: Tx, bodyCode: number, about: string): Promise<void> {
  const told = await listToldInspectors(tx, bodyCode, context.clock.today())
  await writeMessages(tx, told.map(({ officerId, channel }) => ({ ...messageOf(context, 'reminder', channel, `${officerId} ${about}`), officerId })))
}

/** Tells the holder of an account to look at its page, by every channel left for messages: once a day for each thing that there is to say. */
export async function tellHolderByMessage(context: Context, tx: Tx, officerId: string, about: string): Promise<void> {
  const channels = await listChannels(tx, { officerId })
  await writeMessages(tx, channels.map(channel => ({ ...messageOf(context, 'account', channel, `${officerId} ${about} ${context.clock.today()}`), officerId })))
}

/** Sends the code of a sign-in at once; number and code are wrapped with the sign-in itself. */
export async function sendSignInCode(context: Context, tx: Tx, attemptId: string): Promise<void> {
  await writeMessages(tx, [{ ...messageOf(context, 'sign-in-code', 'sms', attemptId), attemptId }])
}

/** Tells a resident that a followed village published: once a day, whatever and however much it was. */
export async function tellFollower(context: Context, tx: Tx, residentId: string): Promise<void> {
  const channels = await listChannels(tx, { residentId })
  await writeMessages(tx, channels.map(channel => ({ ...messageOf(context, 'village', channel, `${residentId} ${context.clock.today()}`), residentId })))
}

function messageOf(context: Context, template: MessageTemplate, channel: MessageChannel, about: string): Pick<NewMessage, 'id' | 'template' | 'channel' | 'sendAfter'> {
  const hash = createHash('sha256').update(`${template} ${channel} ${about}`).digest('hex')
  const id = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${hash.slice(12, 16)}-${hash.slice(16, 20)}-${hash.slice(20, 32)}`
  const now = context.clock.now()
  return { id, template, channel, sendAfter: instantOf(mayBeSentFrom(template, inShanghai(now), context.calendar), now) }
}

const shanghai = 8 * 3_600_000

function inShanghai(now: number): DayAndMinute {
  return { day: plainDateInShanghai(now), minute: Math.floor((now + shanghai) % 86_400_000 / 60_000) }
}

/** Never before `now`: a message allowed within the present minute goes at once. */
function instantOf({ day, minute }: DayAndMinute, now: number): Date {
  return new Date(Math.max(now, Date.parse(`${day}T00:00:00Z`) + minute * 60_000 - shanghai))
}

export type ContactRefusal = { readonly code: 'contact-wrong'; readonly channel: MessageChannel }

/** Keeps where an officer wants to be told; an empty address takes it away. */
export async function setContact(context: Context, officer: Officer, channel: MessageChannel, address: string): Promise<Outcome<{ channels: readonly MessageChannel[] }, ContactRefusal>> {
  const plain = address.trim()
  if (plain !== '' && !isAddress(channel, plain)) return refuse({ code: 'contact-wrong', channel })
  return inTransaction(context.db, async tx => {
    await setOfficerContact(tx, officer.id, channel, plain === '' ? undefined : wrapAddress(context.secrets.wrappingKey, officer.id, plain))
    return done({ channels: await listChannels(tx, { officerId: officer.id }) })
  })
}

/** Whoever holds the code says where short messages go; an empty number takes it away. */
export async function setComplainantContact(context: Context, typed: string, number: string): Promise<Outcome<{ toldBy: readonly MessageChannel[] }, ContactRefusal | { readonly code: 'no-such-code' }>> {
  const plain = plainNumber(number)
  if (plain !== '' && !isAddress('sms', plain)) return refuse({ code: 'contact-wrong', channel: 'sms' })
  return inTransaction(context.db, async tx => {
    const caseId = await findToldCase({ ...context, db: tx as Db }, typed)
    if (!caseId) return refuse({ code: 'no-such-code' })
    await keepNumber(context, tx, caseId, plain)
    return done({ toldBy: await listChannels(tx, { caseId }) })
  })
}

/** The complaint of a code, which keeps the addresses for all its parts. */
export async function findToldCase({ db, secrets }: Pick<Context, 'db' | 'secrets'>, typed: string): Promise<string | undefined> {
  const code = toReceiptCode(typed)
  return code && findCaseIdByReceipt(db, receiptHmacs(secrets.receiptPepper, code))
}

/** Keeps the number that short messages about a case go to, apart and wrapped; an empty one takes it away. */
export function keepNumber(context: Pick<Context, 'secrets'>, tx: Tx, caseId: string, plain: string): Promise<void> {
  return setCaseContact(tx, caseId, 'sms', plain === '' ? undefined : wrapAddress(context.secrets.wrappingKey, caseId, plain))
}

/** The channels by which an officer is told. */
export function listContacts(context: Context, officer: Officer): Promise<readonly MessageChannel[]> {
  return listChannels(context.db, { officerId: officer.id })
}

/** What would have been sent where no gateway is configured, newest first. */
export async function listTrial(context: Context): Promise<readonly { at: string; channel: MessageChannel; address: string; text: string }[]> {
  return (await listTrialMessages(context.db, 100)).map(({ at, ...message }) => ({ ...message, at: new Date(at.getTime() + shanghai).toISOString().slice(0, 16).replace('T', ' ') }))
}
