import { sql } from 'kysely'
import type { CustodianGroup } from '#rules/identity/groups.ts'
import type { MessageChannel, MessageTemplate } from '#rules/messages/hours.ts'
import type { Db, Tx } from './database.ts'

/** The channels by which the complainant of a case, a resident who follows a village, or an officer wants to be told. */
export async function listChannels(tx: Db | Tx, to: Addressed): Promise<MessageChannel[]> {
  const rows = 'caseId' in to ? await tx.selectFrom('vault.caseContact').select('channel').where('caseId', '=', to.caseId).orderBy('channel').execute()
    : 'residentId' in to ? await tx.selectFrom('vault.residentContact').select('channel').where('residentId', '=', to.residentId).orderBy('channel').execute()
      : await tx.selectFrom('vault.officerContact').select('channel').where('officerId', '=', to.officerId).orderBy('channel').execute()
  return rows.map(({ channel }) => channel as MessageChannel)
}

/** To whom a message goes: the complainant of a case, a resident who follows a village, or an officer. */
export type Addressed = { readonly caseId: string } | { readonly residentId: string } | { readonly officerId: string }
/** Or whoever asked for a code to sign in. */
type Asking = { readonly attemptId: string }

/** Puts the address of an officer in the place of the one before; without `wrapped` there is none any more. */
export async function setOfficerContact(tx: Tx, officerId: string, channel: MessageChannel, wrapped: Buffer | undefined): Promise<void> {
  await tx.deleteFrom('vault.officerContact').where('officerId', '=', officerId).where('channel', '=', channel).execute()
  if (wrapped) await tx.insertInto('vault.officerContact').values({ officerId, channel, wrapped }).execute()
}

/** Puts the address of a complainant in the place of the one before; without `wrapped` there is none any more. */
export async function setCaseContact(tx: Tx, caseId: string, channel: MessageChannel, wrapped: Buffer | undefined): Promise<void> {
  await tx.deleteFrom('vault.caseContact').where('caseId', '=', caseId).where('channel', '=', channel).execute()
  if (wrapped) await tx.insertInto('vault.caseContact').values({ caseId, channel, wrapped }).execute()
}

/** An officer who wants to be told, and by which channel. */
export type Told = { readonly officerId: string; readonly channel: MessageChannel }

/** The officers in a post in a unit on a day who want to be told by some channel. */
export async function listToldOfficers(tx: Tx, unitId: string, day: string): Promise<Told[]> {
  return await toldOn(tx, day).where('officer.unitId', '=', unitId).execute() as Told[]
}

/** The inspectors of a discipline body in post on a day who want to be told by some channel. */
export async function listToldInspectors(tx: Tx, bodyCode: number, day: string): Promise<Told[]> {
  return await toldOn(tx, day).where('officer.role', '=', 'inspector').where('officer.reachLow', '=', bodyCode).execute() as Told[]
}

/** The custodians of a group in post on a day who want to be told by some channel, whatever they may know of. */
export async function listToldCustodians(tx: Tx, group: CustodianGroup, day: string): Promise<Told[]> {
  return await toldOn(tx, day).where('officer.role', '=', 'custodian').where('officer.custodianGroup', '=', group).execute() as Told[]
}

function toldOn(tx: Tx, day: string) {
  return tx.selectFrom('vault.officerContact as contact').innerJoin('officer', 'officer.id', 'contact.officerId').select(['contact.officerId', 'contact.channel'])
    .where('officer.activeFrom', '<=', day).where(where => where.or([where('officer.activeTo', 'is', null), where('officer.activeTo', '>', day)]))
}

export type NewMessage = (Addressed | Asking) & { readonly id: string; readonly channel: MessageChannel; readonly template: MessageTemplate; readonly sendAfter: Date }

/** Puts messages on their way. An id that is there already is the same message. */
export async function writeMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length > 0) await tx.insertInto('message').values([...messages]).onConflict(there => there.column('id').doNothing()).execute()
}

export type WaitingMessage = { readonly id: string; readonly channel: MessageChannel; readonly template: MessageTemplate; readonly attempts: number; readonly wrapped: Buffer | null; readonly boundTo: string }

/** Takes one message whose hour has come, with its address, for this transaction. For ydt_sender. */
export async function takeMessage(tx: Tx, now: Date): Promise<WaitingMessage | undefined> {
  const { rows } = await sql<WaitingMessage>`
    select message.id, message.channel, message.template, message.attempts, coalesce(message.case_id, message.officer_id, message.attempt_id, message.resident_id) as bound_to,
      coalesce((select wrapped from vault.case_contact as contact where contact.case_id = message.case_id and contact.channel = message.channel),
        (select wrapped from vault.officer_contact as contact where contact.officer_id = message.officer_id and contact.channel = message.channel),
        (select wrapped from sign_in_attempt as attempt where attempt.id = message.attempt_id),
        (select wrapped from vault.resident_contact as contact where contact.resident_id = message.resident_id and contact.channel = message.channel)) as wrapped
    from message where sent_at is null and given_up is null and send_after <= ${now}
    order by send_after limit 1 for update of message skip locked`.execute(tx)
  return rows[0]
}

/** What became of an attempt: sent, to be tried again, or given up with a code that says why. */
export type Attempt = { readonly sentAt: Date } | { readonly sendAfter: Date } | { readonly givenUp: string }

export async function noteAttempt(tx: Tx, id: string, attempt: Attempt): Promise<void> {
  await tx.updateTable('message').set({ ...attempt, attempts: sql`attempts + 1` }).where('id', '=', id).execute()
}

export async function insertTrialMessage(tx: Db | Tx, message: { at: Date; channel: MessageChannel; address: string; text: string }): Promise<void> {
  await tx.insertInto('trialMessage').values(message).execute()
}

/** The newest messages that would have been sent. */
export async function listTrialMessages(db: Db, most: number): Promise<{ at: Date; channel: MessageChannel; address: string; text: string }[]> {
  const rows = await db.selectFrom('trialMessage').selectAll().orderBy('at', 'desc').limit(most).execute()
  return rows as { at: Date; channel: MessageChannel; address: string; text: string }[]
}
