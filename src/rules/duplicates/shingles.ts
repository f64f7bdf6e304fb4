/**
 * What stays of a complaint when the words that every complaint has are gone: pairs of neighbouring Chinese characters, and the
 * numbers named. Pairs, because a word segmenter would be a package, and because paraphrases share characters before they share words
 * (招待费, 接待费).
 */
export type Shingles = { readonly pairs: ReadonlySet<string>; readonly numbers: ReadonlySet<number> }

/** How a complaint is told, not what it is about: the phrases of hotline clerks and of letters. */
const stock = ['来电人', '来访人', '来访群众', '群众来访', '群众', '市民', '村民来电', '来电', '来访', '反映', '举报', '咨询', '询问', '质疑', '要求', '希望', '请求', '请', '核实', '核查', '查处', '调查', '查一查', '查清楚', '相关部门', '尽快', '立即', '说明', '公开', '公布', '公示', '什么', '没有', '我们', '我家', '其家', '本人', '村里', '该村', '怎么', '凭什么', '认为', '问题', '情况', '原因', '称', '说']

/** One matter, several words: each group is written as its first. */
const synonyms: readonly (readonly string[])[] = [
  ['耕地补贴', '耕地地力保护补贴', '地力补贴', '种粮补贴'],
  ['轿车', '小汽车', '小轿车', '汽车'],
  ['招待', '接待'],
  ['坏', '损坏', '毁坏', '断', '压坏', '受损'],
  ['不亮', '熄灭'],
  ['招标', '投标', '招投标'],
  ['承包', '发包', '租给', '出租', '招租', '租赁'],
  ['停发', '停了', '取消'],
  ['过世', '去世', '死亡', '逝世'],
  ['施工停', '停工', '施工中断'],
  ['粪', '粪水', '粪污'],
  ['发黄', '是黄的'],
  ['医保', '医疗保险', '参保'],
  ['亲戚', '亲属'],
  ['书记', '支书', '村书记'],
  ['护栏', '栏杆'],
  ['厕所', '改厕'],
  ['机耕路', '机耕道'],
  ['孩', '儿童', '小孩', '孩子'],
  ['塌', '垮', '塌方'],
]

const notText = /[^\p{Script=Han}0-9.]+/gu

/** The pairs and numbers of a text. Pairs do not reach over punctuation or a removed phrase. */
export function shinglesOf(text: string): Shingles {
  const plain = text.normalize('NFKC')
  const pairs = new Set<string>()
  for (const run of withoutStock(withSynonyms(plain)).split(notText)) {
    const characters = [...run.replace(/[0-9.]/gu, '')]
    if (characters.length === 1) pairs.add(characters[0]!)
    for (let at = 1; at < characters.length; at++) pairs.add(characters[at - 1]! + characters[at]!)
  }
  return { pairs, numbers: numbersIn(plain) }
}

function withSynonyms(text: string): string {
  return synonyms.reduce((told, [first, ...others]) => [...others].sort((a, b) => b.length - a.length).reduce((line, other) => line.replaceAll(other, first!), told), text)
}

function withoutStock(text: string): string {
  return stock.reduce((left, phrase) => left.replaceAll(phrase, '，'), text)
}

const digit: Readonly<Record<string, number>> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const unit: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }

/** Numbers of two digits and more, in figures or Chinese: 8000, 八千, 五十多万, 1.2 and 一亩二分. Smaller ones are in every text. */
function numbersIn(text: string): ReadonlySet<number> {
  const found = new Set<number>()
  for (const [figure] of text.matchAll(/\d+(?:\.\d+)?万?/gu)) found.add(Number.parseFloat(figure) * (figure.endsWith('万') ? 10_000 : 1))
  for (const [, mu, fen] of text.matchAll(/([一二两三四五六七八九])亩([一二三四五六七八九])分?/gu)) found.add(digit[mu!]! + digit[fen!]! / 10)
  for (const [spoken] of text.matchAll(/[零〇一二两三四五六七八九十百千万]+(?:[余多来几]?[十百千万])?/gu)) found.add(spokenNumber(spoken))
  return new Set([...found].filter(number => number >= 10 || !Number.isInteger(number)))
}

function spokenNumber(spoken: string): number {
  let whole = 0
  let part = 0
  let last = 0
  for (const character of spoken) {
    if (digit[character] !== undefined) last = digit[character]
    else if (character === '万') [whole, part, last] = [whole + (part + last || 1) * 10_000, 0, 0]
    else if (unit[character] !== undefined) [part, last] = [part + (last || 1) * unit[character], 0]
  }
  return whole + part + last
}
