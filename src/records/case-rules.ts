import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountyCaseRules } from '#rules/cases/case-rules.ts'
import type { RulePart } from '#rules/cases/rule-versions.ts'
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

/** What a county set, in the order in which it holds, with who proposed it and who passed it; what was set before two people did has no second. */
export async function listCountyCaseRules(db: Db, countyCode: number) {
  return db.selectFrom('pub.countyCaseRule as rule').innerJoin('officer as author', 'author.id', 'rule.authorId')
    .leftJoin('listDecision as decided', 'decided.proposalId', 'rule.proposalId').leftJoin('officer as decider', 'decider.id', 'decided.deciderId')
    .select(['rule.seq', 'rule.validFrom', 'rule.body', 'rule.madeAt', 'author.name as setBy', 'decider.name as passedBy']).where('rule.countyCode', '=', countyCode).orderBy('rule.validFrom').orderBy('rule.seq').execute()
}

type PassedRules = {
  readonly countyCode: number; readonly part: RulePart; readonly validFrom: PlainDate; readonly rules: CountyCaseRules; readonly authorId: string; readonly at: Date
  /** The database refuses rules that no second person passed. */
  readonly proposalId: string
}

/** Writes down what a county sets otherwise, one after the other. The caller holds the lock of the county's list. */
export async function insertCountyCaseRules(tx: Tx, { rules, at: madeAt, ...set }: PassedRules): Promise<void> {
  const last = await tx.selectFrom('pub.countyCaseRule').select(made => made.fn.max('seq').as('seq')).where('countyCode', '=', set.countyCode).executeTakeFirst()
  await tx.insertInto('pub.countyCaseRule').values({ ...set, seq: (last?.seq ?? 0) + 1, body: JSON.stringify(rules), madeAt }).execute()
}
