import { sql } from 'kysely'
import type { Doubt } from '#rules/duties/doubts.ts'
import { isCountedFor } from './case-visibility.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Db, Tx } from './database.ts'

const columns = ['id', 'countyCode', 'villageCode', 'itemSlug', 'period', 'periodStart', 'periodEnd', 'note', 'state', 'declaredBy', 'declaredAt', 'decidedBy', 'decidedAt', 'decision'] as const

export type NilRow = NonNullable<Awaited<ReturnType<typeof findNilForUpdate>>>

/** Locks a declaration by an id that somebody typed. */
export async function findNilForUpdate(tx: Tx, id: string) {
  const found = await tx.selectFrom('nilDeclaration').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return found && { ...found, state: found.state as 'declared' | 'published' | 'returned' }
}

/** A declaration that stands for a village, item and period: waiting or published. */
export function findStandingNil(db: Db | Tx, key: { villageCode: number; itemSlug: string; period: string }) {
  return db.selectFrom('nilDeclaration').select(['id', 'state']).where('villageCode', '=', key.villageCode).where('itemSlug', '=', key.itemSlug).where('period', '=', key.period)
    .where('state', '<>', 'returned').executeTakeFirst()
}

export type NewNil = { id: string; countyCode: number; villageCode: number; itemSlug: string; period: string; periodStart: string; periodEnd: string; note: string | null; declaredBy: string; declaredAt: Date }

export async function insertNil(tx: Tx, nil: NewNil): Promise<void> {
  await tx.insertInto('nilDeclaration').values({ ...nil, state: 'declared' }).execute()
}

export async function decideNil(tx: Tx, id: string, decision: { state: 'published' | 'returned'; decidedBy: string; decidedAt: Date; decision: string | null; doubts: readonly Doubt[] }): Promise<void> {
  await tx.updateTable('nilDeclaration').set({ ...decision, doubts: JSON.stringify(decision.doubts) }).where('id', '=', id).execute()
}

export type NilPublication = { countyCode: number; id: string; villageCode: number; itemSlug: string; period: string; declaredBy: string; approvedBy: string; publishedAt: Date; commitment: Buffer }

/** Publishes a declaration with its leaf. */
export async function publishNil(tx: Tx, nil: NilPublication, leaf: Buffer): Promise<void> {
  const queued = await tx.insertInto('logQueue').values({ log: 'pub', leaf, queuedAt: nil.publishedAt }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('pub.nilPublication').values({ ...nil, logQueueId: queued.id }).execute()
}

/** Declarations of the villages in a range that wait for a decision, the oldest first. */
export function listWaitingNils(db: Db, range: { low: number; high: number }) {
  return db.selectFrom('nilDeclaration as nil').innerJoin('pub.division as village', 'village.code', 'nil.villageCode').innerJoin('officer as clerk', 'clerk.id', 'nil.declaredBy')
    .select(['nil.id', 'nil.countyCode', 'nil.villageCode', 'village.name as villageName', 'nil.itemSlug', 'nil.period', 'nil.periodStart', 'nil.periodEnd', 'nil.note', 'nil.declaredBy', 'clerk.name as clerkName', 'nil.declaredAt'])
    .where('nil.state', '=', 'declared').where('nil.villageCode', '>=', range.low).where('nil.villageCode', '<=', range.high).orderBy('nil.declaredAt').orderBy('nil.id').limit(200).execute()
}

type Asked = { readonly countyCode: number; readonly villageCode: number; readonly itemSlug: string; readonly periodStart: string; readonly periodEnd: string }

/** What other data show for the village and days of a declaration. A complaint that names whoever asks is not told of. */
export async function listDoubts(db: Db | Tx, nil: Asked, sources: { ledger: readonly string[]; items: readonly string[] }, officer: Pick<Officer, 'id' | 'unitId' | 'level'>): Promise<Doubt[]> {
  const payments = sources.ledger.length === 0 ? undefined : (await sql<{ count: number; totalFen: number }>`
    select count(*)::int as count, coalesce(sum(coalesce((line.cells ->> 'expense')::bigint, (line.cells ->> 'income')::bigint)), 0)::bigint as total_fen
    from pub.disclosure as record
    join pub.disclosure_row as line on line.county_code = record.county_code and line.disclosure_id = record.id and line.version = record.current_version
    where record.village_code = ${nil.villageCode}::bigint and record.item_slug = 'income-expense-detail' and record.withdrawn_at is null and line.county_code = ${nil.countyCode}::bigint
      and record.period_start <= ${nil.periodEnd}::date and record.period_end >= ${nil.periodStart}::date and line.cells ->> 'category' = any(${[...sources.ledger]}::text[])`.execute(db)).rows[0]
  const records = await db.selectFrom('pub.disclosure').select(['itemSlug', sql<number>`count(*)::int`.as('count')]).where('villageCode', '=', nil.villageCode)
    .where('itemSlug', 'in', [...sources.items]).where('periodStart', '<=', nil.periodEnd).where('periodEnd', '>=', nil.periodStart).where('withdrawnAt', 'is', null)
    .groupBy('itemSlug').orderBy('itemSlug').execute()
  const { complaints } = await db.selectFrom('caseFile').select(sql<number>`count(*)::int`.as('complaints')).where('villageCode', '=', nil.villageCode).where('itemSlug', '=', nil.itemSlug)
    .where('receivedOn', '>=', nil.periodStart).where(isCountedFor(officer)).executeTakeFirstOrThrow()
  return [
    ...(payments && payments.count > 0 ? [{ kind: 'payments' as const, count: payments.count, totalFen: payments.totalFen }] : []),
    ...records.map(({ itemSlug, count }) => ({ kind: 'records' as const, item: itemSlug, count })),
    ...(complaints > 0 ? [{ kind: 'complaints' as const, count: complaints }] : []),
  ]
}
