import { addDays, addMonths, type PlainDate } from '#rules/calendar/plain-date.ts'
import { rangeOf, townshipOf } from '#rules/divisions/division-code.ts'
import { dutyStanding } from '#rules/duties/standing.ts'
import { listVillages } from '#records/divisions.ts'
import { findNewestOfItem } from '#records/disclosures.ts'
import { listVillageDuties, type DutyRow } from '#records/duties.ts'
import { getOfficer } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { decideOnNil, declareNil } from '#actions/nil-declarations.ts'
import { countDuties, openDuties, remindOfDuties } from '#actions/open-duties.ts'
import { moveWithdrawal } from '#actions/withdrawals.ts'
import { chance } from './chance.ts'
import { insist, onDay } from './disclosures.ts'
import { monthOfBooks } from './ledgers.ts'
import { county, mainVillages, officerId } from './people.ts'

/** Duties open by themselves from the beginning of the quarter before. */
export async function openDemonstrationDuties(context: Context): Promise<void> {
  const today = context.clock.today()
  const start = `${addMonths(today, -4).slice(0, 7)}-01` as PlainDate
  for (let day = start; day <= today; day = addMonths(day, 1)) await openDuties(onDay(context, day))
  await openDuties(context)
}

/** A plausible mix: much published or declared nil, some late, some missing, and something of each kind waiting for a decision. */
export async function fulfilDemonstrationDuties(context: Context): Promise<void> {
  const villages = (await listVillages(context.db, rangeOf(county))).filter(village => !village.isVirtual)
  const queue = [...villages]
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let village = queue.shift(); village; village = queue.shift()) await declare(context, village.code)
  }))
  await leaveWaiting(context, villages)
  await countDuties(context)
  for (const back of [14, 9, 0]) await remindOfDuties(onDay(context, addDays(context.clock.today(), -back)))
}

/** Of these something happens in every village and every period. */
const alwaysSomething: readonly string[] = ['income-expense-detail', 'bank-and-cash', 'cadre-duties-and-pay', 'subsistence-allowance']

/** The township of the accounts is diligent; the others declare what they must be reminded of. */
async function declare(context: Context, village: number): Promise<void> {
  const luck = chance(village % 999_983)
  const today = context.clock.today()
  const isNear = townshipOf(village) === townshipOf(mainVillages[0])
  const due = (await listVillageDuties(context.db, { code: village, countyCode: county }, '2000-01-01' as PlainDate)).filter(duty => isOpen(duty, today) && !alwaysSomething.includes(duty.itemSlug))
  const clerk = await getOfficer(context.db, officerId.clerk(village))
  const reviewer = await getOfficer(context.db, officerId.reviewer(townshipOf(village)))
  for (const duty of due) {
    if (luck.next() > (isNear ? 0.86 : 0.2)) continue
    const late = luck.next() < 0.15 ? luck.whole(1, 8) : -luck.whole(1, 6)
    const day = addDays(duty.dueOn!, late)
    const then = onDay(context, day < today ? day : today)
    const made = insist(await declareNil(then, clerk, { villageCode: village, item: duty.itemSlug, period: duty.period }), `${village} ${duty.itemSlug}`)
    insist(await decideOnNil(then, reviewer, made.id, { action: 'approve', note: '已向村监委核实，这一期没有发生。' }), duty.itemSlug)
  }
}

function isOpen(duty: DutyRow, today: PlainDate): boolean {
  const standing = dutyStanding(duty, today)
  return duty.kind === 'period' && (standing === 'overdue' || standing === 'dueSoon' || standing === 'owed') && duty.periodEnd < addDays(today, -8)
}

/** Records of other villages to review together, a doubted declaration, and a record somebody asks to withdraw. */
async function leaveWaiting(context: Context, villages: readonly { code: number; name: string }[]): Promise<void> {
  const today = context.clock.today()
  const township = townshipOf(mainVillages[0])
  const month = addMonths(today, -2).slice(0, 7)
  for (const village of villages.filter(({ code }) => townshipOf(code) === township && code !== mainVillages[0]).slice(0, 8)) {
    const luck = chance(village.code % 1_000_003 + 7)
    const clerk = await getOfficer(context.db, officerId.clerk(village.code))
    const books = monthOfBooks(luck, village, month, luck.whole(300, 2000) * 10_000, luck.whole(5, 9))
    const draft = insist(await createDraft(context, clerk, books.input), village.name)
    insist(await submitDraft(context, clerk, draft.id, 1), village.name)
  }
  const clerk = await getOfficer(context.db, officerId.clerk(mainVillages[0]))
  const owed = (await listVillageDuties(context.db, { code: mainVillages[0], countyCode: county }, '2000-01-01' as PlainDate)).filter(duty => isOpen(duty, today) && duty.itemSlug === 'bank-and-cash')
  for (const duty of owed.slice(-1)) insist(await declareNil(context, clerk, { villageCode: mainVillages[0], item: duty.itemSlug, period: duty.period, note: '这一期没有。' }), duty.itemSlug)
  const meeting = await findNewestOfItem(context.db, mainVillages[0], 'assembly-decisions')
  if (meeting) insist(await moveWithdrawal(context, clerk, meeting.id, { action: 'ask', note: '公开时误选了事项，应归入“项目立项”。' }), meeting.title)
}
