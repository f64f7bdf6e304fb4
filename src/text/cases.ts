import type { RatingGrade } from '#rules/cases/events.ts'
import type { Light } from '#rules/cases/limits.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import type { CaseAction, CaseState } from '#rules/cases/states.ts'
import type { DisclosureState } from '#rules/policy/disclosure-states.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { dayText } from './calendar.ts'
import type { InBoth, Language } from './language.ts'

/** Where a complaint stands, in words for residents. */
export const stateTexts: InBoth<Record<CaseState, string>> = {
  'zh-CN': {
    submitted: '已提交，等待受理',
    accepted: '已受理，等待分办',
    assigned: '已转到责任单位',
    returned: '责任单位退回，等待重新分办',
    handling: '责任单位正在办理',
    extensionPending: '责任单位申请延期，等待决定',
    replyDrafted: '已拟好答复，监督部门正在审核',
    replied: '已答复，请您评价',
    rated: '您已评价',
    closed: '已办结',
  },
  en: {
    submitted: 'Received, waiting to be accepted',
    accepted: 'Accepted, waiting to be assigned',
    assigned: 'Passed to the responsible unit',
    returned: 'Sent back by the unit, waiting to be assigned again',
    handling: 'The responsible unit is working on it',
    extensionPending: 'The unit has asked for more time; a decision is pending',
    replyDrafted: 'A reply is written and is being reviewed',
    replied: 'Answered; please rate the answer',
    rated: 'You have rated the answer',
    closed: 'Closed',
  },
}

/** What happened, as a line of the timeline. */
export const actionTexts: InBoth<Record<CaseAction, string>> = {
  'zh-CN': {
    file: '投诉已提交',
    accept: '县级受理了投诉',
    assign: '投诉已转到责任单位，并确定了监督部门',
    return: '责任单位说明不属其职责，退回分办',
    sign: '责任单位已签收，开始办理',
    askExtension: '责任单位申请延期',
    grantExtension: '同意延期，办理期限已顺延',
    refuseExtension: '不同意延期，办理期限不变',
    draftReply: '责任单位提交了答复，等待审核',
    passReview: '答复通过审核，已发给投诉人',
    failReview: '答复未通过审核，退回责任单位继续办理',
    rate: '投诉人作出了评价',
    close: '投诉已办结',
  },
  en: {
    file: 'The complaint was filed',
    accept: 'The county accepted the complaint',
    assign: 'The complaint was passed to the responsible unit, and a unit was named to supervise it',
    return: 'The unit said the matter is not its own and sent it back',
    sign: 'The responsible unit signed for it and began work',
    askExtension: 'The responsible unit asked for more time',
    grantExtension: 'More time was granted; the due day moved',
    refuseExtension: 'More time was refused; the due day stands',
    draftReply: 'The responsible unit handed in a reply for review',
    passReview: 'The reply passed review and was sent to the complainant',
    failReview: 'The reply did not pass review; the unit continues its work',
    rate: 'The complainant rated the answer',
    close: 'The complaint was closed',
  },
}

/** The same actions as words on a button. */
export const actionButtons: InBoth<Record<CaseAction, string>> = {
  'zh-CN': {
    file: '提交投诉',
    accept: '受理',
    assign: '分办',
    return: '退回',
    sign: '签收',
    askExtension: '申请延期',
    grantExtension: '同意延期',
    refuseExtension: '不同意延期',
    draftReply: '提交答复',
    passReview: '审核通过',
    failReview: '审核不通过',
    rate: '评价',
    close: '办结',
  },
  en: {
    file: 'File',
    accept: 'Accept',
    assign: 'Assign',
    return: 'Send back',
    sign: 'Sign for it',
    askExtension: 'Ask for more time',
    grantExtension: 'Grant more time',
    refuseExtension: 'Refuse more time',
    draftReply: 'Hand in the reply',
    passReview: 'Pass',
    failReview: 'Do not pass',
    rate: 'Rate',
    close: 'Close',
  },
}

/** The five grades a complainant can give. */
export const ratingTexts: InBoth<Record<RatingGrade, string>> = {
  'zh-CN': {
    verySatisfied: '非常满意',
    satisfied: '满意',
    basicallySatisfied: '基本满意',
    dissatisfied: '不满意',
    veryDissatisfied: '非常不满意',
  },
  en: {
    verySatisfied: 'very satisfied',
    satisfied: 'satisfied',
    basicallySatisfied: 'fairly satisfied',
    dissatisfied: 'dissatisfied',
    veryDissatisfied: 'very dissatisfied',
  },
}

