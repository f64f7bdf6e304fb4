import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { ObjectionAction, ObjectionActor, ObjectionState } from '#rules/objections/lifecycle.ts'
import type { Db, Tx } from './database.ts'

/** What a resident doubts: a record, one of its lines, or one value. */
export type ObjectedTo = { readonly disclosureId: string; readonly version: number; readonly rowSeq?: number | undefined; readonly fieldKey?: string | undefined }

export type NewObjection = {
  readonly id: string
  readonly countyCode: number
  readonly villageCode: number
  readonly about: ObjectedTo
  readonly receiptHmac: Buffer
  readonly question: string
  readonly questionShown: string
  readonly day: PlainDate
  readonly dueOn: PlainDate
  readonly at: Date
}

/** Keeps an objection with its first event and what everybody sees of it. */
export async function insertObjection(tx: Tx, { id, countyCode, villageCode, about, receiptHmac, question, questionShown, day, dueOn, at }: NewObjection): Promise<void> {
  const { disclosureId, version, rowSeq = null, fieldKey = null } = about
  await tx.insertInto('objection').values({ id, countyCode, villageCode, disclosureId, version, receiptHmac, question, state: 'raised', since: day, dueOn, eventCount: 1 }).execute()
  await tx.insertInto('objectionEvent').values({ objectionId: id, seq: 1, action: 'raise', actor: 'asker', officerId: null, words: null, day, at }).execute()
  await tx.insertInto('pub.objection').values({ countyCode, disclosureId, id, version, rowSeq, fieldKey, question: questionShown, raisedOn: day, state: 'raised', dueOn }).execute()
}

export type ObjectionRow = {
  readonly id: string
  readonly countyCode: number
  readonly villageCode: number
  readonly disclosureId: string
  readonly version: number
  readonly question: string
  readonly state: ObjectionState
  readonly since: PlainDate
  readonly dueOn: PlainDate | null
  readonly eventCount: number
}

const columns = ['id', 'countyCode', 'villageCode', 'disclosureId', 'version', 'question', 'state', 'since', 'dueOn', 'eventCount'] as const

/** Locks the objection until the transaction ends. */
export async function findObjectionForUpdate(tx: Tx, id: string): Promise<ObjectionRow | undefined> {
  return await tx.selectFrom('objection').select(columns).where('id', '=', id).forUpdate().executeTakeFirst() as ObjectionRow | undefined
}

/** The objection whose receipt code is kept by one of these keyed hashes. */
export async function findObjectionIdByReceipt(db: Db | Tx, receiptHmacs: readonly Buffer[]): Promise<string | undefined> {
  return (await db.selectFrom('objection').select('id').where('receiptHmac', 'in', receiptHmacs).executeTakeFirst())?.id
}

export type ObjectionStep = { readonly action: ObjectionAction; readonly actor: ObjectionActor; readonly officerId: string | null; readonly words: string | null; readonly to: ObjectionState; readonly day: PlainDate; readonly dueOn: PlainDate | undefined; readonly at: Date; readonly correctedIn?: number }

/** Appends one step, moves the state, and tells everybody what they may see of it. */
export async function appendObjectionStep(tx: Tx, objection: ObjectionRow, step: ObjectionStep): Promise<void> {
  const seq = objection.eventCount + 1
  const { action, actor, officerId, words, to, day, at } = step
  const dueOn = step.dueOn ?? null
  await tx.insertInto('objectionEvent').values({ objectionId: objection.id, seq, action, actor, officerId, words, day, at }).execute()
  const gone = action === 'withdraw' ? { question: '' } : {}
  await tx.updateTable('objection').set({ state: to, since: day, dueOn, eventCount: seq, ...gone }).where('id', '=', objection.id).execute()
  const said = action === 'answer' ? { answer: words, answeredOn: day } : action === 'concede' || action === 'uphold' || action === 'dismiss' ? { decision: words, decidedOn: day } : {}
  const corrected = step.correctedIn === undefined ? {} : { correctedIn: step.correctedIn }
  await tx.updateTable('pub.objection').set({ state: to, dueOn, ...said, ...corrected, ...gone })
    .where('countyCode', '=', objection.countyCode).where('disclosureId', '=', objection.disclosureId).where('id', '=', objection.id).execute()
}

/** Objections whose day has passed before `today`, in small pages. */
export async function listOverdueObjections(db: Db, today: PlainDate, after: string, most: number): Promise<string[]> {
  const rows = await db.selectFrom('objection').select('id').where('state', 'in', ['raised', 'answered']).where('dueOn', '<', today).where('id', '>', after).orderBy('id').limit(most).execute()
  return rows.map(row => row.id)
}

/** Objections that somebody of the staff must act on by `until`, in small pages: those that are overdue are among them. */
export async function listWaitingObjections(db: Db, until: PlainDate, after: string, most: number): Promise<{ id: string; villageCode: number; state: ObjectionState; dueOn: PlainDate }[]> {
  return await db.selectFrom('objection').select(['id', 'villageCode', 'state', 'dueOn']).where('state', 'in', ['raised', 'escalated', 'upheld']).where('dueOn', '<=', until).where('id', '>', after).orderBy('id').limit(most)
    .execute() as { id: string; villageCode: number; state: ObjectionState; dueOn: PlainDate }[]
}

/** Upheld objections to a record that a new version has put right. */
export async function listUpheldObjections(tx: Tx, countyCode: number, disclosureId: string): Promise<ObjectionRow[]> {
  return await tx.selectFrom('objection').select(columns).where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('state', '=', 'upheld').forUpdate().execute() as ObjectionRow[]
}

export type ObjectionListing = { readonly low: number; readonly high: number; readonly isOpen: boolean; readonly page: number; readonly pageSize: number }

/** Objections of a range of villages, those that are due soonest first. */
export async function listObjections(db: Db, { low, high, isOpen, page, pageSize }: ObjectionListing) {
  const open = ['raised', 'answered', 'escalated', 'upheld']
  const chosen = db.selectFrom('objection').innerJoin('pub.objection as shown', 'shown.id', 'objection.id')
    .innerJoin('pub.disclosure as record', join => join.onRef('record.countyCode', '=', 'objection.countyCode').onRef('record.id', '=', 'objection.disclosureId'))
    .innerJoin('pub.division as village', 'village.code', 'objection.villageCode')
    .where('objection.villageCode', '>=', low).where('objection.villageCode', '<=', high).where('objection.state', isOpen ? 'in' : 'not in', open)
  const { total } = await chosen.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lines = await chosen
    .select(['objection.id', 'objection.villageCode', 'village.name as villageName', 'objection.disclosureId', 'objection.version', 'objection.question', 'objection.state', 'objection.dueOn', 'objection.eventCount',
      'record.title', 'record.currentVersion', 'shown.rowSeq', 'shown.fieldKey', 'shown.raisedOn', 'shown.question as questionShown', 'shown.answer', 'shown.answeredOn', 'shown.decision', 'shown.decidedOn'])
    .orderBy('objection.dueOn').orderBy('shown.raisedOn', 'desc').orderBy('objection.id').limit(pageSize).offset((page - 1) * pageSize).execute()
  return { total, lines: lines as (Omit<(typeof lines)[number], 'state'> & { state: ObjectionState })[] }
}
