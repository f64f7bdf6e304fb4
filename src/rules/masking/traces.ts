import { findPersonalData } from './detect.ts'
import type { FindingKind } from './kinds.ts'

/** What in a complaint leads to whoever wrote it: what is personal anywhere, and what somebody says of himself. */
export type TraceKind = Exclude<FindingKind, 'picture' | 'unreadable' | 'placeholder'> | 'contact' | 'name' | 'self' | 'plot'

/** `red`: it identifies by itself and must be gone, or stand for a reason. `yellow`: a person looks and decides. */
export type Trace = { readonly kind: TraceKind; readonly start: number; readonly length: number; readonly severity: 'red' | 'yellow'; readonly replacement: string }

const redKinds: ReadonlySet<TraceKind> = new Set(['id-number', 'bank-card', 'phone', 'social-card', 'landline', 'contact'])

/** Everything in a text that leads to a person, in order and without overlap: what identifies by itself stays before what only may. */
export function findTraces(text: string): Trace[] {
  // A complaint stands beside nobody's name, and still each of these words is somebody's: as strict as for receivers of aid.
  const known = findPersonalData(text, { aid: true }).filter(({ kind }) => kind !== 'placeholder').map(finding => ({ ...finding, kind: finding.kind as TraceKind }))
  const found = [...known, ...patterns.flatMap(({ kind, pattern }) => spansOf(kind, pattern, text))]
    .map(({ kind, start, length }): Trace => ({ kind, start, length, severity: redKinds.has(kind) ? 'red' : 'yellow', replacement: replacementFor(kind, text.slice(start, start + length)) }))
    .sort((a, b) => Number(b.severity === 'red') - Number(a.severity === 'red') || b.length - a.length || a.start - b.start)
  const taken = new Uint8Array(text.length) // looked at by place: asking every trace about every other would take the square of the time
  const kept = found.filter(({ start, length }) => {
    if (taken.subarray(start, start + length).includes(1)) return false
    taken.fill(1, start, start + length)
    return true
  })
  return kept.sort((a, b) => a.start - b.start)
}

/** What may be the very matter: an allowance for the disabled cannot be complained about without its name. A person looks, no machine replaces. */
const mayBeMatter: ReadonlySet<TraceKind> = new Set(['health', 'minor', 'young-person'])

/** The text as the desk's form proposes it: every trace replaced that is nobody's matter. */
export function withoutTraces(text: string): string {
  return findTraces(text).filter(({ kind }) => !mayBeMatter.has(kind)).toReversed().reduce((now, trace) => replaced(now, trace), text)
}

/** The text with one trace replaced. */
export function replaced(text: string, { start, length, replacement }: Pick<Trace, 'start' | 'length' | 'replacement'>): string {
  return text.slice(0, start) + replacement + text.slice(start + length)
}

const surname = '(?:欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺])'
const given = '[一-鿿]{1,2}'
const kin = '(?:爸爸?|妈妈?|爹|娘|父亲|母亲|父母|儿子|女儿|孩子|媳妇|儿媳|女婿|老婆|妻子|爱人|老公|丈夫|哥哥?|弟弟?|姐姐?|妹妹?|爷爷|奶奶|外公|外婆|孙子|孙女|叔叔?|伯伯|舅舅|姑姑|婆婆|公公|岳父|岳母)'

type Pattern = { readonly kind: TraceKind; readonly pattern: RegExp }

