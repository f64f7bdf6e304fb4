import { sql, type RawBuilder } from 'kysely'
import type { Db } from './database.ts'

/** A column whose values are kept under the master, and by what its rows are told apart where that matters. */
export type KeptColumn = { readonly table: string; readonly column: string; readonly type: 'bytea' | 'bytea[]' | 'jsonb' | 'text'; readonly by: readonly string[] }

/** A value as it stands there, and as text, by which it is found again. */
export type KeptValue = { readonly ids: readonly string[]; readonly value: unknown; readonly text: string }

/** The next values of a column after one, in their own order. For ydt_rekeyer, as what follows. */
export async function listKept(db: Db, { table, column, type, by }: KeptColumn, after: string | undefined, most: number): Promise<KeptValue[]> {
  const [value, ids] = [sql.ref(column), sql.join(by.map(name => sql`${sql.ref(name)}::text`))]
  const { rows } = await sql<KeptValue>`
    select distinct ${value} as value, ${value}::text as text, array[${ids}]::text[] as ids from ${sql.table(table)}
    where ${value} is not null ${after === undefined ? sql`` : sql`and ${value} > ${after}::text::${of(type)}`} order by 1 limit ${most}`.execute(db)
  return rows
}

/**
 * Puts values in the place of others, wherever those still stand: what somebody changed meanwhile stays as it is, and what somebody is at work on is left for another time, so that nobody waits for whom
 * he keeps waiting. Answers how many rows there were.
 */
export async function replaceKept(db: Db, { table, column, type }: KeptColumn, changes: readonly { readonly was: string; readonly now: string }[]): Promise<number> {
  const [value, was] = [sql.ref(column), changes.map(change => change.was)]
  const { numAffectedRows } = await sql`
    with free as materialized (select ${value} as value from ${sql.table(table)} where ${value} = any(array(select unnest(${was}::text[])::${of(type)})) for update skip locked)
    update ${sql.table(table)} as kept set ${value} = change.now::${of(type)}
    from unnest(${was}::text[], ${changes.map(({ now }) => now)}::text[]) as change (was, now) where kept.${value} = change.was::${of(type)} and kept.${value} in (select value from free)`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

function of(type: KeptColumn['type']): RawBuilder<unknown> {
  return sql.raw(type)
}
