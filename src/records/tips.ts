import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { MovedTipDays, TipEvent, TipFacts } from '#rules/tips/fold.ts'
import type { Disposal, ScreeningOutcome, TipAction, TipState } from '#rules/tips/lifecycle.ts'
import { owedOf, type ToldTipDay } from '#rules/tips/told-days.ts'
import { inTransaction, type Db, type Tx } from './database.ts'
import { insistOnLetIn, inspectorOf } from './scope.ts'

/** A sealed text or file of a report. */
export type SealedPart = { readonly kind: 'matter' | 'person' | 'file'; readonly suite: string; readonly ciphertext: Buffer }

export type NewTip = {
  readonly id: string
  readonly bodyCode: number
  readonly isNamed: boolean
  readonly receivedOn: PlainDate
  readonly origin: 'door' | 'desk' | 'below' | 'above'
  /** It came as a complaint, here or at the body that had it before. */
  readonly isDiverted: boolean
  readonly formHash: Buffer
  readonly receiptHmac: Buffer
  readonly reporterRecipient: string
  readonly reporterKey: Buffer
  readonly caseKey: Buffer
  readonly countedDays: readonly ToldTipDay[]
  readonly leaf: Buffer
  readonly parts: readonly SealedPart[]
  /** What other bodies told the reporter before. */
  readonly toldBefore?: readonly ToldBefore[]
}

/** Words to the reporter of a body that had the report before, sealed to the reporter alone, in base64. */
export type ToldBefore = { readonly on: PlainDate; readonly about: 'acceptance' | 'result'; readonly sealedWords: string }

/** Keeps a report with its first event. False when this form was sent before. For ydt_tip_door, which can read nothing back. */
export async function insertTip(db: Db | Tx, tip: NewTip): Promise<boolean> {
  try {
    await inTransaction(db as Db, tx => writeTip(tx, tip))
    return true
  } catch (cause) {
    const { constraint = '' } = cause as { constraint?: string }
    if (['tip_once', 'tip_receipt_hmac_key'].includes(constraint)) return false
    throw cause
  }
}

async function writeTip(tx: Tx, tip: NewTip): Promise<void> {
  const { id, bodyCode, isNamed, receivedOn, origin, isDiverted, formHash, receiptHmac, reporterRecipient, reporterKey, caseKey, countedDays, leaf, parts, toldBefore = [] } = tip
  await tx.insertInto('tips.tip').values({ id, bodyCode, isNamed, receivedOn, origin, isDiverted, formHash, receiptHmac, reporterRecipient, reporterKey, caseKey, state: 'received', eventCount: 1, ...daysWritten(countedDays), toldBefore: JSON.stringify(toldBefore) }).execute()
  if (parts.length > 0) await tx.insertInto('tips.sealedPart').values(parts.map((part, at) => ({ tipId: id, n: at + 1, ...part }))).execute()
  await writeEvent(tx, id, { seq: 1, action: 'file', day: receivedOn }, leaf)
}

/** An event with what was sealed along with it: a note to the body, words to the reporter or from the reporter. */
export type NewTipEvent = TipEvent & { readonly sealedNote?: Buffer | undefined; readonly sealedWords?: Buffer | undefined }

async function writeEvent(tx: Tx, tipId: string, event: NewTipEvent, leaf: Buffer): Promise<void> {
  // The leaf looks like any case's. Its number is asked of the sequence, because the door may read no table.
  await sql`insert into log_queue (log, leaf) values ('case', ${leaf})`.execute(tx)
  const { seq, action, officerId = null, outcome = null, disposal = null, sealedNote = null, sealedWords = null, moved, day } = event
  await tx.insertInto('tips.tipEvent').values({ tipId, seq, action, officerId, outcome, disposal, sealedNote, sealedWords, moved: moved ? JSON.stringify(moved) : null, day, logQueueId: sql<number>`currval('log_queue_id_seq')` }).execute()
}

/**
 * Does something as the discipline body of a county or city: no other report exists for it, and none at all where the inspector is of another body.
 * Without an inspector only where reports stand can be read.
 */
export function asBody<T>(desk: Db, bodyCode: number, work: (tx: Tx) => Promise<T>, inspectorId = inspectorOf(bodyCode)): Promise<T> {
  return inTransaction(desk, async tx => {
    await insistOnLetIn(tx)
    await sql`select set_config('ydt.body', ${String(bodyCode)}, true), set_config('ydt.officer', ${inspectorId ?? ''}, true)`.execute(tx)
    return work(tx)
  })
}

