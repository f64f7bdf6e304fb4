import type { CaseState } from '#rules/cases/states.ts'
import type { DraftState } from '#rules/disclosures/lifecycle.ts'
import type { InBoth } from './language.ts'

/** Where a complaint stands, short enough for a column of a register. For residents see text/cases.ts. */
export const staffStateTexts: InBoth<Record<CaseState, string>> = {
  'zh-CN': {
    submitted: '待受理',
    needsMoreInfo: '待补充',
    lapsed: '未补充终止',
    diverted: '已指引',
    rejectionProposed: '拟不受理',
    rejected: '不予受理',
    appealed: '申诉待复核',
    accepted: '待分办',
    assigned: '待签收',
    returned: '已退回',
    countyDecides: '待受理单位指定',
    handling: '办理中',
    jointHandling: '联合办理',
    extensionPending: '延期待定',
    replyDrafted: '答复待审',
    replied: '已答复',
    rated: '已评价',
    redo: '待重办签收',
    escalated: '待受理单位决定',
    closed: '已办结',
    merged: '已合并',
    withdrawn: '已撤回',
  },
  en: {
    submitted: 'To accept',
    needsMoreInfo: 'More asked',
    lapsed: 'Lapsed',
    diverted: 'Shown elsewhere',
    rejectionProposed: 'Rejection proposed',
    rejected: 'Rejected',
    appealed: 'Appealed',
    accepted: 'To assign',
    assigned: 'To sign for',
    returned: 'Sent back',
    countyDecides: 'Desk decides',
    handling: 'In hand',
    jointHandling: 'Joint work',
    extensionPending: 'Extension asked',
    replyDrafted: 'Reply in review',
    replied: 'Answered',
    rated: 'Rated',
    redo: 'Redo to sign for',
    escalated: 'Desk to decide',
    closed: 'Closed',
    merged: 'Merged',
    withdrawn: 'Withdrawn',
  },
}

/** The grades by number, 5 the best. */
export const gradeTexts: InBoth<Record<number, string>> = {
  'zh-CN': { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
  en: { 5: 'very satisfied', 4: 'satisfied', 3: 'fairly satisfied', 2: 'dissatisfied', 1: 'very dissatisfied' },
}

/** Where a draft stands. */
export const draftStateTexts: InBoth<Record<DraftState, string>> = {
  'zh-CN': { draft: '草稿', atCommittee: '待村监委审核', submitted: '待乡镇审核', returned: '已退回', scheduled: '已定时', approved: '已通过' },
  en: { draft: 'Draft', atCommittee: 'With the committee', submitted: 'In review', returned: 'Sent back', scheduled: 'Scheduled', approved: 'Approved' },
}

/** Said where a rating has been given that may not be read yet. */
export const ratingKeptTexts: InBoth<string> = {
  'zh-CN': '群众的评价要到评价当月过完、并且本单位至少有 5 件评价时，才一并公布；在这之前不显示内容。',
  en: 'Ratings are shown together, once their month is over and at least 5 of the unit’s complaints have been rated; until then nothing of them is shown.',
}
