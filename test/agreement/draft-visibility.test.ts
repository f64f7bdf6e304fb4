import { afterAll, beforeAll, expect, test } from 'vitest'
import { isWithin, rangeOf } from '#rules/divisions/division-code.ts'
import { canSee } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { countDrafts, listDrafts, type DraftQueueKey } from '#records/draft-lists.ts'
import { findDraft, getDraft } from '#records/drafts.ts'
import { actingFor } from '#records/scope.ts'
import { aboutDraft, createDraft, returnDraft, submitDraft } from '#actions/drafts.ts'
import { approveDraft } from '#actions/publish.ts'
import { scheduleDraft } from '#actions/schedule-publication.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { openWorld, type World } from '#test/world.ts'

const queues = ['mine', 'returned', 'at-committee', 'to-review', 'scheduled', 'approved'] as const satisfies readonly DraftQueueKey[]
const statesOf = { 'mine': ['draft', 'atCommittee', 'submitted', 'scheduled'], 'returned': ['returned'], 'at-committee': ['atCommittee'], 'to-review': ['submitted'], 'scheduled': ['scheduled'], 'approved': ['approved'] } as const

let world: World
let ids: string[]
beforeAll(async () => {
  world = await openWorld()
  ids = []
  for (const village of [world.village, world.otherVillage]) {
    const clerk = await world.officer(world.officerId.clerk(village))
    const reviewer = await world.officer(world.officerId.reviewer(village - village % 1000))
    for (const [i, period] of ['2026-05', '2026-06', '2026-07', '2026-08'].entries()) {
      const made = await createDraft(world.context, clerk, monthOfBooks(village, period))
      if (!made.ok) throw new Error(made.refusal.code)
      ids.push(made.value.id)
      if (i > 0) await submitDraft(world.context, clerk, made.value.id, 1)
      if (i === 2) await returnDraft(world.context, reviewer, made.value.id, 2, '请补充凭证编号。')
      if (i === 3) await approveDraft(world.context, reviewer, made.value.id, 2)
      if (i === 1 && village === world.otherVillage) await scheduleDraft(world.context, reviewer, made.value.id, 2, '2026-10-01T08:00')
    }
  }
  await world.postCommittee()
  const clerk = await world.officer(world.officerId.clerk(world.village))
  const late = await createDraft(world.context, clerk, monthOfBooks(world.village, '2026-04'))
  if (!late.ok) throw new Error(late.refusal.code)
  ids.push(late.value.id)
  await submitDraft(world.context, clerk, late.value.id, 1)
})
afterAll(() => world.close())

async function everyKindOfOfficer(): Promise<Officer[]> {
  const { rows } = await world.owner.pool.query<{ id: string }>(`select id from officer where role not in ('clerk', 'reviewer') or reach_low in ($1, $2, 340522100000, 340522101000)`, [world.village, world.otherVillage])
  const posts = await Promise.all(rows.map(row => world.officer(row.id)))
  const clerk = posts.find(officer => officer.role === 'clerk')!
  const reviewer = posts.find(officer => officer.role === 'reviewer')!
  return [...posts, { ...clerk, reach: rangeOf(340_522_100_000) }, { ...clerk, level: 'township' }, { ...clerk, level: 'township', reach: rangeOf(clerk.reach.low - clerk.reach.low % 1000) }, { ...reviewer, level: 'county', reach: rangeOf(340_522_000_000) }, { ...reviewer, reach: rangeOf(340_522_000_000) }]
}

test('for every officer the queues hold exactly the drafts that the policy lets the officer see, and the counts are their lengths', async () => {
  let seen = 0
  for (const officer of await everyKindOfOfficer()) {
    const drafts = await Promise.all(ids.map(async id => (await findDraft(world.context.db, id))!))
    const visible = await Promise.all(drafts.map(async draft => canSee(officer, await aboutDraft(world.context.db, draft))))
    const counts = await countDrafts(world.context.db, officer, queues)
    for (const queue of queues) {
      const expected = drafts.filter((draft, i) => visible[i] && (statesOf[queue] as readonly string[]).includes(draft.state)).map(draft => draft.id)
      const { total, lines } = await listDrafts(world.context.db, officer, { queue, page: 1, pageSize: 1000 })
      expect(lines.map(line => line.id).sort(), `${officer.role} ${officer.level} ${queue}`).toEqual(expected.sort())
      expect([total, counts.get(queue)]).toEqual([expected.length, expected.length])
      seen += expected.length
    }
  }
  expect(seen).toBeGreaterThan(15)
})

test('row security shows every officer the drafts of the places within reach and their parts, and none beside', async () => {
  for (const officer of await everyKindOfOfficer()) {
    const drafts = await Promise.all(ids.map(id => getDraft(world.context.db, id)))
    const expected = drafts.filter(draft => isWithin(draft.villageCode, officer.reach)).map(draft => draft.id).sort()
    const [shown, events] = await actingFor(officer, async () => [await world.context.staff.selectFrom('disclosureDraft').select('id').execute(), await world.context.staff.selectFrom('draftEvent').select('draftId').distinct().execute()])
    expect(shown.map(({ id }) => id).sort(), `${officer.role} ${officer.level}`).toEqual(expected)
    expect(events.map(({ draftId }) => draftId).sort()).toEqual(expected)
    for (const [i, draft] of drafts.entries()) if (canSee(officer, await aboutDraft(world.context.db, draft))) expect(expected).toContain(ids[i])
  }
})
