import type { DutyRule } from '#rules/duties/duty-calendar.ts'
import type { DutyStanding } from '#rules/duties/standing.ts'
import type { RecordStanding } from '#rules/disclosures/lifecycle.ts'
import type { InBoth } from './language.ts'

/** What has become of a duty, in one word. */
export const dutyStandingTexts: InBoth<Record<DutyStanding, string>> = {
  'zh-CN': {
    running: '本期进行中', owed: '待公开', dueSoon: '即将到期', overdue: '逾期未公开', published: '按时公开', publishedLate: '逾期后公开', nil: '无此事项', nilLate: '无此事项（逾期报）',
    toBackFill: '待补录', backFilled: '已补录',
  },
  en: {
    running: 'period running', owed: 'to publish', dueSoon: 'due soon', overdue: 'overdue', published: 'published on time', publishedLate: 'published late', nil: 'nothing happened',
    nilLate: 'nothing happened (declared late)', toBackFill: 'to fill in', backFilled: 'filled in',
  },
}

/** The rule a due day rests on, as a sentence. */
export const dutyRuleTexts: InBoth<Record<DutyRule, string>> = {
  'zh-CN': {
    monthly: '每月一次，次月15日前', quarterly: '每季度一次，下季度首月15日前', 'half-yearly': '每半年一次，期满次月15日前', annual: '每年一次，次年1月15日前',
    'annual-day': '每年一次，按该事项规定的日期', event: '随时公开，事后10日内', 'back-fill': '往年内容，由近及远补录',
  },
  en: {
    monthly: 'monthly, by the 15th of the next month', quarterly: 'quarterly, by the 15th of the first month of the next quarter', 'half-yearly': 'half-yearly, by the 15th of the month after',
    annual: 'once a year, by 15 January of the next', 'annual-day': 'once a year, by the day set for this item', event: 'whenever it happens, within 10 days', 'back-fill': 'a past year, filled in afterwards',
  },
}

/** Where a published record stands. */
export const recordStandingTexts: InBoth<Record<RecordStanding, string>> = {
  'zh-CN': { noticeRunning: '公示中', noticeEnded: '公示期已满', published: '已公开', archived: '存档', withdrawn: '已撤回' },
  en: { noticeRunning: 'under public notice', noticeEnded: 'notice period over', published: 'published', archived: 'archived', withdrawn: 'withdrawn' },
}
