import { addDays, partsOf, type PlainDate } from '#rules/calendar/plain-date.ts'
import { rangeOf, townshipOf } from '#rules/divisions/division-code.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { getOfficer } from '#records/officers.ts'
import { listVillages } from '#records/divisions.ts'
import { findNewestOfItem } from '#records/disclosures.ts'
import { getDraft, listDraftEvents, listDraftRows } from '#records/drafts.ts'
import type { Context } from '#actions/context.ts'
import { clockFrom } from '#actions/context.ts'
import { endorseDraft } from '#actions/committee.ts'
import { createDraft, openCorrection, saveDraft, submitDraft, type DraftInput } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { chance } from './chance.ts'
import { assemblyDecision, farmlandSubsidy, subsistenceAllowance } from './livelihood.ts'
import { everyOtherItem } from './items/all.ts'
import { contracts, monthOfBooks, yuan } from './ledgers.ts'
import { county, mainVillages, officerId } from './people.ts'
import { project, stages } from './projects.ts'

type Village = { readonly code: number; readonly name: string }
type Planned = { readonly day: PlainDate; readonly input: DraftInput }

/** Publishes the demonstration's records by the same actions that clerks and reviewers use, each on its own day. Returns how many. */
export async function publishDemonstration(context: Context): Promise<number> {
  const today = context.clock.today()
  const villages = (await listVillages(context.db, rangeOf(county))).filter(village => !village.isVirtual)
  const work = villages.map(village => (mainVillages as readonly number[]).includes(village.code) ? twoYears(village, today) : currentOnes(village, today))
  const [main] = mainVillages
  work.push(...everyOtherItem(villages.find(village => village.code === main)!, today))
  let published = 0
  // Villages are independent of each other, so a few are published side by side.
  const queue = [...work]
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let plan = queue.shift(); plan; plan = queue.shift()) {
      for (const { day, input } of plan.filter(planned => planned.day <= today)) {
        await publish(context, day, input)
        published += 1
      }
    }
  }))
  await correctOnce(context, today)
  return published
}

function twoYears(village: Village, today: PlainDate): Planned[] {
  const luck = chance(village.code % 1_000_003)
  const months = lastMonths(today, 24)
  const plan: Planned[] = []
  let balance = luck.whole(800, 3000) * 10_000
  for (const month of months) {
    const books = monthOfBooks(luck, village, month, balance, luck.whole(8, 16))
    balance = books.closing
    plan.push({ day: addDays(`${month}-28` as PlainDate, 10), input: books.input })
    const { month: number } = partsOf(`${month}-01` as PlainDate)
    if (number % 3 !== 0) continue
    const quarter = `${month.slice(0, 4)}-Q${number / 3}`
    plan.push({ day: addDays(`${month}-28` as PlainDate, 15), input: contracts(luck, village, quarter, `${month}-28`) })
    plan.push({ day: addDays(`${month}-28` as PlainDate, 16), input: subsistenceAllowance(luck, village, quarter, luck.whole(18, 40)) })
  }
  const started = addDays(today, -420)
  stages.forEach((stage, n) => plan.push({ day: addDays(started, 40 * n + 210), input: project(luck, village, n, stage, addDays(started, 40 * n)) }))
  for (const back of [560, 195]) plan.push({ day: addDays(today, -back + 8), input: farmlandSubsidy(luck, village, addDays(today, -back), luck.whole(600, 1400)) })
  for (const [back, agenda] of [[330, '东塘承包方案表决'], [120, '村口道路硬化项目立项']] as const) {
    const day = `${addDays(today, -back).slice(0, 7)}-20` as PlainDate
    plan.push({ day: addDays(day, 5), input: assemblyDecision(village, day, agenda, '到会代表三分之二以上同意，予以通过。') })
  }
  return plan.sort((a, b) => a.day < b.day ? -1 : 1)
}

