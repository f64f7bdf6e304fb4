import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { form, say, type Said } from '#test/api/talking.ts'
import { openWorld, type World } from '#test/world.ts'

/** Tables as governments published them, pasted by a clerk, from the clipboard to what everybody reads. */
let world: World
beforeAll(async () => { world = await openWorld({ today: '2026-09-21' }) })
afterAll(() => world.close())

const sample = (name: string) => readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8')
const both = (zh: string, en: string) => ({ zh, en })
const field = (key: string, zh: string, type: string, more: object = {}) => ({ key, zh, en: key, type, required: true, audience: 'public', ...more })

async function pasted(item: string, text: string): Promise<Said['body']> {
  const bytes = Buffer.from(text)
  const { body: { id } } = await say(world, 'clerk', 'POST', '/api/v1/import-uploads', { body: { item, villageCode: world.village, name: 'pasted', bytes: bytes.length } })
  await say(world, 'clerk', 'PUT', `/api/v1/import-uploads/${id}/chunk`, form({ offset: '0' }, { name: 'chunk', bytes }))
  await say(world, 'clerk', 'POST', `/api/v1/import-uploads/${id}/checks`, { body: {} })
  const upload = async () => (await say(world, 'clerk', 'GET', `/api/v1/import-uploads/${id}`)).body
  return expect.poll(upload, { timeout: 20_000, interval: 20 }).toMatchObject({ state: 'checked' }).then(upload)
}

const placed = ({ result }: Said['body']) => result.problems.map((problem: { cell?: string; row?: number; code: string }) => `${problem.cell ?? problem.row ?? '-'} ${problem.code}`)
const make = (id: string, fields: object = {}) => say(world, 'clerk', 'POST', `/api/v1/import-uploads/${id}/drafts`, { body: { period: '2026-09-06', title: '2023年实际种粮一次性补贴', fields, despiteKnownRows: true } })
const move = (who: 'clerk' | 'reviewer', id: string, action: string, asOf: number) => say(world, who, 'POST', `/api/v1/drafts/${id}/moves`, { body: { action, asOf } })

/** Hands a draft in, has it approved, and answers what everybody reads of it. */
async function published(draftId: string): Promise<{ fields: Record<string, unknown>; rows: { cells: Record<string, unknown> }[]; totalFen: number | null }> {
  const { body: { disclosureId } } = await say(world, 'clerk', 'GET', `/api/v1/drafts/${draftId}`)
  expect([await move('clerk', draftId, 'submit', 1), await move('reviewer', draftId, 'approve', 2)]).toMatchObject([{ status: 200 }, { status: 200 }])
  return (await (await world.app()).inject({ method: 'GET', url: `/d/${disclosureId}.json` })).json()
}

/** A change of the county's list: proposed by one officer of the desk, passed by another. */
async function passed(url: string, asked: { readonly body: object }): ReturnType<typeof say> {
  const proposed = await say(world, 'triage', 'POST', url, asked)
  return say(world, 'second-triage', 'POST', `/api/v1/county-list/proposals/${proposed.body.proposals.at(-1).id}/decision`, { body: { outcome: 'passed', note: '' } })
}

