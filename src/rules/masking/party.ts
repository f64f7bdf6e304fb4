import { maskPersonName } from './person-name.ts'

// Endings that only organisations carry. A single character such as 社 or 站 also ends given names, so it counts only
// behind a name too long for a person.
const organisationWords = [
  '公司 集团 合作社 合作联社 委员会 村委会 居委会 党支部 党总支 党委 政府 办事处 管委会 监委会 中心 银行 信用社 分社 支行',
  '分行 农商行 学校 小学 中学 幼儿园 大学 学院 医院 卫生院 卫生室 经营部 经营户部 门市部 批发部 服务部 工程队 施工队 农业站',
  '农经站 服务站 加油站 水利站 供电所 财政所 派出所 事务所 研究院 设计院 研究所 敬老院 养老院 超市 商店 商行 商场 饭店 酒店',
  '宾馆 建材店 五金店 文具店 广告店 印刷厂 砖瓦厂 水泥厂 加工厂 农场 林场 养殖场 基金会 慈善会 协会 学会 联合会 供销社 联社',
  '经济组织 经联社 财政局 民政局 农业农村局 水利局 交通局 自然资源局 管理局 税务局 有限责任 工作室 项目部 代理处 代销点 电信',
  '移动 联通 保险',
].join(' ').split(' ')
const organisationEnding = new RegExp(`(?:${organisationWords.join('|')})$`, 'u')
const longOrganisationEnding = /(?:村|组|社|店|厂|场|站|所|局|院|部|处|队|行|馆|办|会|园)$/u
const harmlessBracket = /^(?:普通合伙|有限合伙|特殊普通合伙|个人独资|个体工商户|集团|中国|筹|原[^（()）]{0,20}公司)$/u

/**
 * The other party of a payment or contract: organisations are shown, people are masked. What is not clearly an organisation is
 * taken for a person, and a name in brackets behind an organisation (建材店(张三)) is hidden.
 */
export function maskPartyName(text: string): string {
  const name = text.trim()
  const trailing = /^(.*[^（(])[（(]([^（()）]*)[）)]$/su.exec(name)
  if (trailing && isOrganisation(trailing[1] ?? '')) {
    const [, organisation = '', inside = ''] = trailing
    return harmlessBracket.test(inside) || isOrganisation(inside) ? text : `${organisation}(**)`
  }
  return isOrganisation(name) ? text : maskPersonName(text)
}

function isOrganisation(name: string): boolean {
  const length = [...name].length
  // Several names in one cell are never one organisation: each has to be looked at by itself.
  if (/[、，,；;\n]/u.test(name)) return false
  return (length >= 4 && organisationEnding.test(name)) || (length >= 6 && longOrganisationEnding.test(name) && !/[·•\s]/u.test(name))
}
