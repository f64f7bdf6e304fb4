import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decideAsOfficer, raiseObjection, remindOfObjections, sweepObjections } from '#actions/objections.ts'
import { deliverOutbox } from '#actions/outbox.ts'
import { confirmTakedown, takeDown } from '#actions/take-down.ts'
import { watchTakedowns } from '#actions/watch-take-downs.ts'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { correct, publish } from '#test/pages/visiting.ts'
import { openWorld, type World } from '#test/world.ts'

let world: World
beforeAll(async () => { world = await openWorld({ complaintsPerSource: 1000 }) })
afterAll(() => world.close())

const clerk = () => world.officer(world.officerId.clerk(world.village))
const reviewer = () => world.officer(world.officerId.reviewer(340_522_100_000))
const triage = () => world.officer(world.officerId.triage)

/** What every desk has been told since the last time, as “topic → kind of unit”, sorted. Sent and delivered twice, to see that nothing comes twice. */
async function told(sweep: () => Promise<void> = async () => undefined): Promise<string[]> {
  for (let i = 0; i < 2; i++) { await sweep(); await deliverOutbox(world.context) }
  const { rows } = await world.owner.pool.query(`with gone as (delete from officer_notice returning topic, unit_id) select topic || ' → ' || kind as said from gone join unit on unit.id = gone.unit_id order by 1`)
  return rows.map(row => String(row.said))
}

describe('a take-down', () => {
  test('is told at once, again after an hour without a second person, and above when days have passed', async () => {
    const sweep = () => watchTakedowns(world.context)
    const id = await publish(world, monthOfBooks(world.village, '2026-08'))
    world.setClock('2026-09-21', 9)
    const taken = await takeDown(world.context, await reviewer(), id, { reason: 'personal-data', note: '第一行写了不该公开的内容。' })
    expect(await told()).toEqual(['takedown-to-confirm → discipline', 'takedown-to-confirm → township', 'takedown-to-correct → village'])
    world.setClock('2026-09-21', 9)
    expect(await told(sweep)).toEqual([])
    world.setClock('2026-09-21', 10)
    expect(await told(sweep)).toEqual(['takedown-unconfirmed → discipline', 'takedown-unconfirmed → township'])
    // Taken down on Monday: the next working day is Tuesday, and on it nobody is late.
    world.setClock('2026-09-22', 8)
    expect(await told(sweep)).toEqual(['takedown-republish-today → village'])
    world.setClock('2026-09-23', 8)
    expect(await told(sweep)).toEqual([
      'takedown-confirm-overdue → discipline', 'takedown-confirm-overdue → leadership', 'takedown-republish-overdue → discipline', 'takedown-republish-overdue → township', 'takedown-republish-overdue → village',
    ])
    await confirmTakedown(world.context, await triage(), taken.ok ? taken.value.incidentId : '', '')
    const input = monthOfBooks(world.village, '2026-08')
    await correct(world, id, '删去不该公开的内容。', input)
    world.setClock('2026-09-28', 8)
    expect(await told(sweep)).toEqual([])
    world.setClock('2026-09-21')
  })
})

describe('an objection', () => {
  const sweep = async () => { await sweepObjections(world.context); await remindOfObjections(world.context) }

  test('comes to the village when it is raised, again before its day, and to the township when the village was silent', async () => {
    const id = await publish(world, monthOfBooks(world.village, '2026-07'))
    await raiseObjection(world.context, { about: { disclosureId: id, version: 1 }, question: '这个月的电费为什么这样多？', idempotencyKey: randomUUID() }) // due Thursday 24 September
    expect(await told()).toEqual(['objection-raised → village'])
    world.setClock('2026-09-22', 7)
    expect(await told(sweep)).toEqual([])
    world.setClock('2026-09-23', 7)
    expect(await told(sweep)).toEqual(['objection-due-soon → village'])
    world.setClock('2026-09-24', 7)
    expect(await told(sweep)).toEqual([])
    world.setClock('2026-09-25', 7) // the township has until Saturday 10 October, which is worked
    expect(await told(sweep)).toEqual(['objection-escalated → township', 'objection-escalated → village'])
    world.setClock('2026-10-16', 7)
    expect((await told(sweep)).filter(said => said.includes('overdue'))).toEqual(['objection-overdue → discipline', 'objection-overdue → township'])
    const { rows: [objection] } = await world.owner.pool.query('select id, event_count from objection')
    expect(await decideAsOfficer(world.context, await reviewer(), String(objection.id), { action: 'uphold', asOf: Number(objection.event_count), words: '经核对发票，多记一百元，请村里更正。' })).toMatchObject({ ok: true })
    expect(await told()).toEqual(['objection-upheld → village'])
    expect(await decideAsOfficer(world.context, await clerk(), String(objection.id), { action: 'answer', asOf: 3, words: '现在答复已经太晚，乡镇在核实。' })).toMatchObject({ ok: false })
    expect(await told()).toEqual([])
  })
})
