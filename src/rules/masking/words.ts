import { healthTerms } from './health-terms.ts'
import type { FindingKind } from './kinds.ts'

/** Where a text stands. `aid`: beside the name of somebody who receives aid. `name`: it should be a person's name. */
export type TextContext = { readonly aid?: boolean; readonly name?: boolean }

/** A place in a text, in UTF-16 units. */
export type Span = { readonly kind: FindingKind; readonly start: number; readonly length: number }

type Detector = {
  readonly kind: FindingKind
  readonly pattern: RegExp
  /** Only beside the names of people who receive aid. */
  readonly onlyAid?: true
  /** A last look at what the pattern found. `before` is what stands in front of it. */
  readonly holds?: (found: RegExpExecArray, context: TextContext, before: string) => boolean
}

const figure = '(?:\\d{1,4}|[一二三四五六七八九十百]{1,4})'
const gap = '[:：\\s为是]{0,4}'
const notAHouse = '(?!路灯|灯|机井|井|桥|泵|坝|塘|渠|线|地块|地|门面|厂房|标段|合同|凭证|文|令|票|仓|库|车|公告|通知|图|院|楼|召开|上午|下午|晚|前|以前|之前|发放|到账|开会|完工|开工|举行)'
const homeWords = /(?:住址|家住|住在|现住|居住|家庭地址|家庭住址|户籍)[^。；;\n]{0,24}$/u
const publicPhone = /(?:热线|监督|举报|咨询|投诉|服务|村委|居委|办公|政府|纪委|单位|公司)[^。；;\n]{0,8}$/u

// Every quantifier has an end (linear.test.ts reads them), so the time for one text grows with its length and nothing else.
const detectors: readonly Detector[] = [
  { kind: 'social-card', pattern: new RegExp(`(?<=(?:社保卡|社会保障卡|医保卡|社保)(?:号码?|编号)?${gap})[A-Z0-9]\\d{8}(?![0-9A-Za-z])`, 'gu') },
  { kind: 'landline', pattern: new RegExp(`(?<=(?:家庭|住宅|宅|家里|家中|本人|户主|个人)(?:固定)?(?:联系)?(?:座机|电话|固话)(?:号码?)?${gap})0\\d{2,3}[-—－ ]?\\d{7,8}(?!\\d)`, 'gu') },
  { kind: 'landline', onlyAid: true, pattern: /(?<![\d-])0\d{2,3}[-—－ ]\d{7,8}(?![\d-])/gu, holds: (_found, _context, before) => !publicPhone.test(before) },
  { kind: 'address', pattern: new RegExp(`${figure}(?:栋|幢|号楼|座)[,，\\s]?(?:${figure}单元[,，\\s]?)?\\d{3,4}(?:室|号|房|户)?(?!\\d|元|米|平|万|亩)`, 'gu') },
  { kind: 'address', pattern: new RegExp(`${figure}单元[,，\\s]?\\d{2,4}(?:室|号|房|户)`, 'gu') },
  { kind: 'address', pattern: new RegExp(`(?<=[组队屯村庄])\\s?${figure}(?:[-－之]\\d{1,3})?号${notAHouse}`, 'gu') },
  { kind: 'address', pattern: new RegExp(`(?<=巷|弄|胡同|里|街|路|大道)\\s?${figure}(?:[-－之]\\d{1,3})?号${notAHouse}`, 'gu'), holds: (_found, context, before) => context.aid === true || homeWords.test(before) },
  { kind: 'address', pattern: new RegExp(`门牌(?:号码?)?${gap}[A-Z]?\\d{1,5}(?:[-－]\\d{1,3})?(?!\\d|块|个|元)`, 'gu') },
  { kind: 'birth-date', pattern: new RegExp(`(?:出生(?:日期|年月日?|于|时间)?|生于|(?<!发)生日)${gap}(?:19|20)\\d{2}[年.\\-/]\\d{1,2}(?:[月.\\-/](?:\\d{1,2}日?)?)?`, 'gu') },
  { kind: 'birth-date', pattern: /(?:19|20)\d{2}[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?(?:出生|生人?)(?!\s?\d|人|率|证|登|效|产|活|态)/gu },
  { kind: 'minor', pattern: /(?<![\d.\-—~～至到])\d{1,2}\s?周?岁(?![以及至到\-—~～])/gu, holds: isMinorAge },
  { kind: 'minor', onlyAid: true, pattern: /(?:孤儿|事实无人抚养|困境儿童|留守儿童|未成年子?女?|幼儿园|小学生|初中生|婴幼?儿)(?!补|津|基本|保障|救助|之家|项目|活动|关爱|福利|入托|保护)/gu },
  { kind: 'health', onlyAid: true, pattern: new RegExp(healthTerms.join('|'), 'gu') },
  { kind: 'placeholder', pattern: /某某|[XxＸ]{3,60}|(?<![a-z])test(?![a-z])/giu, holds: (_found, { name }) => name === true },
  { kind: 'placeholder', pattern: /^\s{0,60}(?:张三|李四|王五|赵六|测试.{0,8}|示例.{0,8}|姓名|待定|无名氏?)\s{0,60}$/gu, holds: (_found, { name }) => name === true },
]

/** For the test that reads every pattern. */
export const wordPatterns: readonly RegExp[] = [...detectors.map(({ pattern }) => pattern), homeWords, publicPhone]

const childWords = /儿童|孩子|学生|女儿|儿子|孙子|孙女|幼儿|小学|中学|婴/u

function isMinorAge(found: RegExpExecArray, context: TextContext, before: string): boolean {
  const age = Number(/\d{1,2}/u.exec(found[0])?.[0])
  // “3岁” in a list of aid is a child. Elsewhere it may be a tree or a machine, unless a word for children stands beside it.
  return age < 18 && (context.aid === true || childWords.test(before.slice(-12) + found.input.slice(found.index, found.index + 14)))
}

/** Finds what words, not check digits, give away. Some of it is only personal beside the name of somebody who receives aid. */
export function findPersonalWords(text: string, context: TextContext = {}): Span[] {
  if (text.length < 2) return []
  const plain = halfWidth(text)
  return detectors.flatMap(detector => detector.onlyAid && !context.aid ? [] : spansOf(detector, plain, context))
}

function spansOf({ kind, pattern, holds }: Detector, text: string, context: TextContext): Span[] {
  const spans: Span[] = []
  pattern.lastIndex = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    if (!holds || holds(found, context, text.slice(Math.max(0, found.index - 40), found.index))) spans.push({ kind, start: found.index, length: found[0].length })
  }
  return spans
}

/** Full-width digits and letters as plain ones; every character keeps its place. */
function halfWidth(text: string): string {
  return text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}

/** Whether a heading or a file's name speaks of aid: then the words under it on illness and age belong to people. */
export function isAboutAid(heading: string): boolean {
  return /低保|特困|救助|补贴|补助|残疾|优抚|高龄|孤儿/u.test(heading)
}