/** The warning light in words, so that colour is never the only sign. */
export const lightTexts: InBoth<Record<Light, string>> = {
  'zh-CN': { green: '期限内', yellow: '临近期限', red: '已超期', none: '已答复' },
  en: { green: 'in time', yellow: 'due soon', red: 'overdue', none: 'answered' },
}

/** The duty of an officer. */
export const roleTexts: InBoth<Record<OfficerRole, string>> = {
  'zh-CN': {
    clerk: '村级信息员',
    reviewer: '乡镇审核人',
    triage: '县纪委监委分办',
    supervisor: '监督部门',
    handler: '责任单位',
    leader: '领导（只读）',
    committee: '村务监督委员会',
    inspector: '检举控告办理人',
  },
  en: {
    clerk: 'village disclosure clerk',
    reviewer: 'township reviewer',
    triage: 'county triage desk',
    supervisor: 'supervising unit',
    handler: 'responsible unit',
    leader: 'leader (reads only)',
    committee: 'village supervisory committee',
    inspector: 'inspector (confidential reports)',
  },
}

/** Where a version of a record stands, for staff. */
export const disclosureStateTexts: InBoth<Record<DisclosureState, string>> = {
  'zh-CN': {
    draft: '草稿', atCommittee: '村务监督委员会审核中', submitted: '已提交乡镇审核', returned: '已退回', scheduled: '已定时公开', published: '已公开', withdrawalAsked: '已申请撤回',
    superseded: '已被更正', withdrawn: '已撤回', owed: '应公开', nilDeclared: '零报告待审核', nilPublished: '零报告已公开',
  },
  en: {
    draft: 'draft', atCommittee: 'with the village supervisory committee', submitted: 'handed in for township review', returned: 'sent back', scheduled: 'approved for a later hour',
    published: 'published', withdrawalAsked: 'asked to be withdrawn', superseded: 'corrected by a later version', withdrawn: 'withdrawn', owed: 'owed', nilDeclared: 'declared nil, in review', nilPublished: 'declared nil',
  },
}

type SayRefusal<Any extends { code: string }> = { readonly [Code in Any['code']]: (refusal: Extract<Any, { code: Code }>) => string }

const caseRefusals: InBoth<SayRefusal<CaseRefusal>> = {
  'zh-CN': {
    'not-now': ({ state, possible }) =>
      `${state ? `投诉当前状态为“${stateTexts['zh-CN'][state]}”` : '投诉尚未提交'}，不能进行此操作。${listed('zh-CN', possible)}`,
    'note-missing': ({ action, least }) => `“${actionButtons['zh-CN'][action]}”必须写明理由，不少于${least}个字。`,
    'note-too-short': ({ least }) => `理由太短，请至少写${least}个字。`,
    'note-too-long': ({ most }) => `文字太长，请不要超过${most}个字。`,
    'note-not-taken': ({ action }) => `“${actionButtons['zh-CN'][action]}”不需要填写说明，请删去。`,
    'no-more-extensions': ({ most }) => `延期最多申请${most}次，不能再申请。请在期限内办结。`,
    'too-late-to-ask-extension': ({ lastDay }) =>
      lastDay ? `延期最晚应在${dayText('zh-CN', lastDay)}提出，现已过时。` : '投诉尚未受理，还没有期限可以延长。',
    'extension-length': ({ most }) => `每次延期为1至${most}个工作日。`,
    'no-more-returns': ({ most }) => `投诉已退回过${most}次，不能再退回，由现责任单位负责到底。`,
    'too-late-to-return': ({ lastDay }) => `退回最晚应在${dayText('zh-CN', lastDay)}提出，现已过时，请签收办理。`,
    'too-late-to-rate': ({ lastDay }) => `评价截止日为${dayText('zh-CN', lastDay)}，现已过时。`,
    'too-early-to-close': ({ firstDay }) => `投诉人仍可评价，最早${dayText('zh-CN', firstDay)}才能自动办结。`,
  },
  en: {
    'not-now': ({ state, possible }) =>
      `${state ? `The complaint stands at “${stateTexts.en[state]}”` : 'The complaint is not filed yet'}, so this cannot be done. ${listed('en', possible)}`,
    'note-missing': ({ action, least }) => `“${actionButtons.en[action]}” needs a reason of at least ${least} characters.`,
    'note-too-short': ({ least }) => `The reason is too short; write at least ${least} characters.`,
    'note-too-long': ({ most }) => `The text is too long; write at most ${most} characters.`,
    'note-not-taken': ({ action }) => `“${actionButtons.en[action]}” takes no remark; please remove it.`,
    'no-more-extensions': ({ most }) => `More time can be asked for ${most} times at most. Please finish within the time limit.`,
    'too-late-to-ask-extension': ({ lastDay }) =>
      lastDay
        ? `The last day to ask for more time was ${dayText('en', lastDay)}.`
        : 'The complaint is not accepted yet, so there is no time limit to extend.',
    'extension-length': ({ most }) => `One extension is 1 to ${most} working days long.`,
    'no-more-returns': ({ most }) => `The complaint has been sent back ${most} times and cannot be sent back again; this unit now owns it.`,
    'too-late-to-return': ({ lastDay }) => `The last day to send it back was ${dayText('en', lastDay)}; please sign for it.`,
    'too-late-to-rate': ({ lastDay }) => `The last day to rate the answer was ${dayText('en', lastDay)}.`,
    'too-early-to-close': ({ firstDay }) => `The complainant can still rate the answer; it closes by itself from ${dayText('en', firstDay)}.`,
  },
}

