import { isDeepStrictEqual } from 'node:util'
import { toCaseRules, toCountyCaseRules, rulesOn, type CaseRuleBook, type CountyCaseRules, type Dated } from '#rules/cases/case-rules.ts'
import { boundProblems, type BoundProblem } from '#rules/cases/rule-bounds.ts'
import { memberOf, partOf } from '#rules/cases/rule-versions.ts'
import type { RulesProposal } from '#rules/catalogue/proposals.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { insertCountyCaseRules, listCaseRules } from '#records/case-rules.ts'
import type { Db, Tx } from '#records/database.ts'
import { done, refuse, type CaseRuleShelf, type Clock, type Outcome } from './context.ts'

const keptFor = 60_000

/** The rules for cases, read anew after a minute. What a county sets begins on a later day, so a minute is never too old. */
export function caseRuleShelf(reader: Db, clock: Clock): CaseRuleShelf {
  let kept: { readonly book: Promise<CaseRuleBook>; readonly at: number } | undefined
  return {
    async on(countyCode, day) {
      const now = clock.now()
      if (!kept || Math.abs(now - kept.at) > keptFor) kept = { book: readBook(reader), at: now }
      const { book } = kept
      // A failed reading must not be kept: the next one tries again.
      return rulesOn(await book.catch((cause: unknown) => { kept = undefined; throw cause }), countyCode, day)
    },
  }
}

async function readBook(db: Db | Tx): Promise<CaseRuleBook> {
  const { common, counties } = await listCaseRules(db)
  const own = new Map<number, Dated<CountyCaseRules>[]>()
  for (const { countyCode, validFrom, body } of counties) {
    own.set(countyCode, [...own.get(countyCode) ?? [], { validFrom: validFrom as PlainDate, rules: valid(toCountyCaseRules(body)) }])
  }
  return { common: common.map(({ validFrom, body }) => ({ validFrom: validFrom as PlainDate, rules: valid(toCaseRules(body)).rules })), counties: own }
}

function valid<Value>(narrowed: { ok: true; value: Value } | { ok: false; errors: readonly string[] }): Value {
  if (narrowed.ok) return narrowed.value
  throw new Error(`the rules for cases in the database are not right: ${narrowed.errors.slice(0, 3).join('; ')}`)
}

export type RulesRefusal =
  | { readonly code: 'rules-not-later' | 'nothing-changed' } | { readonly code: 'form-wrong'; readonly errors: readonly string[] } | { readonly code: 'rules-beyond'; readonly problems: readonly BoundProblem[] }

/** Whether a county may set this: from tomorrow at the earliest, one part, readable, otherwise than it is, and no further than is fixed for every county. */
export async function weighRules(tx: Tx, county: number, { slug, validFrom, rules }: Pick<RulesProposal, 'slug' | 'validFrom' | 'rules'>, today: PlainDate): Promise<Outcome<{ kind: 'rules' }, RulesRefusal>> {
  if (validFrom <= today) return refuse({ code: 'rules-not-later' })
  const read = toCountyCaseRules(rules)
  if (!read.ok) return refuse({ code: 'form-wrong', errors: read.errors })
  const before = rulesOn(await readBook(tx), county, validFrom)
  const next = { ...before, ...read.value, limits: { ...before.limits, ...read.value.limits } }
  const member = memberOf[slug]
  if (partOf(read.value) !== slug || isDeepStrictEqual(before[member], next[member])) return refuse({ code: 'nothing-changed' })
  // What stood beyond the bounds before they were drawn is no reason to refuse something else.
  const earlier = boundProblems(before.limits).map(problem => problem.name)
  const problems = boundProblems(next.limits).filter(({ name }) => name in read.value.limits || !earlier.includes(name))
  return problems.length > 0 ? refuse({ code: 'rules-beyond', problems }) : done({ kind: 'rules' })
}

/** Puts what a second person passed beside what the county set before. Cases whose cycle has begun keep theirs. */
export async function putRules(tx: Tx, passed: { readonly proposalId: string; readonly countyCode: number; readonly authorId: string; readonly at: Date; readonly proposal: RulesProposal }): Promise<void> {
  const { proposal: { slug: part, validFrom, rules }, ...from } = passed
  await insertCountyCaseRules(tx, { ...from, part, validFrom, rules })
}
