import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionRules, caseActions, type CaseAction } from '#rules/cases/lifecycle.ts'
import { listEvents } from '#records/cases.ts'
import { caseAt, file, type Filed } from '#test/api/cases-of-every-state.ts'
import { openWorld, type World } from '#test/world.ts'
import { livingIn } from './living.ts'

let world: World
let live: ReturnType<typeof livingIn>
beforeAll(async () => {
  world = await openWorld({ today: '2026-03-02' })
  live = livingIn(world)
})
afterAll(() => world.close())

type Written = { readonly action: string; readonly by?: 'complainant' | 'officer' | 'system'; readonly officer?: string; readonly seq?: number; readonly day?: string }

/** Writes an event past every rule of the program, as ydt_app could with a forged statement; undone whatever comes of it. */
async function write({ id }: Pick<Filed, 'id'>, { action, by = 'officer', officer = world.officerId.triage, seq, day = '2026-03-02' }: Written): Promise<string> {
  const next = seq ?? (await listEvents(world.context.db, id)).length + 1
  const client = await world.owner.pool.connect()
  try {
    await client.query('begin')
    await client.query('set local role ydt_app')
    const leaf = await client.query(`insert into log_queue (log, leaf) values ('case', $1) returning id`, [randomBytes(32)])
    await client.query(`insert into case_event (case_id, seq, action, by_kind, officer_id, unit_id, day, log_queue_id) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, next, action, by, by === 'officer' ? officer : null, by === 'officer' ? world.unitId.discipline : null, day, leaf.rows[0].id])
    return 'written'
  } catch (cause) {
    return (cause as Error).message
  } finally {
    await client.query('rollback')
    client.release()
  }
}

describe('the database itself', () => {
  test('lets each action be done only by the kind of party that the rules name', async () => {
    const filed = await caseAt(world, 'handling')
    for (const action of caseActions.filter(known => known !== 'file')) {
      const duties: readonly string[] = actionRules[action as CaseAction].duties
      for (const by of ['complainant', 'officer', 'system'] as const) {
        const may = by === 'officer' ? duties.some(duty => duty !== 'complainant' && duty !== 'system') : duties.includes(by)
        // An explanation answers something that was asked: test/cases/cards.test.ts.
        if (action === 'explain' && by === 'officer') continue
        const said = await write(filed, { action, by, officer: world.officerId.leader })
        expect(said, `${action} by ${by}`).toBe(may ? 'written' : `${action} is not done by ${by}`)
      }
    }
  })

  test('keeps a filing from coming twice, a number from being left out or used again, and a day from lying before the last one', async () => {
    const filed = await caseAt(world, 'accepted')
    expect(await write(filed, { action: 'file', by: 'complainant' })).not.toBe('written')
    expect(await write(filed, { action: 'assign', seq: 4 })).toContain('does not follow')
    expect(await write(filed, { action: 'assign', seq: 2 })).toContain('does not follow')
    expect(await write(filed, { action: 'assign', day: '2026-03-01' })).toContain('lies before')
  })

  test('keeps the asker of an extension from deciding it, and the drafter of a reply from reviewing it', async () => {
    const asked = await caseAt(world, 'extensionPending')
    const handler = world.officerId.handler('agriculture')
    for (const action of ['grantExtension', 'refuseExtension']) {
      expect(await write(asked, { action, officer: handler })).toContain('somebody else than its author')
      expect(await write(asked, { action, officer: world.officerId.supervisor('agriculture') })).toBe('written')
    }
    const drafted = await caseAt(world, 'replyDrafted')
    for (const action of ['passReview', 'failReview']) expect(await write(drafted, { action, officer: handler })).toContain('somebody else than its author')
  })

  test('keeps one person from rejecting a complaint, and either of the two from deciding the appeal', async () => {
    const filed = await file(world)
    await live.must('triage', filed, { action: 'proposeRejection', note: '应找其他部门。', reasonCode: 'other-organ', addressCode: 'hotline' })
    for (const action of ['confirmRejection', 'declineRejection']) expect(await write(filed, { action })).toContain('somebody else than its author')
    await live.must('secondTriage', filed, { action: 'confirmRejection' })
    await live.complain(filed, { action: 'appeal', note: '这是村里公开的内容。' })
    for (const officer of [world.officerId.triage, world.officerId.secondTriage]) {
      for (const action of ['upholdRejection', 'overruleRejection']) expect(await write(filed, { action, officer })).toContain('somebody else than its author')
    }
    expect(await write(filed, { action: 'overruleRejection', officer: world.officerId.leader })).toBe('written')
  })

  test('keeps whoever had a hand in an answer that was rated badly from signing for the redo, and from answering in another’s name', async () => {
    const filed = await caseAt(world, 'replied')
    await live.complain(filed, { action: 'rate', grade: 'dissatisfied' })
    await live.must('supervisor', filed, { action: 'orderRedo', note: '答复没有回应问题。' })
    for (const action of ['sign', 'draftReply', 'askExtension']) {
      expect(await write(filed, { action, officer: world.officerId.handler('agriculture') })).toContain('somebody else')
      expect(await write(filed, { action, officer: world.officerId.secondHandler })).toBe('written')
    }
  })

  test('keeps a case from being merged across counties, into itself, or into one that is merged', async () => {
    const [one, two, three] = [await caseAt(world, 'accepted'), await caseAt(world, 'accepted'), await caseAt(world, 'accepted')]
    const merging = (id: string, into: string) => world.owner.pool.query(`update case_file set state = 'merged', merged_into = $2 where id = $1`, [id, into])
    await world.owner.pool.query('update case_file set county_code = 340521000000 where id = $1', [two.id])
    await expect(merging(one.id, two.id)).rejects.toThrow(/within its county/)
    await expect(merging(one.id, one.id)).rejects.toThrow(/check/)
    await merging(one.id, three.id)
    await world.owner.pool.query('update case_file set county_code = 340522000000 where id = $1', [two.id])
    await expect(merging(two.id, one.id)).rejects.toThrow(/into a merged one/)
  })
})
