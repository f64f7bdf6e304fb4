import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { DraftState } from '#rules/disclosures/lifecycle.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { Db } from './database.ts'

export type DraftQueueKey = 'mine' | 'returned' | 'at-committee' | 'to-review' | 'scheduled' | 'approved'

export type DraftListing = { readonly queue: DraftQueueKey; readonly q?: string | undefined; readonly page: number; readonly pageSize: number }

export type DraftLine = {
  readonly id: string
  readonly disclosureId: string
  readonly baseVersion: number
  readonly villageCode: number
  readonly villageName: string
  readonly townshipName: string | null
  readonly itemSlug: string
  readonly schemaVersion: number
  readonly period: string
  readonly title: string
  readonly state: DraftState
  readonly authorName: string
  readonly rowCount: number
  readonly updatedAt: Date
}

const statesOf = {
  'mine': ['draft', 'atCommittee', 'submitted', 'scheduled'],
  'returned': ['returned'],
  'at-committee': ['atCommittee'],
  'to-review': ['submitted'],
  'scheduled': ['scheduled'],
  'approved': ['approved'],
} as const satisfies Record<DraftQueueKey, readonly DraftState[]>

/** One page of a queue of drafts, the newest change first. */
export async function listDrafts(db: Db, officer: Officer, listing: DraftListing): Promise<{ total: number; lines: DraftLine[] }> {
  const chosen = draftsOnDesk(db, officer).where('disclosureDraft.state', 'in', statesOf[listing.queue])
    .$if(Boolean(listing.q?.trim()), query => query.where(mentions(listing.q!.trim())))
  const { total } = await chosen.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lines = await selectLines(chosen).orderBy('disclosureDraft.updatedAt', 'desc').orderBy('disclosureDraft.id')
    .limit(listing.pageSize).offset((listing.page - 1) * listing.pageSize).execute()
  return { total, lines: lines as unknown as DraftLine[] }
}

/** How many drafts each queue holds; always the totals of the lists. */
export async function countDrafts(db: Db, officer: Officer, queues: readonly DraftQueueKey[]): Promise<Map<DraftQueueKey, number>> {
  if (queues.length === 0) return new Map()
  const row = await draftsOnDesk(db, officer)
    .select(queues.map((queue, i) => sql<number>`(count(*) filter (where disclosure_draft.state in (${sql.join([...statesOf[queue]])})))::int`.as(`n${i}`))).executeTakeFirstOrThrow()
  return new Map(queues.map((queue, i) => [queue, (row as Record<string, number>)[`n${i}`] ?? 0]))
}

/** The line of one draft, whoever asks: the caller has looked whether it may be seen. */
export async function getDraftLine(db: Db, id: string): Promise<DraftLine> {
  return await selectLines(joined(db)).where('disclosureDraft.id', '=', id).executeTakeFirstOrThrow() as unknown as DraftLine
}

/** The cells of one row field of several drafts, for their sums. */
export function listCellsOf(db: Db, draftIds: readonly string[], key: string): Promise<{ draftId: string; cell: string | null }[]> {
  return db.selectFrom('draftRow').select(['draftId', sql<string | null>`cells ->> ${key}`.as('cell')]).where('draftId', 'in', draftIds).execute()
}

function draftsOnDesk(db: Db, officer: Officer) {
  return joined(db).where(isOnDeskOf(officer))
}

function joined(db: Db) {
  return db.selectFrom('disclosureDraft').innerJoin('pub.division as village', 'village.code', 'disclosureDraft.villageCode')
    .leftJoin('pub.division as township', join => join.on(sql<SqlBool>`township.code = disclosure_draft.village_code - disclosure_draft.village_code % 1000`))
    .innerJoin('officer as author', 'author.id', 'disclosureDraft.authorId')
}

function selectLines(query: ReturnType<typeof joined>) {
  return query.select(['disclosureDraft.id', 'disclosureId', 'baseVersion', 'disclosureDraft.villageCode', 'village.name as villageName', 'township.name as townshipName', 'itemSlug',
    'schemaVersion', 'period', 'title', 'state', 'author.name as authorName', 'rowCount', 'updatedAt'])
}

/**
 * The drafts an officer may know of: the clerk's or committee's own village, or the township of its clerk or reviewer. Says in SQL what `canSee` of
 * rules/policy/disclosures.ts says of an unpublished version; test/agreement/draft-visibility holds the two together.
 */
function isOnDeskOf(officer: Officer): RawBuilder<SqlBool> {
  const { low, high } = officer.reach
  if ((officer.role === 'clerk' || officer.role === 'committee') && officer.level === 'village' && low === high) return sql<SqlBool>`disclosure_draft.village_code = ${low}::bigint`
  if ((officer.role !== 'reviewer' && officer.role !== 'clerk') || officer.level !== 'township') return sql<SqlBool>`false`
  return sql<SqlBool>`(disclosure_draft.village_code between ${low}::bigint and ${high}::bigint and disclosure_draft.village_code - disclosure_draft.village_code % 1000 = ${low}::bigint)`
}

function mentions(text: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`position(lower(${text}) in lower(concat_ws(' ', disclosure_draft.title, village.name))) > 0`
}
