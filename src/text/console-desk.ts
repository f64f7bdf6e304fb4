import type { InBoth } from './language.ts'

/** Queues of cases and of drafts by key. `returned` means two things, so drafts have their own table. */
export const caseQueueWords: InBoth<Record<string, string>> = {
  'zh-CN': {
    'to-accept': '待受理',
    'to-confirm': '不予受理与申诉，待决定',
    'to-assign': '待分办',
    'ready-to-assign': '文字已备，可以分办',
    'county-decides': '待受理单位决定',
    returned: '被退回，待重新分办',
    extensions: '延期待决定',
    reviews: '答复待审核',
    'badly-rated': '评价不满意，待重办',
    visits: '待回访',
    'to-release': '来信待转给单位',
    supervised: '督办中',
    'to-sign': '待签收',
    cards: '有督办卡',
    handling: '办理中',
    helping: '协办中',
    waiting: '等待他方决定',
    answered: '已答复',
    overdue: '已超期',
    all: '全部投诉',
  },
  en: {
    'to-accept': 'To accept',
    'to-confirm': 'Rejections and appeals',
    'to-assign': 'To assign',
    'ready-to-assign': 'Text written, ready to assign',
    'county-decides': 'For the desk to decide',
    returned: 'Sent back, to assign again',
    extensions: 'Extensions to decide',
    reviews: 'Replies to review',
    'badly-rated': 'Rated badly, to order again',
    visits: 'Return visits owed',
    'to-release': 'Words to pass on to units',
    supervised: 'Under supervision',
    'to-sign': 'To sign for',
    cards: 'With cards',
    handling: 'In hand',
    helping: 'Helping with',
    waiting: 'Waiting for others',
    answered: 'Answered',
    overdue: 'Overdue',
    all: 'All complaints',
  },
}

export const draftQueueWords: InBoth<Record<string, string>> = {
  'zh-CN': { mine: '草稿与已提交', returned: '被退回', 'at-committee': '待村监委审核', 'to-review': '待审核', scheduled: '已定时公开', approved: '已通过' },
  en: { mine: 'Drafts and handed in', returned: 'Sent back', 'at-committee': 'For the committee', 'to-review': 'To review', scheduled: 'Scheduled', approved: 'Approved' },
}

/** For reviewers, `returned` is what they sent back and wait for. */
export const reviewerReturnedWords: InBoth<string> = { 'zh-CN': '已退回，待修改', en: 'Sent back, being mended' }

const zh = {
  title: '工作台',
  queues: '待办', proposals: { list: '清单改动待您决定', rules: '办案规则改动待您决定' },
  seeAll: (count: number) => `查看全部 ${count} 条`,
  clear: '现在没有等您办的事。',
  clearMore: '新的事项到来时，左侧的数字会变化。',
  dueFirst: '期限近的在前',
  newestFirst: '最近修改的在前',
}

type Words = typeof zh

const en: Words = {
  title: 'Desk',
  queues: 'Waiting for you', proposals: { list: 'Changes of the item list', rules: 'Changes of the rules for cases' },
  seeAll: count => `See all ${count}`,
  clear: 'Nothing is waiting for you.',
  clearMore: 'The figures on the left change when something arrives.',
  dueFirst: 'soonest due first',
  newestFirst: 'latest change first',
}

/** The desk: what waits, in queues. */
export const deskWords: InBoth<Words> = { 'zh-CN': zh, en }
