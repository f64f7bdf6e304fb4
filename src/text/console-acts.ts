import type { InBoth } from './language.ts'

/** What an officer can do to a case. */
export type OfficerAct =
  | 'accept'
  | 'assign'
  | 'return'
  | 'sign'
  | 'askExtension'
  | 'grantExtension'
  | 'refuseExtension'
  | 'draftReply'
  | 'passReview'
  | 'failReview'

/** What happens once the act is sent, in one or two sentences: shown beside the button, before anybody presses it. */
export const consequenceWords: InBoth<Record<OfficerAct, string>> = {
  'zh-CN': {
    accept: '今天为第 0 天，从下一个工作日起计算答复期限。投诉人查询时会看到期限和算法。',
    assign: '转给所选责任单位签收，并由监督部门督办。理由会写入办理经过。',
    return: '退回县级重新分办，答复期限不变。理由会写入办理经过；退回次数有限。',
    sign: '您成为承办人，投诉人会看到本单位已开始办理。',
    askExtension: '由另一方决定，您不能自己批准。理由会给投诉人看；未获同意前期限不变。',
    grantExtension: '期限顺延，理由和新期限会给投诉人看。',
    refuseExtension: '期限不变，责任单位须按原期限答复。理由会写入办理经过。',
    draftReply: '先交监督部门审核，通过后才发给投诉人。',
    passReview: '答复立即发给投诉人，投诉人可以评价。',
    failReview: '退回责任单位继续办理，答复期限不变。',
  },
  en: {
    accept: 'Today is day zero; the time to answer is counted from the next working day. The complainant sees the date and how it was computed.',
    assign: 'The unit is asked to sign for it and the supervising unit watches. The reason goes into the history.',
    return: 'The county assigns it again; the due day stands. The reason goes into the history; this can be done only a few times.',
    sign: 'You become the handler; the complainant sees that your unit has begun.',
    askExtension: 'Somebody else decides, never you. The complainant reads the reason; until it is granted the due day stands.',
    grantExtension: 'The due day moves. The complainant reads the reason and the new day.',
    refuseExtension: 'The due day stands and the unit answers by it. The reason goes into the history.',
    draftReply: 'The supervising unit reviews it first; only then does the complainant get it.',
    passReview: 'The complainant gets the answer at once and can rate it.',
    failReview: 'The unit continues; the due day stands.',
  },
}

const zh = {
  note: '说明',
  noteRequired: (least: number) => `理由（必填，至少 ${least} 个字）`,
  noteOptional: '说明（可不填）',
  unit: '责任单位',
  chooseUnit: '选择责任单位',
  bound: '清单绑定',
  notBound: '您选的不是清单绑定的单位，请在理由中说明。',
  days: '延长的工作日数',
  daysLimit: (most: number) => `1 至 ${most} 个工作日`,
  extensionCount: (nth: number, most: number) => `第 ${nth} 次申请，最多 ${most} 次`,
  found: '查明情况',
  foundHint: '到哪里、向谁核实，事实是什么',
  done: '已采取的措施',
  doneHint: '已经做了什么，何时完成',
  nextStep: '下一步（可不填）',
  answeredBy: '答复人',
  answeredByHint: '单位和姓名，群众会看到',
  text: '给群众的答复',
  textHint: '用群众看得懂的话写。不要写投诉人或其他人的身份证号、电话、银行卡号。',
  next: '提交后',
  sendKeys: 'Ctrl + Enter 提交',
  counted: (now: number, most: number) => `${now} / ${most}`,
  missing: '请填写这一项',
  tooLong: (most: number) => `请不要超过 ${most} 个字`,
  chooseFirst: '请先选择责任单位',
  daysWrong: (most: number) => `请填 1 至 ${most} 的整数`,
  personalData: '这段话里好像有身份证号、银行卡号或手机号，请核对；群众的个人信息不能写进答复。',
  stale: '在您填写期间，有人办理了这件投诉。页面已换成最新的情况，您写的内容还在，请核对后再提交。',
  notNow: '这件投诉的状态已经变了，此操作现在不能进行。页面已换成最新的情况，您写的内容还在下面，可以复制。',
  sent: (action: string) => `已提交：${action}`,
}

type Words = typeof zh

const en: Words = {
  note: 'Remark',
  noteRequired: least => `Reason (required, at least ${least} characters)`,
  noteOptional: 'Remark (optional)',
  unit: 'Responsible unit',
  chooseUnit: 'Choose the responsible unit',
  bound: 'bound by the item list',
  notBound: 'This is not the unit the item list binds; say why in the reason.',
  days: 'Working days more',
  daysLimit: most => `1 to ${most} working days`,
  extensionCount: (nth, most) => `Request ${nth} of at most ${most}`,
  found: 'What was found',
  foundHint: 'Where and with whom it was checked, and what the facts are',
  done: 'What was done',
  doneHint: 'What has been done, and when',
  nextStep: 'Next step (optional)',
  answeredBy: 'Answered by',
  answeredByHint: 'Unit and name, as the resident will read it',
  text: 'Answer to the resident',
  textHint: 'In plain words. No identity numbers, telephone numbers or bank cards of anybody.',
  next: 'What happens next',
  sendKeys: 'Ctrl + Enter sends',
  counted: (now, most) => `${now} / ${most}`,
  missing: 'Please fill this in',
  tooLong: most => `Write at most ${most} characters`,
  chooseFirst: 'Choose the responsible unit first',
  daysWrong: most => `A whole number from 1 to ${most}`,
  personalData: 'This seems to contain an identity number, a bank card or a mobile number. Please check: nobody’s personal data belong in an answer.',
  stale: 'Somebody acted on this complaint while you were writing. The page now shows the latest; what you wrote is still here. Check it and send again.',
  notNow: 'The complaint has moved on and this can no longer be done. The page now shows the latest; what you wrote is kept below to copy.',
  sent: action => `Sent: ${action}`,
}

/** The small form of each act. */
export const actWords: InBoth<Words> = { 'zh-CN': zh, en }
