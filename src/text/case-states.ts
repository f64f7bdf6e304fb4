import type { CaseLimits } from '#rules/cases/case-rules.ts'
import type { CaseState } from '#rules/cases/states.ts'
import type { InBoth } from './language.ts'
import { days, workingDays } from './values.ts'

/** Where a complaint stands, in words for residents. */
export const stateTexts: InBoth<Record<CaseState, string>> = {
  'zh-CN': {
    submitted: '已提交，等待受理',
    needsMoreInfo: '需要您补充情况',
    lapsed: '因未补充情况而终止',
    diverted: '已告知其他办理渠道',
    rejectionProposed: '拟不受理，等待另一人核定',
    rejected: '不予受理',
    appealed: '您已申诉，等待复核',
    accepted: '已受理，等待分办',
    assigned: '已转到责任单位',
    returned: '责任单位退回，等待重新分办',
    countyDecides: '由受理单位直接指定承办单位',
    handling: '责任单位正在办理',
    jointHandling: '几个单位正在联合办理',
    extensionPending: '责任单位申请延期，等待决定',
    replyDrafted: '已拟好答复，监督部门正在审核',
    replied: '已答复，请您评价',
    rated: '您已评价',
    redo: '答复不到位，换人重新办理',
    escalated: '重办后仍不到位，由受理单位决定',
    closed: '已办结',
    merged: '与同一事项合并办理',
    withdrawn: '您已撤回',
  },
  en: {
    submitted: 'Received, waiting to be accepted',
    needsMoreInfo: 'You are asked for more information',
    lapsed: 'Ended because no more information came',
    diverted: 'You were told where it belongs',
    rejectionProposed: 'May be rejected; a second person decides',
    rejected: 'Not accepted',
    appealed: 'You appealed; it is looked at again',
    accepted: 'Accepted, waiting to be assigned',
    assigned: 'Passed to the responsible unit',
    returned: 'Sent back by the unit, waiting to be assigned again',
    countyDecides: 'The desk itself names the unit',
    handling: 'The responsible unit is working on it',
    jointHandling: 'Several units are working on it together',
    extensionPending: 'The unit has asked for more time; a decision is pending',
    replyDrafted: 'A reply is written and is being reviewed',
    replied: 'Answered; please rate the answer',
    rated: 'You have rated the answer',
    redo: 'Not enough; somebody else does it again',
    escalated: 'Not enough after a redo; the desk decides',
    closed: 'Closed',
    merged: 'Handled together with the same matter',
    withdrawn: 'You withdrew it',
  },
}

/** What each state means for the complainant, in one sentence, with the days that hold for this case or county: on the help page and under the state of a complaint. */
export const stateMeanings: InBoth<(limits: CaseLimits) => Record<CaseState, string>> = {
  'zh-CN': limits => ({
    submitted: `受理单位正在看您写的内容，一般${limits.accept}个工作日内决定是否受理。`,
    needsMoreInfo: '光看这些还办不了，请在期限内用查询码补充；等您补充期间不计入办理时间。',
    lapsed: `您没有在期限内补充，投诉先停在这里；${inDays(limits.reviveCalendarDays)}补充情况就能恢复。`,
    diverted: '这类事情由别的部门管，已经告诉您找哪里、打什么电话。',
    rejectionProposed: '有人认为不属于本平台受理，还要另一位工作人员核定才算数。',
    rejected: '不属于本平台受理，理由和该找的地方已经写明；不服可以申诉一次。',
    appealed: '没有参与过的人会重新看一遍，再告诉您结果。',
    accepted: '已经受理，答复期限从受理第二天起算，受理单位正在确定由哪个单位办理。',
    assigned: '责任单位已收到，要先签收才算开始办理。',
    returned: '这个单位说不归它管，正在换单位；答复期限不变。',
    countyDecides: '由受理单位直接指定承办单位；答复期限不变。',
    handling: '责任单位正在核实和处理，到期前必须答复。',
    jointHandling: '事情牵涉几个单位，由一个单位牵头，仍然只有一个答复期限。',
    extensionPending: '责任单位说时间不够，由另一个部门决定给不给；没有同意之前期限不变。',
    replyDrafted: '答复已经写好，监督部门看过才会发给您。',
    replied: `答复已经发出，请在${limits.rateCalendarDays}天内评价；满意不满意只有您能填。`,
    rated: '您的评价已经记下，工作人员改不了。',
    redo: '答复不到位（您评价不满意，或者回访时没有解决），已经要求换一个人重新办理并再次答复。',
    escalated: `重办之后还是不到位，由受理单位在${limits.decideEscalation}个工作日内决定怎么办。`,
    closed: `这件事办完了；${limits.stillSolvedCalendarDays}天后会问您是否还是解决的，${inDays(limits.reopenCalendarDays)}有新情况可以重新提出。`,
    merged: '有人反映了同一件事，一起办理；您的查询码、期限和评价仍是您自己的。',
    withdrawn: '您自己撤回了投诉，工作人员不能替您撤回。',
  }),
  en: limits => ({
    submitted: `The desk reads what you wrote and decides, usually within ${workingDays(limits.accept)}, whether to accept it.`,
    needsMoreInfo: 'It cannot be handled with this alone: please add what is asked, by your code and in time; while you are asked the clock stands still.',
    lapsed: `Nothing was added in time, so it stops here; add it ${withinDays(limits.reviveCalendarDays)} and it goes on.`,
    diverted: 'Another body is responsible for such matters; you were told which one and its telephone number.',
    rejectionProposed: 'Somebody thinks that it does not belong here; it counts only when a second person agrees.',
    rejected: 'It does not belong here; the reason and the right address are written down, and you may appeal once.',
    appealed: 'Somebody who had no part in the decision looks at it again and tells you the result.',
    accepted: 'It is accepted, the time to answer counts from the next day, and the desk is choosing the unit.',
    assigned: 'The responsible unit has it and must sign for it before work begins.',
    returned: 'That unit says it is not its task, so another is being chosen; the due day stands.',
    countyDecides: 'The desk itself names the unit; the due day stands.',
    handling: 'The responsible unit is checking and acting, and must answer by the due day.',
    jointHandling: 'Several units are concerned, one of them leads, and there is still one due day.',
    extensionPending: 'The unit asks for more time and another body decides; until then the due day stands.',
    replyDrafted: 'The answer is written; the supervising unit reads it before you get it.',
    replied: `The answer is there: please rate it within ${days(limits.rateCalendarDays)}; only you can.`,
    rated: 'Your rating is written down, and no official can change it.',
    redo: 'The answer was not enough (you were not satisfied, or a visit found nothing solved), so somebody else must do it again and answer anew.',
    escalated: `It was not enough after the redo either, so the desk decides within ${workingDays(limits.decideEscalation)} what happens.`,
    closed: `The matter is finished; after ${days(limits.stillSolvedCalendarDays)} you are asked whether it still is, and ${withinDays(limits.reopenCalendarDays)} you can reopen it with new facts.`,
    merged: 'Others raised the same matter and it is handled together; your code, your due day and your rating stay your own.',
    withdrawn: 'You withdrew the complaint yourself; no official can do that for you.',
  }),
}

// A county may set some of these to nothing: then the same day is left.
function inDays(count: number): string {
  return count === 0 ? '当天' : `${count}天内`
}

function withinDays(count: number): string {
  return count === 0 ? 'on the same day' : `within ${days(count)}`
}