/** Does something with the one report that this receipt belongs to, by whichever hash it is kept. */
export function asReporter<T>(desk: Db, receiptHmacs: readonly Buffer[], work: (tx: Tx, tip: TipRow) => Promise<T>): Promise<T | undefined> {
  return inTransaction(desk, async tx => {
    for (const receiptHmac of receiptHmacs) {
      await sql`select set_config('ydt.receipt', ${receiptHmac.toString('hex')}, true)`.execute(tx)
      const tip = await tx.selectFrom('tips.tip').select(tipColumns).where('receiptHmac', '=', receiptHmac).forUpdate().executeTakeFirst()
      if (tip) return work(tx, tip as unknown as TipRow)
    }
    return undefined
  })
}

const tipColumns = ['id', 'bodyCode', 'isNamed', 'receivedOn', 'origin', 'isDiverted', 'formHash', 'receiptHmac', 'reporterRecipient', 'reporterKey', 'caseKey', 'state', 'eventCount', 'owedOn', 'countedDays', 'toldBefore'] as const

export type TipRow = {
  readonly id: string
  readonly bodyCode: number
  readonly isNamed: boolean
  readonly receivedOn: PlainDate
  readonly origin: NewTip['origin']
  readonly isDiverted: boolean
  readonly formHash: Buffer
  readonly receiptHmac: Buffer | null
  readonly reporterRecipient: string
  readonly reporterKey: Buffer
  readonly caseKey: Buffer
  readonly state: TipState
  readonly eventCount: number
  readonly owedOn: PlainDate | null
  /** Null until they are worked out for the first time, where it came before days were told. */
  readonly countedDays: readonly ToldTipDay[] | null
  readonly toldBefore: readonly ToldBefore[]
}

/** Locks the report until the transaction ends. */
export async function findTipForUpdate(tx: Tx, id: string): Promise<TipRow | undefined> {
  return await tx.selectFrom('tips.tip').select(tipColumns).where('id', '=', id).forUpdate().executeTakeFirst() as TipRow | undefined
}

/** A report of the acting body. */
export async function findTip(tx: Tx, id: string): Promise<TipRow | undefined> {
  return await tx.selectFrom('tips.tip').select(tipColumns).where('id', '=', id).executeTakeFirst() as TipRow | undefined
}

const openStates = ['received', 'screening', 'underDisposal', 'disposalProposed'] as const satisfies readonly TipState[]

/** The reports of the acting body, those owed soonest first. An ended one that still owes its reporter word is open too. */
export async function listTips(tx: Tx, { isOpen, page, pageSize }: { isOpen: boolean; page: number; pageSize: number }): Promise<{ total: number; lines: TipRow[] }> {
  const among = tx.selectFrom('tips.tip').where(where => {
    const open = where.or([where('state', 'in', openStates), where('owedOn', 'is not', null)])
    return isOpen ? open : where.not(open)
  })
  const { total } = await among.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const lines = await among.select(tipColumns).orderBy(sql`owed_on nulls last`).orderBy('receivedOn').orderBy('id').limit(pageSize).offset((page - 1) * pageSize).execute()
  return { total, lines: lines as unknown as TipRow[] }
}

/** The reports of the acting body on which something is owed by a day. */
export async function listOwingTips(tx: Tx, until: PlainDate): Promise<TipRow[]> {
  return await tx.selectFrom('tips.tip').select(tipColumns).where('owedOn', '<=', until).orderBy('owedOn').orderBy('id').execute() as unknown as TipRow[]
}

export type TipEventRow = NewTipEvent & { readonly officerName?: string | undefined }

/** The history of a report, oldest first. */
export async function listTipEvents(tx: Tx, tipId: string): Promise<TipEventRow[]> {
  const rows = await tx.selectFrom('tips.tipEvent').leftJoin('officer', 'officer.id', 'tips.tipEvent.officerId')
    .select(['seq', 'action', 'officerId', 'outcome', 'disposal', 'sealedNote', 'sealedWords', 'moved', 'day', 'officer.name as officerName']).where('tipId', '=', tipId).orderBy('seq').execute()
  return rows.map(row => ({
    seq: row.seq, action: row.action as TipAction, day: row.day as PlainDate, officerId: row.officerId ?? undefined, outcome: (row.outcome ?? undefined) as ScreeningOutcome | undefined,
    disposal: (row.disposal ?? undefined) as Disposal | undefined, sealedNote: row.sealedNote ?? undefined, sealedWords: row.sealedWords ?? undefined, officerName: row.officerName ?? undefined,
    moved: (row.moved ?? undefined) as MovedTipDays | undefined,
  }))
}

