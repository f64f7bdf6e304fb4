import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { officerRoles } from '../policy/officer.ts'
import { readSetUp } from './set-up-lines.ts'
import { planSetUp } from './set-up-plan.ts'
import type { SetUpFacts } from './set-up.ts'
import { areApart, columnWords, dutyWords, kindWords, roleOf, setUpColumns, wordIn, type Duty } from './set-up-words.ts'

const [county, township, village, other] = [340_599_000_000, 340_599_100_000, 340_599_100_201, 340_599_101_000]
const nothing: SetUpFacts = {
  today: '2026-11-28' as PlainDate, units: [], posts: [], edges: [], taken: new Set(), own: new Set(),
  places: [{ code: county, name: '示例县', level: 'county' }, { code: township, name: '东镇', level: 'township' }, { code: village, name: '河村', level: 'village' }, { code: other, name: '西镇', level: 'township' }, { code: 340_599_101_201, name: '河村', level: 'village' }],
}

type Row = Partial<Record<(typeof setUpColumns)[number], string>>
const clerk: Row = { unit: '河村村委会', kind: '村（社区）', place: '东镇河村', name: '示例甲', username: 'jia', duty: '信息员' }
const sheetOf = (rows: readonly Row[]) => ({ name: '', hidden: false, hiddenRows: [], merges: [], rows: [setUpColumns.map(column => columnWords[column].zh[0]), ...rows.map(row => setUpColumns.map(column => row[column] ?? ''))] })

function read(rows: readonly Row[], facts: Partial<SetUpFacts> = {}) {
  const { lines, problems } = readSetUp(sheetOf(rows))
  const planned = planSetUp(lines, { ...nothing, ...facts })
  return { plan: planned.plan, problems: [...problems, ...planned.problems].map(({ code, row, column }) => `${code} ${row ?? ''} ${column ?? ''}`.trim()) }
}

