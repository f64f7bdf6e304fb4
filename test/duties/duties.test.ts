import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { dutyStanding } from '#rules/duties/standing.ts'
import { dutiesOf } from '#rules/duties/duty-calendar.ts'
import type { Cadence } from '#rules/disclosures/days.ts'
import { listItems } from '#records/catalogue.ts'
import { countYear, listCompleteness, listCoverage, listTallies } from '#records/duty-counts.ts'
import { listDutyExceptions, listVillageDuties } from '#records/duties.ts'
import { listNotices } from '#records/notices.ts'
import { createDraft, submitDraft } from '#actions/drafts.ts'
import { fileComplaint } from '#actions/complaints.ts'
import { countDuties, openDuties, openPastYear, remindOfDuties } from '#actions/open-duties.ts'
import { decideOnNil, declareNil, doubtsAbout } from '#actions/nil-declarations.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { approveDraft } from '#actions/publish.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

const county = 340_522_000_000
let world: World
beforeAll(async () => {
  world = await openWorld({ today: '2026-08-31' })
  await openDuties(world.context)
  world.setClock('2026-09-21')
  await openDuties(world.context)
})
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))
const duties = (village = world.village) => listVillageDuties(world.context.db, { code: village, countyCode: county }, '2026-01-01' as PlainDate)
const rows = async (statement: string, values: unknown[] = []) => (await world.owner.pool.query(statement, values)).rows as Record<string, never>[]

async function publishBooks(period: string, village = world.village): Promise<void> {
  const by = await world.officer(world.officerId.clerk(village))
  const draft = await createDraft(world.context, by, monthOfBooks(village, period))
  if (!draft.ok) throw new Error(draft.refusal.code)
  await submitDraft(world.context, by, draft.value.id, 1)
  const done = await approveDraft(world.context, await world.officer(world.officerId.reviewer(village - village % 1000)), draft.value.id, 2)
  if (!done.ok) throw new Error(done.refusal.code)
}

describe('opening', () => {
  test('writes down for every village exactly what the calendar says of it, and nothing for a virtual community', async () => {
    const items = (await listItems(world.context.db)).map(item => ({ slug: item.slug, cadence: item.cadence as Cadence }))
    const exceptions = await listDutyExceptions(world.context.db)
    const villages = await rows(`select code, is_virtual, valid_from::text, valid_to::text from pub.division where level = 'village' and county_code = $1`, [county])
    for (const village of villages) {
      const of = { isVirtual: Boolean(village['is_virtual']), validFrom: String(village['valid_from']) as PlainDate, validTo: village['valid_to'] === null ? null : String(village['valid_to']) as PlainDate }
      // On 31 August the running periods opened, on 21 September those that had begun since.
      const begun = ['2026-01-01', '2026-07-01', '2026-08-01', '2026-09-01'].flatMap(start => dutiesOf(of, items, exceptions, start as PlainDate, start as PlainDate))
      const expected = begun.filter(duty => ['2026', '2026-H2', '2026-Q3', '2026-08', '2026-09'].includes(duty.period.text)).map(duty => `${duty.item} ${duty.period.text} ${duty.dueOn} ${duty.rule}`)
      const opened = (await duties(Number(village['code']))).map(duty => `${duty.itemSlug} ${duty.period} ${duty.dueOn} ${duty.rule}`)
      expect(opened.sort()).toEqual(expected.sort())
    }
    expect(await rows(`select 1 from pub.duty join pub.division on code = village_code where is_virtual`)).toEqual([])
  })

  test('freezes: renaming, retiring or adding an item later, and opening again, change nothing', async () => {
    const before = await duties()
    await world.owner.pool.query(`update pub.catalogue_item set cadence = 'M' where slug = 'debts'`)
    await world.owner.pool.query(`update pub.catalogue_item set cadence = 'none' where slug = 'bank-and-cash'`)
    await openDuties(world.context)
    expect(await duties()).toEqual(before)
    await world.owner.pool.query(`update pub.catalogue_item set cadence = case slug when 'debts' then 'Q' else 'M' end where slug in ('debts', 'bank-and-cash')`)
    await expect(world.owner.pool.query(`update pub.duty set due_on = due_on + 1`)).rejects.toThrow(/append-only/)
  })

  test('makes an event owed within ten days from the draft of it on', async () => {
    const input = { villageCode: world.village, item: 'assembly-decisions', period: '2026-09-18', title: '村民代表会议决定', fields: {}, rows: [] }
    expect(await createDraft(world.context, await clerk(), input)).toMatchObject({ ok: true })
    await openDuties(world.context)
    expect((await duties()).filter(duty => duty.kind === 'event')).toMatchObject([{ itemSlug: 'assembly-decisions', period: '2026-09-18', dueOn: '2026-09-28', rule: 'event' }])
  })
})

