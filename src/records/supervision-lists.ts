import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CardColour, CardGround } from '#rules/cases/card-rules.ts'
import type { SupervisionLevel } from '#rules/cases/supervision-items.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isItemOf, isVisibleTo } from './case-visibility.ts'
import type { Db } from './database.ts'

/** What a list of cards and letters is narrowed to. */
export type SupervisionListing = {
  readonly kind?: CardColour | 'letter' | undefined
  readonly standing: 'open' | 'overdue' | 'raised' | 'all'
  readonly unitId?: string | undefined
  readonly page: number
  readonly pageSize: number
}

export type SupervisionRow = {
  readonly caseId: string; readonly n: number; readonly kind: 'card' | 'letter'; readonly colour: CardColour | null; readonly ground: CardGround | null; readonly on: PlainDate
  readonly unitId: string | null; readonly dueOn: PlainDate | null; readonly answeredOn: PlainDate | null; readonly endedOn: PlainDate | null; readonly level: SupervisionLevel
  readonly villageCode: number; readonly villageName: string; readonly townshipName: string | null; readonly itemSlug: string | null; readonly isCaseSeen: boolean
}

const isOpen = sql<SqlBool>`(supervision_item.due_on is not null and supervision_item.answered_on is null and supervision_item.ended_on is null)`

/** One page of cards and letters that an officer may know of, soonest due first, and how many there are. */
export async function listSupervisionItems(db: Db, officer: Officer, today: PlainDate, listing: SupervisionListing): Promise<{ total: number; rows: SupervisionRow[] }> {
  const chosen = known(db, officer).where(isStanding(listing.standing, today))
    .$if(listing.kind !== undefined, query => query.where(listing.kind === 'letter' ? sql<SqlBool>`supervision_item.kind = 'letter'` : sql<SqlBool>`supervision_item.colour = ${listing.kind}`))
    .$if(listing.unitId !== undefined, query => query.where('supervisionItem.unitId', '=', listing.unitId!))
  const { total } = await chosen.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const rows = await chosen
    .innerJoin('pub.division as village', 'village.code', 'caseFile.villageCode')
    .leftJoin('pub.division as township', join => join.on(sql<SqlBool>`township.code = case_file.village_code - case_file.village_code % 1000`))
    .select(['supervisionItem.caseId', 'supervisionItem.n', 'supervisionItem.kind', 'supervisionItem.colour', 'supervisionItem.ground', 'supervisionItem.givenOn as on', 'supervisionItem.unitId',
      'supervisionItem.dueOn', 'supervisionItem.answeredOn', 'supervisionItem.endedOn', 'supervisionItem.level', 'caseFile.villageCode', 'village.name as villageName',
      'township.name as townshipName', 'caseFile.itemSlug', isVisibleTo(officer).as('isCaseSeen')])
    .orderBy(sql`${isOpen} desc`).orderBy(sql`supervision_item.due_on asc nulls last`).orderBy('supervisionItem.givenOn', 'desc').orderBy('supervisionItem.caseId').orderBy('supervisionItem.n')
    .limit(listing.pageSize).offset((listing.page - 1) * listing.pageSize).execute()
  return { total, rows: rows as unknown as SupervisionRow[] }
}

export type UnitCounts = { readonly unitId: string; readonly blue: number; readonly yellow: number; readonly red: number; readonly letters: number; readonly open: number; readonly overdue: number }

/** How many cards and letters each unit has, of those that an officer may know of. */
export async function countSupervisionItems(db: Db, officer: Officer, today: PlainDate): Promise<UnitCounts[]> {
  const count = (condition: RawBuilder<SqlBool>) => sql<number>`(count(*) filter (where ${condition}))::int`
  const rows = await known(db, officer).where('supervisionItem.unitId', 'is not', null)
    .select(['supervisionItem.unitId', count(sql`colour = 'blue'`).as('blue'), count(sql`colour = 'yellow'`).as('yellow'), count(sql`colour = 'red'`).as('red'),
      count(sql`kind = 'letter'`).as('letters'), count(isOpen).as('open'), count(isStanding('overdue', today)).as('overdue')])
    .groupBy('supervisionItem.unitId').orderBy('overdue', 'desc').orderBy('red', 'desc').orderBy('supervisionItem.unitId').execute()
  return rows as UnitCounts[]
}

export type LetterRow = Omit<SupervisionRow, 'kind' | 'colour' | 'ground'> & { readonly number: number | null }

/** The supervision letters of a year that an officer may know of, by their numbers; those whose number no screen shows come last. */
export async function listLetters(db: Db, officer: Officer, year: number): Promise<LetterRow[]> {
  const rows = await known(db, officer).where('supervisionItem.kind', '=', 'letter').where(sql<SqlBool>`extract(year from supervision_item.given_on) = ${year}`)
    .leftJoin('letterNumber', join => join.onRef('letterNumber.caseId', '=', 'supervisionItem.caseId').onRef('letterNumber.n', '=', 'supervisionItem.n').on('letterNumber.series', '=', 'open'))
    .innerJoin('pub.division as village', 'village.code', 'caseFile.villageCode')
    .leftJoin('pub.division as township', join => join.on(sql<SqlBool>`township.code = case_file.village_code - case_file.village_code % 1000`))
    .select(['supervisionItem.caseId', 'supervisionItem.n', 'supervisionItem.givenOn as on', 'supervisionItem.unitId', 'supervisionItem.dueOn', 'supervisionItem.answeredOn', 'supervisionItem.endedOn', 'supervisionItem.level',
      'caseFile.villageCode', 'village.name as villageName', 'township.name as townshipName', 'caseFile.itemSlug', isVisibleTo(officer).as('isCaseSeen'), 'letterNumber.number'])
    .orderBy(sql`letter_number.number asc nulls last`).orderBy('supervisionItem.givenOn').orderBy('supervisionItem.caseId').orderBy('supervisionItem.n').execute()
  return rows as unknown as LetterRow[]
}

/** The numbers of a case's letters that screens show. */
export async function listLetterNumbers(db: Db, caseId: string): Promise<Map<number, number>> {
  const rows = await db.selectFrom('letterNumber').select(['n', 'number']).where('caseId', '=', caseId).where('series', '=', 'open').execute()
  return new Map(rows.map(({ n, number }) => [n, number]))
}

/** A handling unit knows its own; whoever stands above it those of the cases it sees, and those that rose to it. An item stays with its unit when the case has gone on, but not up. */
function known(db: Db, officer: Officer) {
  return db.selectFrom('supervisionItem').innerJoin('caseFile', 'caseFile.id', 'supervisionItem.caseId')
    .where(officer.role === 'handler' ? isItemOf(officer) : sql<SqlBool>`(${isItemOf(officer)} or ${isVisibleTo(officer)})`)
}

function isStanding(standing: SupervisionListing['standing'], today: PlainDate): RawBuilder<SqlBool> {
  switch (standing) {
    case 'open': return isOpen
    case 'overdue': return sql<SqlBool>`(${isOpen} and supervision_item.due_on < ${today}::date)`
    case 'raised': return sql<SqlBool>`(${isOpen} and supervision_item.level <> 'unit')`
    case 'all': return sql<SqlBool>`true`
  }
}