describe('a county set up from a spreadsheet', () => {
  test('has words for every duty and every kind of unit, each read as what it says', () => {
    expect(new Set((Object.keys(dutyWords) as Duty[]).map(roleOf))).toEqual(new Set(officerRoles))
    for (const table of [dutyWords, kindWords, columnWords] as const) for (const [key, word] of Object.entries(table)) for (const text of [...word.zh, ...word.en]) expect(wordIn(table as typeof dutyWords, text)).toBe(key)
  })

  test('makes each unit once, each person a post, and what leads a unit by its kind', () => {
    const { plan, problems } = read([clerk, { ...clerk, name: '示例乙', username: 'yi', duty: '村务监督委员会' }, { unit: '东镇政府', kind: 'township', place: String(township), name: '示例丙', username: 'bing', duty: 'reviewer', head: 'yes', to: '2028/1/1' }])
    expect(problems).toEqual([])
    expect(plan.units.map(({ name, kind, place }) => [name, kind, place])).toEqual([['河村村委会', 'village', village], ['东镇政府', 'township', township]])
    expect(plan.posts.map(({ what, role, isHead, to }) => [what, role, isHead, to])).toEqual([['new', 'clerk', false, undefined], ['new', 'committee', false, undefined], ['new', 'reviewer', true, '2028-01-01']])
    expect(plan.edges).toEqual([{ unit: plan.units[0]!.key, above: plan.units[1]!.key, kind: 'parent' }])
  })

  test.each<[string, readonly Row[]]>([
    ['place-unknown 2 place', [{ ...clerk, place: '没有镇' }]],
    ['place-many 2 place', [{ ...clerk, place: '河村' }]],
    ['place-level 2 place', [{ ...clerk, place: '东镇' }]],
    ['duty-elsewhere 2 duty', [{ ...clerk, duty: '分办员' }]],
    ['cell-missing 2 name', [{ ...clerk, name: '' }]],
    ['username-form 2 username', [{ ...clerk, username: '甲' }]],
    ['not-date 2 to', [{ ...clerk, to: '5/3/26' }]],
    ['term-order 2 to', [{ ...clerk, from: '2026-12-01', to: '2026-12-01' }]],
    ['term-over 2 to', [{ ...clerk, from: '2026-01-01', to: '2026-11-28' }]],
    ['head-later 2 head', [{ ...clerk, head: '是', from: '2026-12-01' }]],
    ['term-far 2 from', [{ ...clerk, from: '2028-12-01' }]],
    ['row-twice 3 username', [clerk, clerk]],
    ['username-twice 3 username', [clerk, { ...clerk, name: '示例乙' }]],
    ['same-name 3 name', [clerk, { ...clerk, username: 'yi', duty: '村务监督委员会' }]],
    ['may-not-combine 3 duty', [clerk, { unit: '数据局', kind: '平台管理', place: '示例县', name: '示例甲', username: 'guanli', duty: '系统管理员' }]],
    ['may-not-combine 3 username', [clerk, { unit: '数据局', kind: '平台管理', place: '示例县', name: '示例甲', username: 'jia', duty: '系统管理员' }]],
    ['unit-differs 3 kind', [{ ...clerk, unit: '东镇政府', kind: '乡镇（街道）', place: '东镇', duty: '乡镇审核人' }, { ...clerk, unit: '东镇政府', kind: '责任部门', place: '东镇', duty: '办理人', name: '示例乙', username: 'yi' }]],
    ['not-stationed 2 supervises', [{ ...clerk, supervises: '东镇政府' }]],
    ['supervised-unknown 2 supervises', [{ unit: '派驻组', kind: '监督部门', place: '示例县', name: '示例乙', username: 'yi', duty: '监督人', supervises: '没有局' }]],
  ])('says %s and names the cell', (problem, rows) => {
    expect(read(rows).problems).toEqual([problem])
  })

  test('changes what differs, leaves what is there, and never moves somebody who has another post', () => {
    const units = [{ id: 'unit', kind: 'village' as const, place: village, name: '河村村委会', nameEn: 'River' }]
    const post = { officerId: 'officer', username: 'jia', name: '示例甲', unitId: 'unit', role: 'clerk' as const, group: undefined, title: undefined, from: undefined, to: undefined, isHead: false }
    const what = (row: Row, facts: Partial<SetUpFacts> = {}) => read([{ ...clerk, ...row }], { units, posts: [post], ...facts })
    expect(what({}).plan.posts[0]!.what).toBe('left')
    expect(what({ title: '文书' }).plan.posts[0]!.what).toBe('changed')
    expect(what({ title: '文书' }, { own: new Set(['jia']) }).problems).toEqual(['own-account 2 username'])
    expect(what({ duty: '村务监督委员会' }).problems).toEqual(['post-elsewhere 2 username'])
    expect(what({ name: '示例乙' }).problems).toEqual(['name-differs 2 name'])
    expect(what({}, { posts: [], taken: new Set(['jia']) }).problems).toEqual(['username-taken 2 username'])
  })

  test('puts no group over a unit that stands over it', () => {
    const units = [{ id: 'bureau', kind: 'responsible' as const, place: county, name: '水利局', nameEn: 'Water' }, { id: 'group', kind: 'supervising' as const, place: county, name: '派驻组', nameEn: 'Group' }]
    const row = { unit: '派驻组', kind: '监督部门', place: '示例县', name: '示例乙', username: 'yi', duty: '监督人', supervises: '水利局' }
    expect(read([row], { units }).plan.edges).toEqual([{ unit: 'bureau', above: read([row], { units }).plan.units[0]!.key, kind: 'supervises' }])
    expect(read([row], { units, edges: [{ unitId: 'bureau', aboveId: 'group', kind: 'supervises' }] }).plan.edges).toEqual([])
    expect(read([row], { units, edges: [{ unitId: 'group', aboveId: 'bureau', kind: 'parent' }] }).problems).toEqual(['supervised-circle 2 supervises'])
  })

  test('says at once that a column is missing, that nobody stands in it, and that there is no table', () => {
    expect(readSetUp({ ...sheetOf([]), rows: [['单位', '姓名', '岗位'], ['甲', '乙', '丙']] }).problems.map(({ column }) => column)).toEqual(['kind', 'place', 'username'])
    expect(readSetUp(sheetOf([])).problems).toEqual([{ code: 'no-rows' }])
    expect(readSetUp({ ...sheetOf([]), rows: [['随便']] }).problems).toEqual([{ code: 'no-table' }])
  })

  test('gives nobody two of the three powers, power beside work, or both halves of the way to a name', () => {
    const apart = (one: Duty, other: Duty) => areApart(one, other) && areApart(other, one)
    expect([apart('system-admin', 'security-admin'), apart('audit-admin', 'clerk'), apart('custodian-A', 'custodian-B'), apart('clerk', 'handler'), apart('custodian-A', 'clerk')]).toEqual([true, true, true, false, false])
  })
})
