import { toCaseRules, toCountyCaseRules, rulesOn, type CaseRuleBook, type CountyCaseRules, type Dated } from '#rules/cases/case-rules.ts'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { listRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { insertCountyCaseRules, listCaseRules } from '#records/case-rules.ts'
import { inTransaction, type Db } from '#records/database.ts'
import { done, refuse, type CaseRuleShelf, type Clock, type Context, type Outcome } from './context.ts'

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

async function readBook(db: Db): Promise<CaseRuleBook> {
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

export type CaseRulesRefusal = PolicyRefusal | { readonly code: 'rules-not-later' } | { readonly code: 'form-wrong'; readonly errors: readonly string[] }

/** Sets what the officer's county wants otherwise in the rules for cases, from a later day on. Cases whose cycle has begun keep theirs. */
export async function changeCaseRules(context: Context, officer: Officer, asked: { readonly validFrom: PlainDate; readonly rules: unknown }): Promise<Outcome<{ seq: number }, CaseRulesRefusal>> {
  const forbidden = listRefusalFor(officer)
  if (forbidden) return refuse(forbidden)
  if (asked.validFrom <= context.clock.today()) return refuse({ code: 'rules-not-later' })
  const rules = toCountyCaseRules(asked.rules)
  if (!rules.ok) return refuse({ code: 'form-wrong', errors: rules.errors })
  const seq = await inTransaction(context.db, tx =>
    insertCountyCaseRules(tx, officer.reach.low, { validFrom: asked.validFrom, rules: rules.value, authorId: officer.id, at: new Date(context.clock.now()) }))
  return done({ seq })
}
