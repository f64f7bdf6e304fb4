import { describe, expect, test } from 'vitest'
import type { PlainDate } from '../calendar/plain-date.ts'
import { officerRoles } from '../policy/officer.ts'
import { readSetUp } from './set-up-lines.ts'
import { planSetUp } from './set-up-plan.ts'
import type { KnownPerson } from './persons.ts'
import type { SetUpFacts } from './set-up.ts'
import { areApart, columnWords, dutyWords, kindWords, roleOf, setUpColumns, wordIn, type Duty } from './set-up-words.ts'

const [county, township, village, other] = [340_599_000_000, 340_599_100_000, 340_599_100_201, 340_599_101_000]
const nothing: SetUpFacts = {
  today: '2026-11-28' as PlainDate, units: [], posts: [], edges: [], custodians: [], persons: [], taken: new Set(), own: new Set(),
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

  test('makes the units of a city from its own file, each under what leads it there, and none of its counties', () => {
    const city = 340_500_000_000
    const places = [{ code: city, name: '示例市', level: 'city' as const }]
    const at = (unit: string, kind: string, duty: string, n: number): Row => ({ unit, kind, place: '示例市', name: `示例${n}`, username: `shi.${n}`, duty })
    const rows = [at('市委市政府', '领导机关', '分管领导', 1), at('市纪委监委信访室', '信访室', '分办员', 2), at('市水利局', '责任部门', '办理人', 3), { ...at('派驻市水利局组', '监督部门', '监督人', 4), supervises: '市水利局' }, at('市纪委检举控告室', '检举控告室', '检举控告办理人', 5), at('市数据局', '平台管理', '系统管理员', 6)]
    const { plan, problems } = read(rows, { places })
    expect(problems).toEqual([])
    expect(plan.units.map(({ kind, place }) => [kind, place])).toEqual(['leadership', 'discipline', 'responsible', 'supervising', 'inspection', 'administration'].map(kind => [kind, city]))
    const name = (key: string) => plan.units.find(unit => unit.key === key)!.name
    expect(plan.edges.map(({ unit, above, kind }) => `${name(unit)} ${kind} ${name(above)}`)).toEqual([
      '市纪委监委信访室 parent 市委市政府', '市水利局 parent 市委市政府', '派驻市水利局组 parent 市纪委监委信访室', '市纪委检举控告室 parent 市委市政府', '市水利局 supervises 派驻市水利局组',
    ])
    expect(read([{ ...clerk, place: '示例市' }], { places }).problems).toEqual(['place-level 2 place'])
    expect(read([at('县水利局', '责任部门', '办理人', 7)].map(row => ({ ...row, place: String(county) })), { places }).problems).toEqual(['place-unknown 2 place'])
  })

  test('puts the two groups of custodians into no unit together and into no person', () => {
    const custody = (n: number, duty: string, unit = '档案馆'): Row => ({ unit, kind: '身份保管', place: '示例县', name: `示例${n}`, username: `bao.${n}`, duty })
    expect(read([custody(1, '身份保管人A组'), custody(2, '身份保管人A组'), custody(3, '身份保管人B组', '监督管理室')]).problems).toEqual([])
    expect(read([custody(1, '身份保管人A组'), custody(2, '身份保管人B组')]).problems).toEqual(['other-group 3 duty'])
    const units = [{ id: 'archive', kind: 'custody' as const, place: county, name: '档案馆', nameEn: 'Archive' }]
    // Whoever was a custodian there counts after the end of the post: the unit has seen what its group opens.
    const custodians = [{ unitId: 'archive', username: undefined, name: '示例9', group: 'A' as const }]
    expect(read([custody(2, '身份保管人B组')], { units, custodians }).problems).toEqual(['other-group 2 duty'])
    expect(read([custody(2, '身份保管人A组')], { units, custodians }).problems).toEqual([])
    expect(read([custody(9, '身份保管人B组', '监督管理室')], { units, custodians }).problems).toEqual(['person-in-both 2 name'])
  })

  describe('whose a new post is', () => {
    const held = (n: number, more: Partial<KnownPerson> = {}): KnownPerson => ({ officerId: `post-${n}`, personId: `person-${n}`, name: '示例甲', role: 'clerk', username: `old.${n}`, unit: { zh: '湖村村委会', en: 'x' }, from: '2020-01-01' as PlainDate, to: '2026-01-01' as PlainDate, ...more })
    const of = (rows: readonly Row[], persons: readonly KnownPerson[] = []) => { const { plan, problems } = read(rows, { persons }); return problems.length > 0 ? problems : plan.posts.map(({ person }) => (person && 'held' in person ? person.personId : person)) }

    test('is whoever has the name, before or in the file, and somebody new where nobody has it', () => {
      expect(of([clerk])).toEqual([undefined])
      expect(of([clerk], [held(1)])).toEqual(['person-1'])
      expect(of([{ ...clerk, name: '示例 甲' }], [held(1), held(2, { personId: 'person-1' })])).toEqual(['person-1'])
      const second: Row = { unit: '东镇政府', kind: 'township', place: String(township), name: '示例甲', username: 'yi', duty: 'reviewer' }
      expect(of([clerk, second])).toEqual([undefined, { row: 2 }])
      expect(of([clerk, second], [held(1)])).toEqual(['person-1', 'person-1'])
      expect(of([clerk, { ...second, person: '另一人：不是一个村的' }])).toEqual([undefined, { other: '不是一个村的' }])
    })

    test('is said where several have the name, by a user name or by why it is another', () => {
      const two = [held(1), held(2)]
      expect(of([clerk], two)).toEqual(['which-person 2 person'])
      expect(of([{ ...clerk, person: 'OLD.2' }], two)).toEqual(['person-2'])
      expect(of([{ ...clerk, person: 'old.3' }], two)).toEqual(['person-unknown 2 person'])
      expect(of([{ ...clerk, person: '另一人' }], two)).toEqual(['person-reason 2 person'])
      expect(of([{ ...clerk, person: 'another person: born elsewhere' }], two)).toEqual([{ other: 'born elsewhere' }])
    })

    test('gives nobody two kinds of power on one day, whether the file or the platform has the other', () => {
      const admin = (duty: string, more: Row = {}): Row => ({ unit: '数据局', kind: '平台管理', place: '示例县', name: '示例甲', username: 'guanli', duty, ...more })
      const now = { to: undefined, unit: { zh: '数据局', en: 'x' } }
      expect(of([admin('系统管理员')], [held(1, { ...now, role: 'security-admin' })])).toEqual(['powers-apart 2 duty'])
      // Of two of the three powers no reason helps: nobody could tell from the names that there are three.
      expect(of([admin('系统管理员', { person: '另一人：不是一个单位的' })], [held(1, { ...now, role: 'security-admin' })])).toEqual(['powers-apart 2 duty'])
      expect(of([admin('系统管理员')], [held(1, { to: undefined })])).toEqual(['powers-apart 2 duty'])
      expect(of([admin('系统管理员', { person: '另一人：不是一个村的' })], [held(1, { to: undefined })])).toEqual([{ other: '不是一个村的' }])
      expect(of([admin('系统管理员')], [held(1)])).toEqual(['person-1'])
      expect(of([clerk, admin('系统管理员', { name: '示例乙', person: 'jia' })])).toEqual(['powers-apart 3 duty'])
      expect(of([clerk, admin('系统管理员', { person: '另一人：不是一个村的' })])).toEqual([undefined, { other: '不是一个村的' }])
    })
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
