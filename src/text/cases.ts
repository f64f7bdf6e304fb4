import type { RatingAspect, RatingGrade } from '#rules/cases/events.ts'
import type { Light } from '#rules/cases/limits.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import type { CaseAction } from '#rules/cases/states.ts'
import type { DisclosureState } from '#rules/policy/disclosure-states.ts'
import type { OfficerRole } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { dayText } from './calendar.ts'
import { actionButtons } from './case-buttons.ts'
import { stateTexts } from './case-states.ts'
import type { InBoth, Language } from './language.ts'

export { actionText, actionTexts } from './case-actions.ts'
export { actionButtons } from './case-buttons.ts'
export { stateTexts } from './case-states.ts'

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

/** What can be judged beside the whole. */
export const aspectTexts: InBoth<Record<RatingAspect, string>> = {
  'zh-CN': { efficiency: '办得快不快', guidance: '讲得清不清', convenience: '办得方便不方便' },
  en: { efficiency: 'How quickly it went', guidance: 'How well it was explained', convenience: 'How little trouble it cost' },
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
    'system-admin': '系统管理员',
    'security-admin': '安全管理员',
    'custodian': '身份保管人',
    'audit-admin': '审计管理员',
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
    'system-admin': 'system administrator',
    'security-admin': 'security administrator',
    'custodian': 'identity custodian',
    'audit-admin': 'audit administrator',
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
    'too-early-to-lapse': ({ firstDay }) => `投诉人仍可补充情况，最早${dayText('zh-CN', firstDay)}才能终止。`,
    'too-late-for': ({ action, lastDay }) => `“${actionButtons['zh-CN'][action]}”的截止日为${dayText('zh-CN', lastDay)}，现已过时。`,
    'asked-before': () => '已经问过一次，不能再问。',
    'appealed-before': () => '已经申诉过一次，复核结果为最终结果。',
    'redone-before': () => '已经重办过一次，再次不满意由受理单位决定。',
    'rated-badly': () => '评价不满意的投诉不能直接办结，应当重办或者交受理单位决定。',
    'not-rated-badly': () => '评价和回访都没有说答复不到位，不能进行此操作。',
    'no-visit-owed': () => '现在没有需要回访的事项。',
    'seen-by-units': () => '办理单位已经看过这件投诉，不能再整件保密转走。请写消息请投诉人从检举控告入口重新提交。',
    'supervised-already': () => '已经在督办中。',
    'not-supervised': () => '没有在督办中。',
    'not-asked': () => '还没有询问，或者已经回答过。',
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
    'too-early-to-lapse': ({ firstDay }) => `The complainant can still add to it; it lapses by itself from ${dayText('en', firstDay)}.`,
    'too-late-for': ({ action, lastDay }) => `The last day for “${actionButtons.en[action]}” was ${dayText('en', lastDay)}.`,
    'asked-before': () => 'This was asked once and cannot be asked again.',
    'appealed-before': () => 'An appeal was heard already, and its result stands.',
    'redone-before': () => 'It was done again once; when it is rated badly again the desk decides.',
    'rated-badly': () => 'What was rated badly is not simply closed: it is done again or goes to the county.',
    'not-rated-badly': () => 'Neither the rating nor a return visit says that the answer is not enough, so this cannot be done.',
    'no-visit-owed': () => 'No return visit is owed now.',
    'seen-by-units': () => 'A unit has read this complaint, so it cannot be passed on in confidence any more. Please write to the complainant to send it again through the confidential door.',
    'supervised-already': () => 'It is under supervision already.',
    'not-supervised': () => 'It is not under supervision.',
    'not-asked': () => 'This was not asked yet, or was answered already.',
  },
}

const policyRefusals: InBoth<SayRefusal<PolicyRefusal>> = {
  'zh-CN': {
    'not-your-duty': ({ role }) => `这项操作不属于“${roleTexts['zh-CN'][role]}”的职责。`,
    'out-of-reach': () => '不在您的管辖或承办范围内。',
    'conflict-of-interest': ({ of }) =>
      ({ officer: '投诉涉及您本人，您须回避。', unit: '投诉涉及您所在的单位，您须回避。', 'record-author': '您参与发布或审核了被投诉的公开内容，您须回避。' })[of],
    'own-request': () => '不能由本人决定自己提出的申请或答复，请由他人办理。',
    'letter-for-head': () => '督办函发给单位负责人，由负责人（或其代理人）书面说明。',
    'handled-before': () => '重办应当换人：之前签收或起草过答复的人不能再办。本单位没有其他人的，请受理单位改派。',
    'assigned-unit-named': () => '这件投诉，或者与它同属一事的另一件，涉及该单位，不能由该单位办理或监督，请另选单位。',
    'units-not-apart': () => '责任单位和监督部门不能是同一个单位，请另选。',
    'author-cannot-review': () => '您参与编写了这条内容，不能由您审核，请由他人审核。',
    'own-proposal': () => '这是您自己提出的改动，须由本县分办岗的另一人决定。',
    'own-post': () => '本人和本单位的登记，须由他人或上一级办理。',
    'not-your-proposal': () => '这项改动不是您提出的，不能由您撤回。',
    'disclosure-not-now': ({ state }) => `这条内容当前为“${disclosureStateTexts['zh-CN'][state]}”，不能进行此操作。`,
  },
  en: {
    'not-your-duty': ({ role }) => `This is not the duty of a ${roleTexts.en[role]}.`,
    'out-of-reach': () => 'This lies outside the place or the matters you are responsible for.',
    'conflict-of-interest': ({ of }) =>
      `${({ officer: 'The complaint names you', unit: 'The complaint names your unit', 'record-author': 'You published or approved the record complained of' })[of]}, so you must stand aside.`,
    'own-request': () => 'Nobody decides on a request or a reply of their own; please leave it to a colleague.',
    'letter-for-head': () => 'A supervision letter is sent to the head of the unit, who answers it, or whoever stands in.',
    'handled-before': () => 'A redo is for somebody else: whoever signed for or drafted an answer before cannot. Where the unit has nobody else, the desk can ask another unit.',
    'assigned-unit-named': () => 'This complaint, or another about the same matter, names that unit, so it can neither handle nor supervise it. Please choose another.',
    'units-not-apart': () => 'The responsible and the supervising unit cannot be the same. Please choose another.',
    'author-cannot-review': () => 'You wrote in this version, so somebody else must review it.',
    'own-proposal': () => 'You proposed this yourself, so another officer of the county’s desk must decide.',
    'own-post': () => 'What concerns yourself or your own unit is entered by somebody else, or by the desk above.',
    'not-your-proposal': () => 'Somebody else proposed this, so you cannot withdraw it.',
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
