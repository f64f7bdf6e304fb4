import { projectStages, type ProjectStage } from '#rules/projects/facts.ts'
import { counted } from './values.ts'
import type { InBoth, Language } from './language.ts'

export const stageTexts: InBoth<Record<ProjectStage, string>> = {
  'zh-CN': { plan: '立项与资金', tender: '招标比选', award: '中标', contract: '合同', progress: '施工进度', acceptance: '竣工验收', settlement: '结算审计', payment: '付款', upkeep: '管护质保' },
  'en': { plan: 'Plan and funds', tender: 'Tender', award: 'Award', contract: 'Contract', progress: 'Progress', acceptance: 'Acceptance', settlement: 'Settlement', payment: 'Payments', upkeep: 'Upkeep' },
}

/** The name of a stage that stands in the details of a problem. */
export function stageName(language: Language, stage: string): string {
  const known = projectStages.find(one => one === stage)
  return known ? stageTexts[language][known] : stage
}

const stageDays: InBoth<Record<string, string>> = {
  'zh-CN': { noticeOn: '公告日期', bidDeadline: '投标截止日期', contractOn: '合同签订日期', acceptedOn: '验收日期', settledOn: '结算日期' },
  'en': { noticeOn: 'day of the notice', bidDeadline: 'day bids are due', contractOn: 'day of the contract', acceptedOn: 'day of acceptance', settledOn: 'day of settlement' },
}

/** The name of a day that stands in the details of a problem. */
export function stageDayName(language: Language, day: string): string {
  return stageDays[language][day] ?? day
}

const chinese = {
  listTitle: (name: string) => `${name}的工程项目`,
  listLink: '本村工程项目',
  none: '还没有公开带项目编号的工程。',
  code: '项目编号',
  stages: '走到哪一步',
  reached: '已公开',
  notYet: '还没有公开',
  money: '钱款对照',
  budget: '安排资金',
  controlPrice: '最高限价',
  winPrice: '中标价',
  contract: '合同价（含变更）',
  settled: '结算（审定）价',
  paid: '已付款',
  'over-budget': '合同价高于安排的资金，请看合同和变更的说明。',
  'over-contract': '已付款高于合同价和结算价，请看付款明细。',
  leadNote: '这只是提示，不等于有问题。有疑问请点“提问或投诉”。',
  who: '谁来做',
  client: '实施单位',
  winner: '中标单位',
  creditCode: '统一社会信用代码',
  bidders: '参与单位',
  notWinner: '未中标',
  site: '地点',
  content: '建设内容',
  fundSource: '资金来源',
  days: '日期',
  photos: '现场照片',
  photoPublished: (title: string, published: string) => `${title}，${published}公开`,
  photoTaken: (title: string, taken: string, published: string) => `${title}，${taken}拍摄，${published}公开`,
  records: (count: number) => `全部公开记录（${count}条）`,
  ask: '提问或投诉',
  askLead: '对工程质量、价格、招标、付款有疑问，都可以问。',
  board: '打印工地公示牌',
  boardTitle: (name: string) => `${name}：工地公示牌`,
  boardHelp: '用A4纸打印，贴在工地公示牌上。',
  boardScan: '扫码看这个工程的招标、合同、进度和付款',
  ocds: '开放合同数据（OCDS 1.1）',
  progress: '工程进度',
  projectOf: '这条内容属于工程',
}

/** Works projects as residents see them. */
export const projectTexts: InBoth<typeof chinese> = {
  'zh-CN': chinese,
  en: {
    listTitle: name => `Works projects of ${name}`,
    listLink: 'Works projects of the village',
    none: 'No project with a code has been published yet.',
    code: 'Project code',
    stages: 'How far it has come',
    reached: 'published',
    notYet: 'not published yet',
    money: 'Money side by side',
    budget: 'Funds allotted',
    controlPrice: 'Ceiling price',
    winPrice: 'Winning price',
    contract: 'Contract with changes',
    settled: 'Settled (audited) price',
    paid: 'Paid so far',
    'over-budget': 'The contract is higher than the funds allotted: see what contract and changes say.',
    'over-contract': 'More was paid than contract and settlement say: see the payments.',
    leadNote: 'This is only a hint and need not be wrong. If in doubt, ask.',
    who: 'Who does it',
    client: 'Client',
    winner: 'Winner',
    creditCode: 'Unified social credit code',
    bidders: 'Bidders',
    notWinner: 'not chosen',
    site: 'Site',
    content: 'What is built',
    fundSource: 'Source of funds',
    days: 'Days',
    photos: 'Photos from the site',
    photoPublished: (title, published) => `${title}, published ${published}`,
    photoTaken: (title, taken, published) => `${title}, taken ${taken}, published ${published}`,
    records: count => `All records (${counted(count, 'record', 'records')})`,
    ask: 'Ask or complain',
    askLead: 'Quality, price, tender, payments: ask about anything.',
    board: 'Print the board for the site',
    boardTitle: name => `${name}: site board`,
    boardHelp: 'Print on A4 and put it on the board at the site.',
    boardScan: 'Scan for tender, contract, progress and payments of this project',
    ocds: 'Open contracting data (OCDS 1.1)',
    progress: 'Progress',
    projectOf: 'This record belongs to the project',
  },
}
