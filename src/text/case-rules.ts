import type { CardAddressee } from '#rules/cases/card-rules.ts'
import type { LimitKey } from '#rules/cases/case-rules.ts'
import type { BoundBasis, BoundProblem } from '#rules/cases/rule-bounds.ts'
import type { InBoth, Language } from './language.ts'

/** What each limit of a county is called. Working days unless the name says otherwise. */
export const limitTexts: InBoth<Record<LimitKey, string>> = {
  'zh-CN': {
    accept: '收到投诉到受理', supply: '群众补充材料', reviveCalendarDays: '视为撤回后可恢复（自然日）', confirmRejection: '提出不予受理到复核', appealCalendarDays: '群众对不予受理提出异议（自然日）',
    decideAppeal: '异议到决定', assign: '受理到分办', reassign: '退回后重新分办', countyDecides: '末次退回后由受理单位指定', returnWithin: '单位提出不属本单位', mostReturns: '最多退回次数', sign: '单位签收', contact: '签收后首次联系群众',
    mostHelpers: '最多协办单位数', handle: '受理到答复', extensionDays: '每次最长延期', mostExtensions: '最多延期次数', askBefore: '最迟在到期前几日申请延期', review: '审核答复、决定延期',
    rateCalendarDays: '群众评价期限（自然日）', silentCloseCalendarDays: '答复后自动办结（自然日）', visit: '完成回访', visitPercent: '抽取回访的比例（%）', orderRedo: '差评后安排重办', redo: '重办', decideEscalation: '再次差评后由受理单位决定',
    supervise: '督办函要求的期限', raise: '无书面说明逐级上报的间隔', stillSolvedCalendarDays: '办结后询问是否反弹（自然日）', reopenCalendarDays: '办结后可重新提出（自然日）', yellowWithin: '剩余几日亮黄灯', yellowPercentUsed: '用时达到多少亮黄灯（%）',
  },
  en: {
    accept: 'From filing to acceptance', supply: 'For the complainant to supply what was asked', reviveCalendarDays: 'To revive a lapsed complaint (calendar days)', confirmRejection: 'From a proposed rejection to the second person',
    appealCalendarDays: 'For an appeal against a rejection (calendar days)', decideAppeal: 'From the appeal to its decision', assign: 'From acceptance to assignment', reassign: 'From a return to the next assignment',
    countyDecides: 'For the desk to decide after the last return', returnWithin: 'For a unit to say the matter is not its own', mostReturns: 'Most returns', sign: 'For the unit to sign', contact: 'From the signature to the first words to the complainant', mostHelpers: 'Most helping units',
    handle: 'From acceptance to the answer', extensionDays: 'Longest single extension', mostExtensions: 'Most extensions', askBefore: 'An extension is asked for at least so long before the due day', review: 'For review of an answer, and to decide about more time',
    rateCalendarDays: 'For the complainant to rate (calendar days)', silentCloseCalendarDays: 'From the answer until a complaint closes by itself (calendar days)', visit: 'For a return visit', visitPercent: 'Answers drawn for a return visit (%)',
    orderRedo: 'From a bad rating to the redo', redo: 'For the redo', decideEscalation: 'For the desk after a second bad rating', supervise: 'For what a supervision letter asks', raise: 'Between the levels an unanswered card or letter rises',
    stillSolvedCalendarDays: 'After closing: still solved? (calendar days)', reopenCalendarDays: 'May be reopened after closing (calendar days)', yellowWithin: 'Yellow light: days left', yellowPercentUsed: 'Yellow light: share of the time used (%)',
  },
}

/** Where the room of a county ends, and by which rule. */
export const boundBasisTexts: InBoth<Record<BoundBasis, string>> = {
  'zh-CN': {
    notice: '《信访工作条例》第二十三条：十五日内告知', remit: '《信访工作条例》第二十三条：五个工作日内提出异议', answer: '《信访工作条例》第三十四条：六十日内办结',
    extension: '《信访工作条例》第三十四条：延长不超过三十日', appeal: '《信访工作条例》第三十五条：三十日内可以请求复查', review: '《信访工作条例》第三十五条：三十日内提出复查意见',
    sample: '本平台规则：回访不少于五分之一', rating: '本平台规则：评价期内不自动办结', platform: '本平台规则：各县一致的群众权利和环节上限',
  },
  en: {
    notice: 'Regulation on petitions, article 23: told within 15 days', remit: 'Regulation on petitions, article 23: objections within 5 working days', answer: 'Regulation on petitions, article 34: done within 60 days',
    extension: 'Regulation on petitions, article 34: at most 30 days more', appeal: 'Regulation on petitions, article 35: review can be asked for within 30 days', review: 'Regulation on petitions, article 35: reviewed within 30 days',
    sample: 'Rule of the platform: at least every fifth is visited', rating: 'Rule of the platform: nothing closes while it can be rated', platform: 'Rule of the platform: rights and limits that are the same in every county',
  },
}

/** The desks a card goes to. */
export const addresseeTexts: InBoth<Record<CardAddressee, string>> = {
  'zh-CN': { triage: '受理分办', supervising: '监督单位', responsible: '责任单位', leader: '本级领导' },
  en: { triage: 'the county desk', supervising: 'the supervising unit', responsible: 'the responsible unit', leader: 'the county’s leaders' },
}

/** The room that is left: at least or at most so much. */
export function boundText(language: Language, bound: 'least' | 'most', days: number): string {
  if (language === 'en') return `${bound === 'most' ? 'at most' : 'at least'} ${days}`
  return `${bound === 'most' ? '最多' : '至少'}${days}`
}

/** One limit that goes too far, as part of a sentence. */
export function boundProblemText(language: Language, { name, bound, days, basis }: BoundProblem): string {
  const room = boundText(language, bound, days)
  return language === 'en' ? `“${limitTexts.en[name]}” may be ${room} (${boundBasisTexts.en[basis]})` : `“${limitTexts['zh-CN'][name]}”${room}（${boundBasisTexts['zh-CN'][basis]}）`
}