// Every quantifier has an end (linear.test.ts reads them), so the time for one text grows with its length and nothing else.
const patterns: readonly Pattern[] = [
  { kind: 'contact', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/gu },
  { kind: 'contact', pattern: /(?<=(?:微信|QQ|qq|扣扣|邮箱)(?:号码?)?[:：是为\s]{0,3})[A-Za-z0-9][\w.-]{4,30}/gu },
  { kind: 'phone', pattern: /(?<=(?:电话|手机|座机|联系方式)(?:号码?)?[:：是为\s]{0,3})(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?!\d)/gu },
  { kind: 'name', pattern: new RegExp(`(?<=(?:我叫|名叫|姓名[:：是为\\s]{1,3}|户主[:：是为叫\\s]{1,3}|联系人[:：是\\s]{1,3}|(?:本人|我)(?:${kin})?[叫是](?=${surname})|我(?:家)?${kin})叫?)${surname}${given}(?=[，,。；;！!？?、\\s（(的]|$)`, 'gu') },
  { kind: 'name', pattern: new RegExp(`(?<=(?:村民|群众|社员|邻居|低保户|五保户|贫困户|承包户))(?!代表|小组|委员|自治|大会|反映|投诉|举报|都|们|住|家|的)${surname}${given}(?=[，,。；;！!？?、\\s（(家的说在把和与]|$)`, 'gu') },
  { kind: 'name', pattern: new RegExp(`(?<![一-鿿])${surname}[一-鿿]{0,2}(?=(?:同志|先生|女士|大爷|大娘|大妈|大叔|大伯|婶子?|老汉))`, 'gu') },
  { kind: 'name', pattern: new RegExp(`(?<![一-鿿])(?:老|小)${surname}(?=[家说的，,。])`, 'gu') },
  { kind: 'self', pattern: new RegExp(`(?:我们?家?|俺们?家?|咱家)(?:的)?${kin}`, 'gu') },
  { kind: 'self', pattern: /(?:第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:村民)?(?:小组|组|队)的?)?(?:我家|我们家|俺家|俺们家|咱家)(?:的)?(?:门口|门前|屋后|房子|老屋|田|地|承包地|宅基地|鱼塘|院子)?/gu },
  { kind: 'self', pattern: /(?:本人|我)(?:们)?(?:就)?(?:是|住在?|在|家住)[一-鿿0-9]{0,10}(?:组|队|户|庄|圩|屯|巷|号)(?:的)?/gu },
  { kind: 'self', pattern: /我(?:自己)?(?:种|承包|租|养|盖|交|领|买)(?:了|过|着|的)[一-鿿0-9.]{0,6}(?:亩|分地|头|只|间|元|块钱)/gu },
  { kind: 'self', pattern: /本人/gu },
  { kind: 'plot', pattern: /(?<![0-9A-Za-z])\d{12}[A-Z]{2}\d{5}(?![0-9A-Za-z])/gu },
  { kind: 'plot', pattern: /(?<=(?:宗地|地块|地籍|承包地|图斑|承包合同|确权证|经营权证|不动产权?证|土地证)(?:书)?(?:编?号码?|代码|编码)?[:：是为\s]{0,3})[A-Za-z0-9][A-Za-z0-9-]{2,30}(?:号)?/gu },
  { kind: 'plot', pattern: /\d{1,4}号(?:地块|宗地|田块?|鱼塘|地(?!方|区|点|址))/gu },
]

/** For the test that reads every pattern. */
export const tracePatterns: readonly RegExp[] = patterns.map(({ pattern }) => pattern)

function spansOf(kind: TraceKind, pattern: RegExp, text: string): { kind: TraceKind; start: number; length: number }[] {
  return [...text.matchAll(pattern)].map(found => ({ kind, start: found.index, length: found[0].length }))
}

/** What stands in the place of a trace, so that the sentence can still be read. */
function replacementFor(kind: TraceKind, text: string): string {
  switch (kind) {
    case 'id-number': case 'bank-card': case 'phone': case 'social-card': case 'landline': case 'contact': return '***'
    case 'name': return '某某'
    case 'self': return selfReplacement(text)
    case 'plot': return '某地块'
    case 'address': return '某处'
    case 'birth-date': return '某年出生'
    case 'minor': case 'young-person': return '某年龄'
    case 'health': return '某种情况'
  }
}

function selfReplacement(text: string): string {
  if (new RegExp(`${kin}$`, 'u').test(text)) return '某村民的家人'
  const home = /(?:我家|我们家|俺家|俺们家|咱家)(?:的)?(?<thing>.*)$/u.exec(text)
  if (home) return `某村民家${home.groups!['thing']}`
  return '某村民'
}