function currentOnes(village: Village, today: PlainDate): Planned[] {
  const luck = chance(village.code % 1_000_003)
  const month = lastMonths(today, 1)[0]!
  const books = monthOfBooks(luck, village, month, luck.whole(300, 2000) * 10_000, luck.whole(6, 10))
  return [{ day: addDays(`${month}-28` as PlainDate, luck.whole(6, 14)), input: books.input }]
}

/** The last `count` months that are over, oldest first, as `YYYY-MM`. */
function lastMonths(today: PlainDate, count: number): string[] {
  const { year, month } = partsOf(today)
  return Array.from({ length: count }, (_, i) => {
    const n = year * 12 + month - 1 - (count - i)
    return `${Math.floor(n / 12)}-${String(n % 12 + 1).padStart(2, '0')}`
  })
}

async function publish(context: Context, day: PlainDate, input: DraftInput): Promise<void> {
  const then = onDay(context, day)
  const [clerk, reviewer] = await Promise.all([getOfficer(context.db, officerId.clerk(input.villageCode)), getOfficer(context.db, officerId.reviewer(townshipOf(input.villageCode)))])
  const draft = insist(await createDraft(then, clerk, input), input.title)
  insist(await submitDraft(then, clerk, draft.id, 1), input.title)
  await pass(then, reviewer, draft.id, 2, input.title)
}

/** The committee passes it where there is one, the township approves. */
async function pass(then: Context, reviewer: Officer, draftId: string, asOf: number, title: string): Promise<void> {
  const { state } = await getDraft(then.db, draftId)
  if (state === 'atCommittee') insist(await endorseDraft(then, await getOfficer(then.db, officerId.committee), draftId, asOf, undefined), title)
  insist(await approveDraft(then, reviewer, draftId, state === 'atCommittee' ? asOf + 1 : asOf), title)
}

/** One month of the first village was wrong, and says so. */
async function correctOnce(context: Context, today: PlainDate): Promise<void> {
  const village = mainVillages[0]
  const clerk = await getOfficer(context.db, officerId.clerk(village))
  const found = (await findNewestOfItem(context.db, village, 'income-expense-detail'))!
  const then = onDay(context, addDays(today, -2))
  const { id } = insist(await openCorrection(then, clerk, found.id, '村部电费一笔记错年份备注，现予更正；另补记一笔存款利息。'), found.title)
  const draft = await getDraft(context.db, id)
  const rows = await listDraftRows(context.db, id)
  const fields: Readonly<Record<string, string>> = draft.fields
  const more = (key: string) => yuan(Math.round(Number(fields[key]) * 100) + 1234)
  const corrected = { ...fields, income: more('income'), closingBalance: more('closingBalance'), bankBalance: more('bankBalance') }
  const last = rows.at(-1)!
  const interest = { seq: String(rows.length + 1), date: last['date']!, voucherNo: '记补1', summary: '存款利息', category: 'other-income', income: '12.34', balance: corrected.closingBalance, handler: '演示·村会计', approver: '演示·村书记' }
  insist(await saveDraft(then, clerk, id, { asOf: 1, title: draft.title, period: draft.period, fields: corrected, rows: [...rows, interest] }), found.title)
  insist(await submitDraft(then, clerk, id, (await listDraftEvents(context.db, id)).length), found.title)
  await pass(then, await getOfficer(context.db, officerId.reviewer(townshipOf(village))), id, 3, found.title)
}

/** The context as it was at nine in the morning of a day. */
export function onDay(context: Context, day: PlainDate, hour = 9): Context {
  const now = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`)
  return { ...context, clock: clockFrom(() => now) }
}

/** The demonstration's own data must be right: a refusal here is our bug. */
export function insist<Value>(outcome: { ok: true; value: Value } | { ok: false; refusal: unknown }, what: string): Value {
  if (outcome.ok) return outcome.value
  throw new Error(`the demonstration cannot do “${what}”: ${JSON.stringify(outcome.refusal).slice(0, 600)}`)
}