/** The parts of a report, without what is in them. */
export async function listParts(tx: Tx, tipId: string): Promise<{ n: number; kind: SealedPart['kind']; bytes: number }[]> {
  const rows = await tx.selectFrom('tips.sealedPart').select(['n', 'kind', sql<number>`octet_length(ciphertext)`.as('bytes')]).where('tipId', '=', tipId).orderBy('n').execute()
  return rows as { n: number; kind: SealedPart['kind']; bytes: number }[]
}

/** One sealed part, and the note that this officer fetched it. */
export async function readPart(tx: Tx, tipId: string, n: number, officerId: string, at: Date): Promise<Buffer | undefined> {
  const part = await tx.selectFrom('tips.sealedPart').select('ciphertext').where('tipId', '=', tipId).where('n', '=', n).executeTakeFirst()
  if (part) await tx.insertInto('tips.partRead').values({ tipId, n, officerId, at }).execute()
  return part?.ciphertext
}

/** The leaf of the newest event, which the next leaf names. */
export async function lastTipLeaf(tx: Tx, tipId: string): Promise<Buffer> {
  const { leaf } = await tx.selectFrom('tips.tipEvent').innerJoin('logQueue', 'logQueue.id', 'tips.tipEvent.logQueueId').select('logQueue.leaf').where('tipId', '=', tipId).orderBy('seq', 'desc').limit(1).executeTakeFirstOrThrow()
  return leaf
}

/** Appends what happened and brings the columns of the report to what its history now adds up to. */
export async function appendTipEvent(tx: Tx, tipId: string, event: NewTipEvent, leaf: Buffer, facts: TipFacts, days: readonly ToldTipDay[]): Promise<void> {
  await writeEvent(tx, tipId, event, leaf)
  await tx.updateTable('tips.tip').set({ state: facts.state, eventCount: facts.lastSeq, ...daysWritten(days) }).where('id', '=', tipId).execute()
}

/** The days of a report as its row holds them, and the soonest by which something is owed, by which lists are ordered. */
export function daysWritten(days: readonly ToldTipDay[]): { countedDays: string; owedOn: PlainDate | null } {
  return { countedDays: JSON.stringify(days), owedOn: owedOf(days)[0]?.by ?? null }
}

/** From now on the receipt code leads to another body's report. */
export async function releaseReceipt(tx: Tx, tipId: string): Promise<void> {
  await tx.updateTable('tips.tip').set({ receiptHmac: null }).where('id', '=', tipId).execute()
}

/** Nothing of what was reported stays with a body whose report went up, nor what was noted of it: article 15. */
export async function deleteContent(tx: Tx, tipId: string): Promise<void> {
  await tx.deleteFrom('tips.sealedPart').where('tipId', '=', tipId).execute()
  await tx.updateTable('tips.tipEvent').set({ sealedNote: null }).where('tipId', '=', tipId).where('sealedNote', 'is not', null).execute()
}

/** Keeps a part sealed to another body until the step that hands the report over. */
export async function putOnItsWay(tx: Tx, tipId: string, bodyCode: number, part: SealedPart & { readonly n: number }): Promise<void> {
  await tx.insertInto('tips.partOnItsWay').values({ fromId: tipId, bodyCode, ...part })
    .onConflict(same => same.columns(['fromId', 'n']).doUpdateSet({ bodyCode, suite: part.suite, ciphertext: part.ciphertext })).execute()
}

/** Whether every part of a report has been sealed to this body. */
export async function isWholeOnItsWay(tx: Tx, tipId: string, bodyCode: number): Promise<boolean> {
  const missing = await tx.selectFrom('tips.sealedPart as part').select('part.n').where('part.tipId', '=', tipId)
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('tips.partOnItsWay as going').select('going.n').whereRef('going.fromId', '=', 'part.tipId').whereRef('going.n', '=', 'part.n').where('going.bodyCode', '=', bodyCode))))
    .limit(1).executeTakeFirst()
  return missing === undefined
}

/** The parts on their way become those of the report at the body that takes over. */
export async function takeOver(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.insertInto('tips.sealedPart').columns(['tipId', 'n', 'kind', 'suite', 'ciphertext'])
    .expression(from => from.selectFrom('tips.partOnItsWay').select([sql<string>`${toId}::uuid`.as('tipId'), 'n', 'kind', 'suite', 'ciphertext']).where('fromId', '=', fromId)).execute()
}

/** The screening was decided: what was sealed for it and not taken over goes. */
export async function dropOnTheirWay(tx: Tx, tipId: string): Promise<void> {
  await tx.deleteFrom('tips.partOnItsWay').where('fromId', '=', tipId).execute()
}
