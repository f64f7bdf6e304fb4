import type { InBoth } from './language.ts'

const zh = {
  title: '情况总览',
  lead: '按区划代码排列，不作排名。每个比例都给出分子和分母。',
  shares: {
    'villages-publishing': '近一个季度有公开的村（社区）',
    'answered-in-time': '在期限内答复',
    rated: '群众已评价',
    satisfied: '评价为基本满意以上',
  } as Record<string, string>,
  of: (numerator: number, denominator: number) => `${numerator} / ${denominator}`,
  noneYet: '尚无',
  place: '村（社区）',
  published: '已公开',
  lastPublished: '最近公开',
  never: '没有公开过',
  open: '在办投诉',
  overdue: '超期',
  closed: '已办结',
  rated: '已评价',
  villages: (count: number) => `${count} 个村（社区）`,
  totals: '合计',
  empty: '辖区内还没有村（社区）。',
}

type Words = typeof zh

const en: Words = {
  title: 'Overview',
  lead: 'In the order of division codes; this is no ranking. Every share shows its numerator and denominator.',
  shares: {
    'villages-publishing': 'Villages that published in the last quarter',
    'answered-in-time': 'Answered in time',
    rated: 'Rated by residents',
    satisfied: 'Rated fairly satisfied or better',
  },
  of: (numerator, denominator) => `${numerator} of ${denominator}`,
  noneYet: 'none yet',
  place: 'Village',
  published: 'Published',
  lastPublished: 'Last published',
  never: 'never',
  open: 'Open complaints',
  overdue: 'Overdue',
  closed: 'Closed',
  rated: 'Rated',
  villages: count => (count === 1 ? '1 village' : `${count} villages`),
  totals: 'Total',
  empty: 'There are no villages here yet.',
}

/** The leaders' overview. */
export const overviewWords: InBoth<Words> = { 'zh-CN': zh, en }
