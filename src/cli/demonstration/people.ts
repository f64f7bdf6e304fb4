import { administratorRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { cityOf, rangeOf, townshipOf } from '#rules/divisions/division-code.ts'
import { namedId } from '#platform/crypto/named-id.ts'
import type { Db } from '#records/database.ts'
import { listPlacesOfCounty, listVillages } from '#records/divisions.ts'
import { listItems } from '#records/catalogue.ts'
import { insertOrganisation, type NewBinding, type NewEdge, type NewOfficer, type NewUnit } from '#records/organisation.ts'

/** Hanshan county, where the demonstration is set. The places are real; every person and firm in it is invented. */
export const county = 340_522_000_000
/** The discipline bodies that take confidential reports in the demonstration: the county's and, for reports about its own people, the city's. */
export const demonstrationBodies = [county, cityOf(county)] as const
/** The three villages with two years of records. */
export const mainVillages = [340_522_100_200, 340_522_101_200, 340_522_105_201] as const

const since = '2022-11-01'

/** A sign-in that the start prints. */
export type DemonstrationAccount = { readonly username: string; readonly password: string; readonly role: OfficerRole; readonly roleZh: string; readonly place: string; readonly villageCode: number; readonly officerId: string }

type Department = { readonly key: string; readonly zh: string; readonly en: string; readonly stationedZh: string; readonly stationedEn: string; readonly categories: readonly string[] }

/** Which county department answers for a category, and which stationed group watches it. */
const departments: readonly Department[] = [
  { key: 'organisation', zh: '县委组织部（演示）', en: 'County organisation department (demo)', stationedZh: '县纪委监委党风政风监督室（演示）', stationedEn: 'Conduct supervision office (demo)', categories: ['party'] },
  { key: 'civil', zh: '县民政局（演示）', en: 'County civil affairs bureau (demo)', stationedZh: '派驻县民政局纪检监察组（演示）', stationedEn: 'Group stationed at civil affairs (demo)', categories: ['village'] },
  { key: 'agriculture', zh: '县农业农村局（演示）', en: 'County agriculture bureau (demo)', stationedZh: '派驻县农业农村局纪检监察组（演示）', stationedEn: 'Group stationed at agriculture (demo)', categories: ['three-assets', 'other'] },
  { key: 'finance', zh: '县财政局（演示）', en: 'County finance bureau (demo)', stationedZh: '派驻县财政局纪检监察组（演示）', stationedEn: 'Group stationed at finance (demo)', categories: ['livelihood'] },
  { key: 'housing', zh: '县住建局（演示）', en: 'County construction bureau (demo)', stationedZh: '派驻县住建局纪检监察组（演示）', stationedEn: 'Group stationed at construction (demo)', categories: ['projects'] },
]

export const unitId = {
  discipline: namedId('unit discipline'),
  cityDiscipline: namedId('unit city discipline'),
  inspection: (code: number) => namedId(`unit inspection ${code}`),
  leadership: namedId('unit leadership'), administration: namedId('unit administration'),
  custody: (group: 'A' | 'B') => namedId(`unit custody ${group}`),
  department: (key: string) => namedId(`unit ${key}`),
  stationed: (key: string) => namedId(`unit stationed ${key}`),
  place: (code: number) => namedId(`unit ${code}`),
}
export const officerId = {
  clerk: (village: number) => namedId(`clerk ${village}`),
  committee: namedId('committee'),
  townshipClerk: (township: number) => namedId(`township clerk ${township}`),
  reviewer: (township: number) => namedId(`reviewer ${township}`),
  triage: namedId('triage'), secondTriage: namedId('second triage'), cityTriage: namedId('city triage'), leader: namedId('leader'),
  inspector: (body: number, which: 'first' | 'second') => namedId(`inspector ${body} ${which}`),
  secondHandler: namedId('second handler'), administrator: (role: string) => namedId(role),
  custodian: (group: 'A' | 'B') => namedId(`custodian ${group}`),
  handler: (key: string) => namedId(`handler ${key}`),
  supervisor: (key: string) => namedId(`supervisor ${key}`),
}

/** Sets up the units of the county, one officer for each duty and place, and the two units of every item. The first village has a committee from a day on. */
export async function setUpOrganisation(owner: Db, committeeSince: string): Promise<void> {
  const places = await listPlacesOfCounty(owner, county)
  const villages = places.filter(place => place.level === 'village')
  const townships = places.filter(place => place.level === 'township')
  const items = await listItems(owner)
  await insertOrganisation(owner, {
    units: [...countyUnits(), ...places.map(place => placeUnit(place))],
    officers: [...countyOfficers(), ...villages.map(clerkOf), committeeOf(committeeSince), ...townships.flatMap(place => [reviewerOf(place), townshipClerkOf(place)])],
    bindings: items.map(item => bindingOf(item.slug, item.category)),
    edges: [...countyEdges(), ...places.flatMap(placeEdge)], heads: [{ unitId: unitId.leadership, officerId: officerId.leader, validFrom: since }],
  })
}

function unit(id: string, kind: string, nameZh: string, nameEn: string, divisionCode = county): NewUnit {
  return { id, kind, nameZh, nameEn, divisionCode, countyCode: county }
}

function countyUnits(): NewUnit[] {
  return [
    unit(unitId.discipline, 'discipline', '县纪委监委信访室（演示）', 'County discipline body, letters office (demo)'),
    unit(unitId.inspection(county), 'inspection', '县纪委监委检举控告室（演示）', 'County discipline body, confidential reports (demo)'),
    { ...unit(unitId.inspection(cityOf(county)), 'inspection', '市纪委监委检举控告室（演示）', 'City discipline body, confidential reports (demo)', cityOf(county)), countyCode: cityOf(county) },
    { ...unit(unitId.cityDiscipline, 'discipline', '市纪委监委信访室（演示）', 'City discipline body, letters office (demo)', cityOf(county)), countyCode: cityOf(county) },
    unit(unitId.leadership, 'leadership', '县委县政府（演示）', 'County leadership (demo)'),
    unit(unitId.administration, 'administration', '县数据资源管理局（演示）', 'County data office (demo)'),
    unit(unitId.custody('A'), 'custody', '县纪委监委案件监督管理室，身份保管A组（演示）', 'Custodians of identities, group A (demo)'),
    unit(unitId.custody('B'), 'custody', '县档案馆，身份保管B组（演示）', 'Custodians of identities, group B (demo)'),
    ...departments.map(department => unit(unitId.department(department.key), 'responsible', department.zh, department.en)),
    ...departments.map(department => unit(unitId.stationed(department.key), 'supervising', department.stationedZh, department.stationedEn)),
  ]
}

function placeUnit({ code, name, level }: { code: number; name: string; level: string }): NewUnit {
  return level === 'village'
    ? unit(unitId.place(code), 'village', name, `${name} (village committee)`, code)
    : unit(unitId.place(code), 'township', `${name}人民政府`, `${name} (township government)`, code)
}

function edge(below: string, above: string, kind: NewEdge['kind'] = 'parent'): NewEdge {
  return { unitId: below, aboveId: above, kind }
}

/** Departments and the discipline body stand under the leadership of the county, stationed groups under the discipline body, which the city's supervises. */
function countyEdges(): NewEdge[] {
  return [
    edge(unitId.discipline, unitId.leadership), edge(unitId.inspection(county), unitId.leadership), edge(unitId.discipline, unitId.cityDiscipline, 'supervises'),
    ...departments.flatMap(({ key }) => [edge(unitId.department(key), unitId.leadership), edge(unitId.stationed(key), unitId.discipline)]),
  ]
}

function placeEdge({ code, level }: { code: number; level: string }): NewEdge[] {
  if (level === 'township') return [edge(unitId.place(code), unitId.leadership)]
  return level === 'village' ? [edge(unitId.place(code), unitId.place(townshipOf(code)))] : []
}

function officer(id: string, role: OfficerRole, name: string, unitOf: string, range: { low: number; high: number }): NewOfficer {
  return { id, userId: null, unitId: unitOf, role, name, reachLow: range.low, reachHigh: range.high, activeFrom: since }
}

function countyOfficers(): NewOfficer[] {
  const whole = rangeOf(county)
  return [
    officer(officerId.triage, 'triage', '演示·分办员', unitId.discipline, whole),
    officer(officerId.secondTriage, 'triage', '演示·分办员乙', unitId.discipline, whole),
    officer(officerId.cityTriage, 'triage', '演示·市级分办员', unitId.cityDiscipline, rangeOf(cityOf(county))),
    officer(officerId.leader, 'leader', '演示·分管领导', unitId.leadership, whole),
    ...demonstrationBodies.flatMap(inspectorsOf), ...administratorRoles.map(role => officer(officerId.administrator(role), role, `演示·${administratorNames[role]}`, unitId.administration, whole)),
    ...(['A', 'B'] as const).map(group => ({ ...officer(officerId.custodian(group), 'custodian', `演示·身份保管人${group}`, unitId.custody(group), whole), custodianGroup: group })),
    ...departments.map(({ key, zh }) => officer(officerId.handler(key), 'handler', `演示·${zh.slice(1, 3)}办理员`, unitId.department(key), whole)),
    officer(officerId.secondHandler, 'handler', '演示·农业农村办理员乙', unitId.department('agriculture'), whole),
    ...departments.map(({ key, zh }) => officer(officerId.supervisor(key), 'supervisor', `演示·${zh.slice(1, 3)}监督员`, unitId.stationed(key), whole)),
  ]
}

const administratorNames = { 'system-admin': '系统管理员', 'security-admin': '安全管理员', 'audit-admin': '审计管理员' } as const

function inspectorsOf(body: number): NewOfficer[] {
  return (['first', 'second'] as const).map(which => officer(officerId.inspector(body, which), 'inspector', which === 'first' ? '演示·检举控告员甲' : '演示·检举控告员乙', unitId.inspection(body), rangeOf(body)))
}

function clerkOf({ code }: { code: number }): NewOfficer {
  return officer(officerId.clerk(code), 'clerk', '演示·信息员', unitId.place(code), { low: code, high: code })
}

function committeeOf(activeFrom: string): NewOfficer {
  const [code] = mainVillages
  return { ...officer(officerId.committee, 'committee', '演示·村监委主任', unitId.place(code), { low: code, high: code }), activeFrom }
}

function townshipClerkOf({ code }: { code: number }): NewOfficer {
  return officer(officerId.townshipClerk(code), 'clerk', '演示·乡镇经办员', unitId.place(code), rangeOf(code))
}

function reviewerOf({ code }: { code: number }): NewOfficer {
  return officer(officerId.reviewer(code), 'reviewer', '演示·审核员', unitId.place(code), rangeOf(code))
}

/** The department of an item's category. */
export function departmentOf(category: string): string {
  return (departments.find(department => department.categories.includes(category)) ?? departments[2]!).key
}

function bindingOf(itemSlug: string, category: string): NewBinding {
  const key = departmentOf(category)
  return { countyCode: county, itemSlug, responsibleUnitId: unitId.department(key), supervisingUnitId: unitId.stationed(key), validFrom: since }
}

/** The accounts that the demonstration offers, one per duty; their password is known to everybody, so they exist nowhere else. */
export async function demonstrationAccounts(db: Db): Promise<DemonstrationAccount[]> {
  const village = mainVillages[0]
  const names = new Map((await listVillages(db, rangeOf(townshipOf(village)))).map(place => [place.code, place.name]))
  const account = (username: string, role: OfficerRole, roleZh: string, place: string, id: string): DemonstrationAccount =>
    ({ username, password: 'yidiantong-demo', role, roleZh, place, villageCode: village, officerId: id })
  return [
    account('clerk', 'clerk', '村信息员', names.get(village) ?? '', officerId.clerk(village)),
    account('committee', 'committee', '村务监督委员会', names.get(village) ?? '', officerId.committee),
    account('township-clerk', 'clerk', '乡镇经办员', '环峰镇', officerId.townshipClerk(townshipOf(village))),
    account('reviewer', 'reviewer', '乡镇审核员', '环峰镇', officerId.reviewer(townshipOf(village))),
    account('triage', 'triage', '县纪委分办员', '含山县', officerId.triage),
    account('city-triage', 'triage', '市纪委分办员', '马鞍山市', officerId.cityTriage),
    account('second-triage', 'triage', '县纪委分办员乙', '含山县', officerId.secondTriage),
    account('supervisor', 'supervisor', '监督单位', '派驻县农业农村局', officerId.supervisor('agriculture')),
    account('handler', 'handler', '责任单位办理员', '县农业农村局', officerId.handler('agriculture')),
    account('second-handler', 'handler', '责任单位办理员乙', '县农业农村局', officerId.secondHandler),
    account('leader', 'leader', '领导（只读）', '含山县', officerId.leader),
    account('inspector', 'inspector', '检举控告办理人', '含山县', officerId.inspector(county, 'first')),
    account('second-inspector', 'inspector', '检举控告办理人乙', '含山县', officerId.inspector(county, 'second')),
    ...administratorRoles.map(role => account(role, role, administratorNames[role], '含山县', officerId.administrator(role))),
    account('custodian', 'custodian', '身份保管人（B组，先去外层）', '含山县', officerId.custodian('B')),
    account('second-custodian', 'custodian', '身份保管人（A组，后开里层）', '含山县', officerId.custodian('A')),
    account('city-inspector', 'inspector', '检举控告办理人', '马鞍山市', officerId.inspector(cityOf(county), 'first')),
  ]
}
