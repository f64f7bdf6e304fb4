import { sql } from 'kysely'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountyCaseRules } from '#rules/cases/case-rules.ts'
import type { Db, Tx } from './database.ts'

/** The rules that came with the program and what counties set, each in the order in which they hold. */
export async function listCaseRules(db: Db | Tx) {
  const common = await db.selectFrom('pub.caseRule').select(['version', 'validFrom', 'body']).orderBy('validFrom').orderBy('version').execute()
  const counties = await db.selectFrom('pub.countyCaseRule').select(['countyCode', 'seq', 'validFrom', 'body']).orderBy('countyCode').orderBy('validFrom').orderBy('seq').execute()
  return { common, counties }
}

/** Loads a version of the common rules, unless it is there already: a version never changes. */
export async function loadCaseRules(owner: Db, version: number, validFrom: PlainDate, body: unknown): Promise<void> {
  await owner.insertInto('pub.caseRule').values({ version, validFrom, body: JSON.stringify(body) }).onConflict(there => there.doNothing()).execute()
}

/** Writes down what a county sets otherwise, one after the other. */
export async function insertCountyCaseRules(tx: Tx, countyCode: number, set: { readonly validFrom: PlainDate; readonly rules: CountyCaseRules; readonly authorId: string; readonly at: Date }): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('the rules for cases of a county', ${countyCode}::bigint))`.execute(tx)
  const last = await tx.selectFrom('pub.countyCaseRule').select(made => made.fn.max('seq').as('seq')).where('countyCode', '=', countyCode).executeTakeFirst()
  const seq = (last?.seq ?? 0) + 1
  await tx.insertInto('pub.countyCaseRule').values({ countyCode, seq, validFrom: set.validFrom, body: JSON.stringify(set.rules), authorId: set.authorId, madeAt: set.at }).execute()
  return seq
}
