import { typedValue } from '#rules/disclosures/display.ts'
import type { DraftInput } from '#actions/drafts.ts'
import { inventedFirm, inventedName, type Chance } from './chance.ts'

export const yuan = (fen: number): string => typedValue({ key: '', zh: '', en: '', type: 'money', required: false, audience: 'public' }, fen)

const incomes = [
  ['contract-income', '鱼塘承包费', 300_000, 900_000], ['contract-income', '机动地承包费', 200_000, 600_000], ['operating-income', '厂房租金', 500_000, 1_500_000],
  ['grant-income', '村级转移支付', 1_500_000, 4_000_000], ['grant-income', '环境整治补助', 200_000, 800_000], ['other-income', '存款利息', 1_000, 20_000],
] as const
const expenses = [
  ['pay-expense', '村干部基本报酬', 1_200_000, 1_800_000], ['administration-expense', '办公用纸墨粉', 8_000, 60_000], ['administration-expense', '村部电费', 20_000, 90_000],
  ['construction-expense', '路灯更换零工', 5_000, 80_000], ['welfare-expense', '重阳节慰问品', 50_000, 300_000], ['relief-expense', '困难户临时慰问', 20_000, 100_000],
  ['other-expense', '垃圾清运费', 100_000, 450_000], ['administration-expense', '报刊订阅', 10_000, 50_000], ['construction-expense', '沟渠清淤机械费', 80_000, 500_000],
] as const

/** One month of a village's books, entry by entry. Returns the closing balance in fen, with which the next month opens. */
export function monthOfBooks(luck: Chance, village: { code: number; name: string }, month: string, opening: number, entries: number): { input: DraftInput; closing: number } {
  const days = Array.from({ length: entries }, () => luck.whole(1, 28)).sort((a, b) => a - b)
  let balance = opening
  let [income, expense] = [0, 0]
  const rows = days.map((day, i) => {
    const isIncome = i === 0 || luck.next() < 0.3
    const [category, summary, least, most] = luck.pick<readonly [string, string, number, number]>(isIncome ? incomes : expenses)
    const fen = Math.round(luck.whole(least, most) / 10) * 10
    balance += isIncome ? fen : -fen
    if (isIncome) income += fen
    else expense += fen
    return {
      seq: String(i + 1), date: `${month}-${String(day).padStart(2, '0')}`, voucherNo: `记${String(i + 1).padStart(3, '0')}`, summary, category,
      counterparty: luck.next() < 0.4 ? inventedName(luck) : inventedFirm(luck, luck.pick(['商贸', '建筑', '环卫', '农资'])),
      [isIncome ? 'income' : 'expense']: yuan(fen), balance: yuan(balance), handler: '演示·村会计', approver: '演示·村书记', witness: inventedName(luck),
    }
  })
  const cash = Math.min(Math.max(balance, 0), 50_000)
  const fields = {
    openingBalance: yuan(opening), income: yuan(income), expense: yuan(expense), closingBalance: yuan(balance), bankBalance: yuan(balance - cash), cashBalance: yuan(cash),
    reviewedBy: '演示·民主理财小组', bookkeeper: '演示·村会计', agentCentre: '虚构镇会计代理服务中心',
  }
  return { closing: balance, input: { villageCode: village.code, item: 'income-expense-detail', period: month, title: `${village.name.replace('村委会', '村')}${Number(month.slice(5))}月财务收支明细`, fields, rows } }
}

/** The contracts a village has, as they stand at the end of a quarter. */
export function contracts(luck: Chance, village: { code: number; name: string }, quarter: string, asOf: string): DraftInput {
  const subjects = ['东塘鱼塘承包', '村部门面房租赁', '机动地承包', '老小学校舍租赁', '晒场租赁', '茶山承包', '光伏屋顶租赁', '水库养殖承包']
  let [total, arrears] = [0, 0]
  const rows = subjects.slice(0, luck.whole(5, 8)).map((subject, i) => {
    const price = luck.whole(20, 400) * 10_000
    const late = luck.next() < 0.2 ? Math.round(price / 2) : 0
    total += price
    arrears += late
    return {
      seq: String(i + 1), contractNo: `演示合同${String(village.code).slice(6)}-${i + 1}`, kind: i % 2 ? 'lease' : 'contracting', lessor: '演示村股份经济合作社',
      lessee: luck.next() < 0.6 ? inventedName(luck) : inventedFirm(luck, '农业'), subject, areaMu: String(luck.whole(2, 60)), start: `20${luck.whole(19, 23)}-01-01`, end: `20${luck.whole(27, 32)}-12-31`,
      method: luck.pick(['tender', 'auction', 'open-negotiation']), price: yuan(price), payCycle: '每年', paidAmount: yuan(price - late), arrears: yuan(late), approvalMeeting: '村民代表会议表决通过',
    }
  })
  const fields = { asOf, contracts: String(rows.length), priceTotal: yuan(total), arrearsTotal: yuan(arrears) }
  return { villageCode: village.code, item: 'contract-ledger', period: quarter, title: `${village.name.replace('村委会', '村')}合同台账（${quarter.replace('-Q', '年第')}季度）`, fields, rows }
}