describe('the grain subsidy of a county’s townships, one cell on each line', () => {
  const text = sample('longquan-grain-subsidy.cell-per-line.txt')
  const item = 'local-grain-of-townships'
  const fields = { standard: '10' }
  // As the clerk puts it right from the notice: row 5 gets its township back, and the row in which the table was cut off goes.
  const mended = text.replace(/\n5\s+1289\n/u, '\n5\n\n测试镇\n\n1289\n').replace(/\n12\s+兰巨乡\s+878\s*$/u, '\n')

  // No item of the default list is about townships: the county adds one, with a form and a check of its own.
  beforeAll(async () => {
    const added = await passed('/api/v1/county-list/changes', { body: { slug: item, validFrom: '2026-09-21', change: { kind: 'add', item: {
      number: '4.90', category: 'other', zh: '乡镇种粮补贴汇总', en: 'Grain subsidy by township', cadence: 'E', noticeDays: 7,
      responsible: both('农业农村部门', 'Agriculture office'), supervising: both('乡镇(街道)纪委', 'Township discipline inspection'), basis: ['本县清单'],
    } } } })
    const formed = await passed(`/api/v1/county-list/${item}/forms`, { body: {
      validFrom: '2026-09-21', fields: [field('standard', '补贴标准', 'quantity', { unit: '元/亩' })],
      rows: { zh: '明细', en: 'Lines', fields: [field('township', '乡镇', 'text'), field('households', '户数', 'integer'), field('area', '补贴面积', 'quantity', { unit: '亩' }), field('amount', '补贴资金', 'money')] },
      checks: [{ kind: 'product', a: 'area', b: 'standard', equals: 'amount', tolerance: 100 }],
    } })
    expect([added.status, formed.status]).toEqual([200, 200])
  })

  test('is refused whole for the row that lost its township and the row in which it ends, each by its cell', async () => {
    const upload = await pasted(item, text)
    expect(upload.result.isBlocked).toBe(true)
    expect(placed(upload)).toEqual(['B8 missing', 'A15 cells-lost', 'D15 missing', 'E15 missing'])
    expect(await make(upload.id, fields)).toMatchObject({ status: 422, body: { code: 'import-blocked' } })
  })

  test('put right, it is published cell by cell as it was written', async () => {
    const upload = await pasted(item, mended)
    expect([upload.result.isBlocked, placed(upload)]).toEqual([false, []])
    const { body: { draftIds: [draftId] } } = await make(upload.id, fields)
    const { rows } = await published(draftId)
    expect(rows.map(({ cells }) => [cells['township'], cells['households'], cells['area'], cells['amount']])).toEqual([
      ['龙渊街道', 553, '2544.61', 2_544_610], ['西街街道', 760, '3176.11', 3_176_110], ['剑池街道', 281, '748.71', 748_710], ['八都镇', 4911, '17194.59', 17_194_590],
      ['测试镇', 1289, '7200.97', 7_200_970], ['小梅镇', 455, '7227.693', 7_227_693], ['查田镇', 839, '13289.58', 13_289_580], ['安仁镇', 1127, '7472.02', 7_472_020],
      ['锦溪镇', 1570, '6974.32', 6_974_320], ['住龙镇', 459, '1224.76', 1_224_760], ['屏南镇', 59, '1617.16', 1_617_160],
    ])
  })

  test('an amount that is not area times ten yuan cannot be handed in', async () => {
    const upload = await pasted(item, mended.replace('74720.2', '74729.2'))
    const { body: { draftIds: [draftId] } } = await make(upload.id, fields)
    expect(await move('clerk', draftId, 'submit', 1)).toMatchObject({ status: 422, body: { code: 'has-problems', problems: [{ code: 'product-mismatch', row: 8, field: 'amount' }] } })
  })

  test('is no list of households: the item for those refuses it for the names it does not have', async () => {
    const upload = await pasted('farmland-subsidy', mended)
    expect(upload.result.isBlocked).toBe(true)
    expect(placed(upload)).toContain('A3 missing-column')
  })
})

describe('other tables', () => {
  test('the allocation of a fund becomes a plan for each line, its 万元 counted in fen, and its bracket as it was', async () => {
    const upload = await pasted('project-plan', sample('yanshi-fund-allocation.pipes.txt'))
    expect([upload.result.isBlocked, placed(upload)]).toEqual([false, []])
    const { body: { draftIds } } = await make(upload.id)
    const plans = []
    for (const id of draftIds) plans.push((await published(id)).fields)
    expect(plans.map(plan => [plan['projectName'], plan['fundAmount']])).toEqual([
      ['2022年偃师区大口镇董村道路提升项目', 20_000_000], ['2022年偃师区府店镇周寨村道路提升项目', 75_000_000], ['2022年偃师区邙岭镇西蔡庄村道路提升项目', 60_000_000],
    ])
  })

  test('a catalogue of items in traditional characters is refused as that', async () => {
    const upload = await pasted('project-plan', sample('disclosure-catalogue.pipes.txt'))
    expect([upload.result.isBlocked, placed(upload)]).toEqual([true, ['- catalogue-table']])
  })
})
