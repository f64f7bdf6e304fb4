import { administratorRoles, type OfficerRole } from '../policy/officer.ts'
import type { CustodianGroup } from '../identity/groups.ts'
import type { DivisionLevel } from '../divisions/division-code.ts'

export const unitKinds = ['village', 'township', 'discipline', 'inspection', 'supervising', 'responsible', 'leadership', 'custody', 'administration'] as const
export type UnitKind = (typeof unitKinds)[number]

/** A word of the spreadsheet in both languages; the first of each is what the template offers. */
type Word = { readonly zh: readonly [string, ...string[]]; readonly en: readonly [string, ...string[]] }

export const kindWords: Record<UnitKind, Word> = {
  village: { zh: ['村（社区）', '村', '社区'], en: ['village', 'community'] },
  township: { zh: ['乡镇（街道）', '乡镇', '街道', '镇', '乡'], en: ['township'] },
  responsible: { zh: ['责任部门', '责任单位'], en: ['responsible department'] },
  supervising: { zh: ['监督部门', '派驻纪检监察组'], en: ['supervising unit', 'stationed group'] },
  discipline: { zh: ['纪委监委信访室', '信访室'], en: ['discipline body'] },
  inspection: { zh: ['检举控告室'], en: ['confidential reports'] },
  leadership: { zh: ['领导机关', '县领导机关', '市领导机关'], en: ['leadership'] },
  custody: { zh: ['身份保管'], en: ['custody of identities'] },
  administration: { zh: ['平台管理'], en: ['administration'] },
}

/** At which levels a unit of a kind can be. */
export const levelsOf = {
  village: ['village'], township: ['township'], responsible: ['city', 'county', 'township'],
  supervising: ['city', 'county'], discipline: ['city', 'county'], inspection: ['city', 'county'], leadership: ['city', 'county'], custody: ['city', 'county'], administration: ['city', 'county'],
} as const satisfies Record<UnitKind, readonly DivisionLevel[]>

/** A duty as the spreadsheet names it: of custodians each group is one. */
export type Duty = Exclude<OfficerRole, 'custodian'> | 'custodian-A' | 'custodian-B'

export const dutyWords: Record<Duty, Word> = {
  clerk: { zh: ['信息员', '村级信息员', '乡镇经办员'], en: ['clerk'] },
  committee: { zh: ['村务监督委员会'], en: ['supervisory committee'] },
  reviewer: { zh: ['乡镇审核人', '审核员'], en: ['reviewer'] },
  handler: { zh: ['办理人', '责任单位办理人'], en: ['handler'] },
  supervisor: { zh: ['监督人', '监督员'], en: ['supervisor'] },
  triage: { zh: ['分办员', '县纪委监委分办', '市纪委监委分办'], en: ['triage desk'] },
  inspector: { zh: ['检举控告办理人'], en: ['inspector'] },
  leader: { zh: ['分管领导', '领导'], en: ['leader'] },
  'custodian-A': { zh: ['身份保管人A组'], en: ['custodian A'] },
  'custodian-B': { zh: ['身份保管人B组'], en: ['custodian B'] },
  'system-admin': { zh: ['系统管理员'], en: ['system administrator'] },
  'security-admin': { zh: ['安全管理员'], en: ['security administrator'] },
  'audit-admin': { zh: ['审计管理员'], en: ['audit administrator'] },
}

export function roleOf(duty: Duty): OfficerRole {
  return duty === 'custodian-A' || duty === 'custodian-B' ? 'custodian' : duty
}

export function groupOf(duty: Duty): CustodianGroup | undefined {
  return duty === 'custodian-A' ? 'A' : duty === 'custodian-B' ? 'B' : undefined
}

/** Whether one person may never have both duties, in whatever units: the three powers, and the two halves of the way to a name. */
export function areApart(one: Duty, other: Duty): boolean {
  const powers: readonly string[] = administratorRoles
  if (one === other) return false
  return powers.includes(one) || powers.includes(other) || (groupOf(one) !== undefined && groupOf(other) !== undefined)
}

export const setUpColumns = ['unit', 'unitEn', 'kind', 'place', 'name', 'username', 'duty', 'title', 'head', 'from', 'to', 'supervises', 'person'] as const
export type SetUpColumn = (typeof setUpColumns)[number]
export const neededColumns = ['unit', 'kind', 'place', 'name', 'username', 'duty'] as const satisfies readonly SetUpColumn[]

export const columnWords: Record<SetUpColumn, Word> = {
  unit: { zh: ['单位', '单位名称'], en: ['Unit'] },
  unitEn: { zh: ['单位英文名'], en: ['Unit in English'] },
  kind: { zh: ['单位类别'], en: ['Kind of unit'] },
  place: { zh: ['区划', '区划代码', '行政区划'], en: ['Place'] },
  name: { zh: ['姓名'], en: ['Name'] },
  username: { zh: ['用户名', '账号'], en: ['User name'] },
  duty: { zh: ['岗位', '平台岗位'], en: ['Duty'] },
  title: { zh: ['职务'], en: ['Post title'] },
  head: { zh: ['是否负责人', '负责人'], en: ['Head'] },
  from: { zh: ['任职起', '任职开始'], en: ['From'] },
  to: { zh: ['任职止', '任职结束'], en: ['To'] },
  supervises: { zh: ['派驻监督单位', '监督的单位'], en: ['Stationed at'] },
  person: { zh: ['同名说明', '是否同一人'], en: ['Namesake'] },
}

/** How a line says that it is none of those of the same name; the reason follows. */
export const otherPersonWords = ['另一人', '不是同一人', 'another person', 'somebody else'] as const

export const headWords = { yes: { zh: ['是'], en: ['yes'] }, no: { zh: ['否'], en: ['no'] } } as const satisfies Record<'yes' | 'no', Word>

/** A word as it is compared: without blanks, brackets of either width alike, in small letters. */
export function plainWord(text: string): string {
  return text.slice(0, 200).normalize('NFKC').replaceAll(/[\s*]+/gu, '').toLowerCase()
}

/** What a cell says, of a table of words. */
export function wordIn<Key extends string>(words: Readonly<Record<Key, Word>>, text: string): Key | undefined {
  const plain = plainWord(text)
  return (Object.keys(words) as Key[]).find(key => [...words[key].zh, ...words[key].en].some(word => plainWord(word) === plain))
}
