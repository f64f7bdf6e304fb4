import type { DraftInput } from '#actions/drafts.ts'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import { inventedFirm, type Chance } from './chance.ts'
import { yuan } from './ledgers.ts'

export const stages = ['plan', 'tender', 'award', 'build', 'accept', 'settle'] as const
export type Stage = (typeof stages)[number]

const works = ['村口至东塘道路硬化', '中心村路灯安装', '大塘清淤护坡', '公厕改造', '文化广场铺装', '机耕路修复'] as const

/** One small works project, told as far as its stage. */
export function project(luck: Chance, village: { code: number; name: string }, n: number, stage: Stage, day: PlainDate): DraftInput {
  const work = works[n % works.length]!
  const reached = stages.indexOf(stage)
  const fund = luck.whole(80, 480) * 100_000
  const price = Math.round(fund * (0.86 + luck.next() * 0.1) / 100) * 100
  const winner = inventedFirm(luck, '建筑工程')
  const losers = [inventedFirm(luck, '市政'), inventedFirm(luck, '路桥')].filter(firm => firm !== winner)
  const at = (days: number) => addDays(day, days)
  const told: Partial<Record<Stage, Record<string, string>>> = {
    plan: {
      projectName: `${village.name.replace('村委会', '村')}${work}工程`, site: village.name.replace('村委会', '村'), content: `${work}，具体工程量见施工图。`, implementer: village.name, responsiblePerson: '演示·村书记',
      plannedStart: at(60), plannedEnd: at(200), fundSource: '财政衔接资金与村集体自筹', fundAmount: yuan(fund), hotline: '0555-0000000',
    },
    tender: { tenderMethod: 'village-comparison', noticeAt: at(10), bidDeadline: at(20), controlPrice: yuan(fund) },
    award: { openedAt: at(21), bidders: [winner, ...losers].join('；'), winner, winPrice: yuan(price), meetingProof: '村民代表会议纪要（演示）' },
    build: { contractAt: at(30), contractAmount: yuan(price), progressPct: reached === 3 ? String(luck.whole(20, 80)) : '100', status: reached === 3 ? 'in-progress' : 'finished', supervisor: '演示·监委会主任' },
    accept: { completedAt: at(150), acceptanceAt: at(165), acceptanceResult: 'passed' },
    settle: { settlementPrice: yuan(price), auditPrice: yuan(price), warrantyUntil: at(530) },
  }
  const fields = Object.assign({}, ...stages.slice(0, reached + 1).map(each => told[each])) as Record<string, string>
  const rows = reached < 3 ? [] : payments(winner, price, reached, at)
  return { villageCode: village.code, item: 'project-plan', period: at(reached === 0 ? 0 : reached < 3 ? 22 : reached === 3 ? 60 : 200), title: fields['projectName']!, fields, rows }
}

function payments(payee: string, price: number, reached: number, at: (days: number) => string) {
  const third = Math.floor(price / 300) * 100
  const paid = [['预付款', third, 32], ['进度款', third, 95], ['结算款', price - 2 * third, 190]] as const
  return paid.slice(0, reached === 3 ? 1 : reached === 4 ? 2 : 3).map(([purpose, fen, days], i) => ({ seq: String(i + 1), date: at(days), purpose, payee, amount: yuan(fen), voucherNo: `工${i + 1}` }))
}