const policyRefusals: InBoth<SayRefusal<PolicyRefusal>> = {
  'zh-CN': {
    'not-your-duty': ({ role }) => `这项操作不属于“${roleTexts['zh-CN'][role]}”的职责。`,
    'out-of-reach': () => '不在您的管辖或承办范围内。',
    'conflict-of-interest': ({ of }) =>
      ({ officer: '投诉涉及您本人，您须回避。', unit: '投诉涉及您所在的单位，您须回避。', 'record-author': '您参与发布或审核了被投诉的公开内容，您须回避。' })[of],
    'own-request': () => '不能由本人决定自己提出的申请或答复，请由他人办理。',
    'assigned-unit-named': () => '投诉涉及该单位，不能转给该单位办理或监督，请另选单位。',
    'units-not-apart': () => '责任单位和监督部门不能是同一个单位，请另选。',
    'author-cannot-review': () => '您参与编写了这条内容，不能由您审核，请由他人审核。',
    'disclosure-not-now': ({ state }) => `这条内容当前为“${disclosureStateTexts['zh-CN'][state]}”，不能进行此操作。`,
  },
  en: {
    'not-your-duty': ({ role }) => `This is not the duty of a ${roleTexts.en[role]}.`,
    'out-of-reach': () => 'This lies outside the place or the matters you are responsible for.',
    'conflict-of-interest': ({ of }) =>
      ({
        officer: 'The complaint names you, so you must stand aside.',
        unit: 'The complaint names your unit, so you must stand aside.',
        'record-author': 'You published or approved the record complained of, so you must stand aside.',
      })[of],
    'own-request': () => 'Nobody decides on a request or a reply of their own; please leave it to a colleague.',
    'assigned-unit-named': () => 'The complaint names that unit, so it can neither handle nor supervise it. Please choose another.',
    'units-not-apart': () => 'The responsible and the supervising unit cannot be the same. Please choose another.',
    'author-cannot-review': () => 'You wrote in this version, so somebody else must review it.',
    'disclosure-not-now': ({ state }) => `This version is “${disclosureStateTexts.en[state]}”, so this cannot be done.`,
  },
}

/** One clear sentence for an expected "no" of the lifecycle, its limits or a permission. */
export function refusalText(language: Language, refusal: CaseRefusal | PolicyRefusal): string {
  const sentences = { ...caseRefusals[language], ...policyRefusals[language] }
  // The key picks the sentence made for exactly this refusal; TypeScript cannot follow that through the union.
  const say = sentences[refusal.code] as (refusal: CaseRefusal | PolicyRefusal) => string
  return say(refusal)
}

function listed(language: Language, possible: readonly CaseAction[]): string {
  const buttons = possible.map(action => actionButtons[language][action])
  if (language === 'en') return buttons.length > 0 ? `Possible now: ${buttons.join(', ')}.` : 'Nothing more can be done with it.'
  return buttons.length > 0 ? `现在可以：${buttons.join('、')}。` : '已没有可进行的操作。'
}
