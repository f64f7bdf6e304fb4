/**
 * Words by which people name an official's wrongdoing, as they write it themselves, and behind each what it also stands in without meaning that. A hint and no
 * verdict: whoever meant an ordinary complaint says so and goes on, so a word is left out when ordinary matters are full of it (送礼, 侵占 between neighbours).
 */
const table: Readonly<Record<string, readonly string[]>> = {
  // money and gifts for what is owed anyway
  受贿: [], 行贿: [], 索贿: [], 贿选: [], 贿赂: ['反贿赂'], 好处费: [], 回扣: ['退回扣', '返回扣', '收回扣款', '收回扣除'], 收受: ['收受理'], 收黑钱: [], 收好处: ['收好处费'], 收了好处: ['收了好处费'], 拿了好处: ['拿了好处费'], 要好处: ['要好处费'],
  收红包: [], 收了红包: [], 要红包: [], 送红包: [], 塞红包: [], 收礼: ['丰收礼', '签收礼', '回收礼'], 吃拿卡要: [], 不给钱不办: [], 不送礼不办: [], 雁过拔毛: [],
  // money of the village, of the state, of those who are entitled to it
  贪污: ['反贪污', '防贪污'], 贪腐: ['反贪腐'], 贪官: [], 挪用: [], 侵吞: [], 私吞: [], 私分: ['公私分'], 中饱私囊: [], 小金库: [], 冒领: ['防冒领'], 套取: ['外套取', '手套取'], 截留: ['截留雨水', '截留河水', '截留污水', '截留水'],
  克扣: ['克扣工资', '克扣工钱'], 侵占公款: [], 侵占集体: [], 侵占村集体: [], 侵占补贴: [], 侵占资金: [], 吃空饷: [], 公款吃喝: [], 公款旅游: [], 公车私用: [],
  // power
  以权谋私: [], 滥用职权: [], 权钱交易: [], 假公济私: [], 徇私: [], 渎职: [], 包庇: [], 保护伞: [], 打击报复: [], 优亲厚友: [], 买官: ['买官方'], 干部腐败: [], 腐败分子: [], 违纪违法: [],
  'bribe': [], 'kickback': [], 'embezzle': [], 'abuse of power': [],
}

/** The words of a report in what somebody wrote; none where it is no such matter. */
export function reportWordsIn(...written: readonly (string | undefined)[]): readonly string[] {
  // A line may break within a word, and some write them apart so that no filter finds them.
  const said = written.map(text => text ?? '').join('\n').toLowerCase()
  const [asWritten, closed] = [said.replaceAll(/\s+/gu, ' '), said.replaceAll(/\s/gu, '')]
  return Object.entries(table).filter(([word, harmless]) => harmless.reduce((left, phrase) => left.replaceAll(phrase, ' '), word.includes(' ') ? asWritten : closed).includes(word)).map(([word]) => word)
}