describe('a declaration that nothing happened', () => {
  const input = (item: string, period: string) => ({ villageCode: world.village, item, period })

  test('is taken only for what is owed and over', async () => {
    expect(await declareNil(world.context, await clerk(), input('assembly-decisions', '2026-08'))).toEqual({ ok: false, refusal: { code: 'not-owed' } })
    expect(await declareNil(world.context, await clerk(), input('bank-and-cash', '2026-09'))).toEqual({ ok: false, refusal: { code: 'period-running' } })
    world.setClock('2026-09-30')
    expect(await declareNil(world.context, await clerk(), input('debts', '2026-Q3'))).toEqual({ ok: false, refusal: { code: 'period-running' } })
    world.setClock('2026-10-01')
    expect(await declareNil(world.context, await clerk(), input('debts', '2026-Q3'))).toMatchObject({ ok: true })
    expect(await declareNil(world.context, await clerk(), input('debts', '2026-Q3'))).toEqual({ ok: false, refusal: { code: 'already-declared' } })
    world.setClock('2026-09-21')
  })

  test('is published by another person, with its leaf, and counts for the duty', async () => {
    const made = await declareNil(world.context, await clerk(), input('project-progress', '2026-08'))
    const id = made.ok ? made.value.id : ''
    expect(await decideOnNil(world.context, await clerk(), id, { action: 'approve' })).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await decideOnNil(world.context, await world.officer(world.officerId.reviewer(340_522_101_000)), id, { action: 'approve' })).toEqual({ ok: false, refusal: { code: 'not-found' } })
    expect(await decideOnNil(world.context, await reviewer(), id, { action: 'approve' })).toMatchObject({ ok: true })
    expect(await decideOnNil(world.context, await reviewer(), id, { action: 'approve' })).toMatchObject({ ok: false, refusal: { code: 'disclosure-not-now', state: 'nilPublished' } })
    const duty = (await duties()).find(each => each.itemSlug === 'project-progress' && each.period === '2026-08')!
    expect(dutyStanding(duty, '2026-09-21' as PlainDate)).toBe('nilLate')
    const [leaf] = await rows(`select convert_from(leaf, 'utf8')::jsonb as leaf from log_queue join pub.nil_publication on log_queue_id = log_queue.id where pub.nil_publication.id = $1`, [id])
    expect(leaf!['leaf']).toMatchObject({ t: 'publish', class: 'project-progress', period: '2026-08', n: 0, why: 'nil' })
  })

  test('is doubted when payments, records or complaints speak against it, and then needs words', async () => {
    await publishBooks('2026-08')
    const nil = { countyCode: county, villageCode: world.village, itemSlug: 'bank-and-cash', periodStart: '2026-08-01', periodEnd: '2026-08-31' }
    expect(await doubtsAbout(world.context.db, await reviewer(), nil)).toEqual([{ kind: 'records', item: 'income-expense-detail', count: 1 }])
    await fileComplaint(world.context, { villageCode: world.village, statement: '这个月存款利息没有公开。', photos: [], idempotencyKey: 'nil-doubted-by-complaint', channel: 'web', itemSlug: 'bank-and-cash' } as Parameters<typeof fileComplaint>[1])
    await world.owner.pool.query(`update case_file set item_slug = 'bank-and-cash'`)
    expect(await doubtsAbout(world.context.db, await reviewer(), nil)).toContainEqual({ kind: 'complaints', count: 1 })
    const made = await declareNil(world.context, await clerk(), input('bank-and-cash', '2026-08'))
    const id = made.ok ? made.value.id : ''
    expect(await decideOnNil(world.context, await reviewer(), id, { action: 'approve' })).toEqual({ ok: false, refusal: { code: 'doubt-unanswered' } })
    expect(await decideOnNil(world.context, await reviewer(), id, { action: 'return', note: '账上有收支，请公开余额。' })).toMatchObject({ ok: true })
    expect((await rows('select doubts from nil_declaration where id = $1', [id]))[0]!['doubts']).toHaveLength(2)
  })

  test('is doubted by payments of the matching kind in the ledger of those days', async () => {
    const by = await world.officer(world.officerId.clerk(world.otherVillage))
    const paid = monthOfBooks(world.otherVillage, '2026-08')
    const draft = await createDraft(world.context, by, { ...paid, rows: paid.rows.map(row => row['expense'] ? { ...row, category: 'pay-expense' } : row) })
    await submitDraft(world.context, by, draft.ok ? draft.value.id : '', 1)
    await approveDraft(world.context, await world.officer(world.officerId.reviewer(340_522_101_000)), draft.ok ? draft.value.id : '', 2)
    const nil = { countyCode: county, villageCode: world.otherVillage, itemSlug: 'cadre-duties-and-pay', periodStart: '2026-07-01', periodEnd: '2026-09-30' }
    expect(await doubtsAbout(world.context.db, await reviewer(), nil)).toEqual([{ kind: 'payments', count: 1, totalFen: 120_050 }])
    expect(await doubtsAbout(world.context.db, await reviewer(), { ...nil, periodStart: '2026-04-01', periodEnd: '2026-06-30' })).toEqual([])
  })
})

