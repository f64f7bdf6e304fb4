import { sql } from 'kysely'
import rulesFile from '../data/cases/rules.v2.json' with { type: 'json' }
import { toCaseRules } from '../src/rules/cases/case-rules.ts'
import { clockFrom, type Context } from '../src/actions/context.ts'
import { recalculateCases, sweepCases } from '../src/actions/sweep-cases.ts'
import type { Program } from '../src/cli/open-program.ts'
import { fillCases, late, open, silent } from './many-cases.ts'
import { figure } from './measure.ts'

/** Every case was filed on one day, accepted on the next, and is handled; the due day of the late ones has passed. */
const asOf = '2026-03-20'
/** Seventeen of the twenty-four working days are used: seven tenths. */
const cardDay = '2026-03-26'

/** One night over a hundred thousand open cases of a county: what is due happens, and nothing else is touched. */
export async function benchSweeps(program: Program): Promise<void> {
  const clock = clockFrom(() => Date.parse(`${asOf}T00:15:00+08:00`))
  const context: Context = { ...program.context, clock }
  // The demonstration's own cases first, so that only ours are measured.
  await sweepCases(context)
  await fillCases(program, context)
  const begun = performance.now()
  const swept = await sweepCases(context)
  const seconds = (performance.now() - begun) / 1000
  if (swept.happened !== late + silent) throw new Error(`${swept.happened} of ${late + silent} happened`)
  figure(`one sweep over ${open} open cases, ${swept.happened} of them due`, `${seconds.toFixed(1)} s`, '30 s', seconds <= 30)
  const again = performance.now()
  const nothing = await sweepCases(context)
  figure('the same sweep again, nothing due', `${(performance.now() - again).toFixed(0)} ms, ${nothing.looked} looked at`, '1 s', nothing.looked === 0 && performance.now() - again <= 1000)
  const counted = performance.now()
  const { looked } = await recalculateCases(context)
  figure(`all promises of ${open} cases counted anew, ${looked} different ones`, `${(performance.now() - counted).toFixed(0)} ms`, '2 s', performance.now() - counted <= 2000)
  await sweepWithCards(context)
}

/** The hardest night: every open case earns a card at once. */
async function sweepWithCards(context: Context): Promise<void> {
  const narrowed = toCaseRules(rulesFile)
  if (!narrowed.ok) throw new Error(narrowed.errors.join('; '))
  const { rules } = narrowed.value
  const carded: Context = { ...context, clock: clockFrom(() => Date.parse(`${cardDay}T00:15:00+08:00`)), caseRules: { on: async () => rules } }
  await sql`update case_file set next_sweep_on = ${cardDay}::date where state = 'handling'`.execute(context.db)
  const begun = performance.now()
  const { looked, happened } = await sweepCases(carded)
  const seconds = (performance.now() - begun) / 1000
  const { rows: [cards] } = await sql<{ count: number }>`select count(*)::int as count from supervision_item`.execute(context.db)
  if (cards!.count < open - silent) throw new Error(`${cards!.count} cards for ${open - silent} cases`)
  figure(`one sweep that gives ${cards!.count} cards in ${happened} of ${looked} open cases`, `${seconds.toFixed(1)} s`, '30 s', seconds <= 30)
}

