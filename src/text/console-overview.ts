import type { InBoth } from './language.ts'

type Interval = { readonly numerator: number; readonly denominator: number; readonly low: number; readonly high: number }

const zh = {
  title: '情况总览',
  lead: '按区划代码排列，不作排名。每个比例都给出分子和分母。',
  shares: {
    'villages-publishing': '近一个季度有公开的村（社区）',
    'answered-in-time': '在期限内答复',
    rated: '群众已评价',
    satisfied: '已公布的评价中基本满意以上',
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
  ratings: {
    title: '群众评价',
    lead: '按单位名称排列，不作排名。满意率只算已公布的评价（过了当月、满 5 件才公布）。竖线是算出来的满意率，浅色一段是实际可能的范围（95% 的把握）：评价越少，这一段越宽，越不能当真。',
    unit: '单位',
    response: '已评价／已答复',
    satisfied: '基本满意以上',
    scores: '分项平均（5 分最好）',
    score: (mean: number, count: number) => `${mean.toFixed(1)}（${count} 件）`,
    share: (numerator: number, denominator: number) => (denominator === 0 ? '0 / 0' : `${Math.round((numerator / denominator) * 100)}%（${numerator} / ${denominator}）`),
    interval: ({ numerator, denominator, low, high }: Interval) => `${Math.round((numerator / denominator) * 100)}%（${numerator} / ${denominator}），实际可能在 ${Math.round(low * 100)}%～${Math.round(high * 100)}%`,
    tooFew: '评价太少（不足 5 件）',
    look: '值得看一看（不说明评价的群众有任何问题）',
    patterns: {
      'quick-best': (ratings: number) => `${ratings} 件评价全是最好一档，都在答复后 10 分钟内`,
      'same-words': (ratings: number) => `${ratings} 件投诉的意见除标点外一字不差`,
      'same-minute': (ratings: number) => `${ratings} 件评价都在同一分钟`,
      'entered-by-one': (ratings: number) => `${ratings} 件最好评价都来自同一人代为登记的投诉`,
    },
    empty: '还没有答复过的投诉。',
  },
}

type Words = typeof zh

const en: Words = {
  title: 'Overview',
  lead: 'In the order of division codes; this is no ranking. Every share shows its numerator and denominator.',
  shares: {
    'villages-publishing': 'Villages that published in the last quarter',
    'answered-in-time': 'Answered in time',
    rated: 'Rated by residents',
    satisfied: 'Fairly satisfied or better, of published ratings',
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
  ratings: {
    title: 'Ratings by residents',
    lead: 'In the order of names; this is no ranking. Shares count published ratings only: of months that are over, once there are five. The line is the share; the pale band is where it may really lie (95 % certain). Few ratings make a wide band, and a wide band proves little.',
    unit: 'Unit',
    response: 'Rated of answered',
    satisfied: 'Fairly satisfied or better',
    scores: 'Single points (5 is best)',
    score: (mean, count) => `${mean.toFixed(1)} (${count})`,
    share: (numerator, denominator) => (denominator === 0 ? '0 of 0' : `${Math.round((numerator / denominator) * 100)}% (${numerator} of ${denominator})`),
    interval: ({ numerator, denominator, low, high }) => `${Math.round((numerator / denominator) * 100)}% (${numerator} of ${denominator}), really between ${Math.round(low * 100)} and ${Math.round(high * 100)}%`,
    tooFew: 'too few (under 5)',
    look: 'Worth a look (no sign of anything wrong with those who rated)',
    patterns: {
      'quick-best': ratings => `all ${ratings} ratings are the best grade, within 10 minutes of the answer`,
      'same-words': ratings => `the same opinion, word for word, on ${ratings} complaints`,
      'same-minute': ratings => `all ${ratings} ratings in the same minute`,
      'entered-by-one': ratings => `${ratings} best ratings, all of complaints that one officer wrote down`,
    },
    empty: 'No complaint has been answered yet.',
  },
}

/** The leaders' overview. */
export const overviewWords: InBoth<Words> = { 'zh-CN': zh, en }