describe('counting', () => {
  test('says of many duties what the rule says of each', async () => {
    const today = '2026-10-16' as PlainDate
    const span = { low: 340_522_100_000, high: 340_522_101_999, from: '2026-01-01' as PlainDate, to: '2026-12-31' as PlainDate }
    const cells = await listCoverage(world.context.db, span, today)
    for (const village of [world.village, world.otherVillage]) {
      const standings = (await duties(village)).filter(duty => duty.dueOn !== null && duty.dueOn <= span.to).map(duty => ({ item: duty.itemSlug, standing: dutyStanding(duty, today) }))
      for (const [item, of] of Map.groupBy(standings, each => each.item)) {
        const count = (...names: string[]) => of.filter(each => names.includes(each.standing)).length
        expect(cells.find(cell => cell.villageCode === village && cell.itemSlug === item), item).toEqual({
          villageCode: village, itemSlug: item, done: count('published', 'publishedLate', 'nil', 'nilLate'), late: count('publishedLate', 'nilLate'), nil: count('nil', 'nilLate'), overdue: count('overdue'),
          owed: count('published', 'publishedLate', 'nil', 'nilLate', 'overdue'),
        })
      }
    }
  })

  test('at night gives the overviews what the cells add up to', async () => {
    await countDuties(world.context)
    const range = { low: county, high: county + 999_999 }
    const span = { ...range, from: '2026-01-01' as PlainDate, to: '2026-12-31' as PlainDate }
    const cells = await listCoverage(world.context.db, span, '2026-09-21' as PlainDate)
    const tallies = await listTallies(world.context.db, range, 2026, 1000)
    const sum = (of: readonly { owed: number; done: number; overdue: number }[]) => [of.reduce((n, each) => n + each.owed, 0), of.reduce((n, each) => n + each.done, 0), of.reduce((n, each) => n + each.overdue, 0)]
    expect(sum(tallies)).toEqual(sum(cells))
    expect(sum(cells)[1]).toBeGreaterThan(1)
    await world.context.db.transaction().execute(tx => countYear(tx, range, 2026, '2026-09-21' as PlainDate))
    expect(await listTallies(world.context.db, range, 2026, 1000)).toEqual(tallies)
  })
})

describe('a reminder', () => {
  const topics = async (officer: Parameters<typeof listNotices>[1], topic: string) => (await listNotices(world.context.db, officer, new Date(world.context.clock.now()), 100)).filter(notice => notice.topic === topic).map(notice => notice.details)
  const on = async (day: string) => { world.setClock(day); await remindOfDuties(world.context); await deliverOutbox(world.context) }

  test('comes to the village three days before, to the township one day after, to the county ten days after; once each', async () => {
    await rows('delete from officer_notice')
    const triage = await world.officer(world.officerId.triage)
    await on('2026-10-11')
    expect(await topics(await clerk(), 'duty-due-soon')).toEqual([])
    await on('2026-10-12')
    await on('2026-10-12')
    expect(await topics(await clerk(), 'duty-due-soon')).toMatchObject([{ dueOn: '2026-10-15', villages: 1 }])
    await on('2026-10-15')
    expect((await topics(await reviewer(), 'duties-overdue')).filter(details => (details as { dueOn: string }).dueOn === '2026-10-15')).toEqual([])
    await on('2026-10-16')
    expect((await topics(await reviewer(), 'duties-overdue')).filter(details => (details as { dueOn: string }).dueOn === '2026-10-15')).toHaveLength(1)
    await on('2026-10-24')
    expect((await topics(triage, 'duties-long-overdue')).filter(details => (details as { dueOn: string }).dueOn === '2026-10-15')).toEqual([])
    await on('2026-10-25')
    expect((await topics(triage, 'duties-long-overdue')).filter(details => (details as { dueOn: string }).dueOn === '2026-10-15')).toHaveLength(1)
    world.setClock('2026-09-21')
  })
})

describe('past years', () => {
  test('are opened from near to far by the township, and what is entered for them is never late', async () => {
    expect(await openPastYear(world.context, await clerk(), 2026)).toMatchObject({ ok: false, refusal: { code: 'not-your-duty' } })
    expect(await openPastYear(world.context, await reviewer(), 2025)).toEqual({ ok: false, refusal: { code: 'nearer-year-first', year: 2026 } })
    expect(await openPastYear(world.context, await reviewer(), 2026)).toMatchObject({ ok: true })
    expect(await openPastYear(world.context, await reviewer(), 2026)).toEqual({ ok: false, refusal: { code: 'nearer-year-first', year: 2025 } })
    expect(await openPastYear(world.context, await reviewer(), 2025)).toMatchObject({ ok: true })
    await publishBooks('2025-03')
    const all = await listVillageDuties(world.context.db, { code: world.village, countyCode: county }, '2025-01-01' as PlainDate)
    const standing = (period: string) => dutyStanding(all.find(duty => duty.itemSlug === 'income-expense-detail' && duty.period === period)!, '2026-09-21' as PlainDate)
    expect([standing('2025-03'), standing('2025-04'), standing('2026-05'), standing('2026-08')]).toEqual(['backFilled', 'toBackFill', 'toBackFill', 'publishedLate'])
    const years = await listCompleteness(world.context.db, { code: world.village, countyCode: county }, '2026-09-21' as PlainDate)
    expect(years.map(year => [year.year, year.isBackFill])).toEqual([[2026, false], [2025, true]])
    expect(years[1]!.done).toBe(1)
    expect(await rows(`select 1 from pub.duty where kind = 'back-fill' and village_code not between 340522100000 and 340522100999`)).toEqual([])
  })
})
