import type { Disposal, ScreeningOutcome, TipAction, TipState } from '#rules/tips/lifecycle.ts'
import type { InBoth } from './language.ts'

export const tipStateTexts: InBoth<Record<TipState, string>> = {
  'zh-CN': { received: '待筛查', screening: '筛查待确认', underDisposal: '处置中', disposalProposed: '处置待确认', noSubstance: '无实质内容', closed: '已了结', transferredUp: '已上移', transferredDown: '已下转', archived: '已归档' },
  'en': { received: 'to be screened', screening: 'screening to be confirmed', underDisposal: 'being dealt with', disposalProposed: 'disposal to be confirmed', noSubstance: 'no substance', closed: 'ended', transferredUp: 'gone up', transferredDown: 'gone down', archived: 'archived' },
}

export const tipActionTexts: InBoth<Record<TipAction, string>> = {
  'zh-CN': {
    file: '收到', proposeScreening: '提出筛查意见', confirmScreening: '确认筛查意见', declineScreening: '不同意，退回筛查', proposeDisposal: '提出处置意见', confirmDisposal: '确认处置意见', declineDisposal: '不同意处置意见',
    tellAcceptance: '告知是否受理', tellResult: '告知结果', object: '举报人提出异议', archive: '归档', recalculate: '放假安排有变化，期限重新计算',
  },
  'en': {
    file: 'received', proposeScreening: 'Propose a screening', confirmScreening: 'Confirm the screening', declineScreening: 'Decline: screen again', proposeDisposal: 'Propose a disposal', confirmDisposal: 'Confirm the disposal', declineDisposal: 'Decline the disposal',
    tellAcceptance: 'Tell whether it is taken up', tellResult: 'Tell the result', object: 'the reporter objected', archive: 'Archive', recalculate: 'The holiday arrangement changed; days were counted anew',
  },
}

export const screeningTexts: InBoth<Record<ScreeningOutcome, string>> = {
  'zh-CN': { dispose: '本级处置', transferUp: '上移：属于上级管理，本级的内容和说明随即删除', transferDown: '下转：属于下级管理', noSubstance: '没有实质内容或不属受理范围' },
  'en': { dispose: 'deal with it here', transferUp: 'pass up: it belongs above; content and notes are deleted here', transferDown: 'pass down: it belongs below', noSubstance: 'no substance, or not for a discipline body' },
}

export const disposalTexts: InBoth<Record<Disposal, string>> = {
  'zh-CN': { talk: '谈话函询', preliminaryCheck: '初步核实', hold: '暂存待查', close: '予以了结' },
  'en': { talk: 'talk or letter of inquiry', preliminaryCheck: 'preliminary check', hold: 'hold for later', close: 'end it' },
}

const zh = {
  title: '检举控告',
  lead: '只有本室的人看得到这里。内容只在您的浏览器里用本室密钥打开。',
  open: '未办结', ended: '已办结', none: '没有检举控告。',
  received: '收到', state: '状态', owed: '应做', named: '实名', anonymous: '匿名', origin: { door: '网上', desk: '受理岗转来', below: '下级上移', above: '上级下转' },
  owedWhat: { screen: '筛查', tellAcceptance: '告知受理', tellResult: '告知结果' },
  owedBy: (what: string, day: string) => `${what}，最晚${day}`,
  late: '已超期',
  keyTitle: '本室密钥',
  keyChoose: '选择密钥文件',
  keyHelp: '密钥文件以 AGE-SECRET-KEY 开头。它只留在这个页面里，不会上传；关闭或刷新页面就没有了。',
  keyWrong: '这个文件不是密钥，或者不是本室的密钥。',
  keyReady: '密钥已就绪',
  keyForget: '收起密钥',
  contents: '内容',
  openPart: '打开（会记录）',
  parts: { matter: '反映的问题', person: '举报人', file: '文件' },
  gone: '内容和各步的说明已随上移删除，本级不再保存，只留下经过。',
  about: '反映谁', statement: '什么事', happened: '时间地点', proof: '如何核实', name: '姓名', phone: '电话',
  place: '村和地点', wish: '希望怎么解决', record: '投诉所指的公开内容', written: '后来写的', officeNote: '受理单位内部备注', handedOver: '受理单位转交时的说明',
  custodians: '姓名和电话是密封给身份保管人的，本室打不开。需要时保存下面的文件，交保管人按规定打开。',
  exchanged: '注意：这份密文不属于这一件，可能被人调换。请立即报告。',
  cannotOpen: '打不开：密钥不对，或内容被改动过。',
  download: (name: string) => `保存“${name}”`,
  steps: '经过',
  noteOf: '说明',
  objection: '异议',
  act: '办理',
  nothingToDo: '现在没有您可以办的步骤。自己提出的意见由另一人确认。',
  outcome: '筛查意见', disposal: '处置方式',
  note: '说明（加密保存，本室可见）',
  words: '对举报人说的话（只有查询码能打开）',
  handTo: '移送给',
  handOverNote: {
    above: '确认后，您的浏览器会逐份解开并重新加密给上级机关，请等它做完。本级的内容和各步的说明随即删除。',
    below: '确认后，您的浏览器会逐份解开并重新加密给接收机关，请等它做完。',
  },
  resealed: (done: number, of: number) => `已重新加密${done}份，共${of}份`,
  resealFailed: '没有全部送到，什么也没有移送。请检查网络，再点一次。',
  noBody: { above: '上级机关还没有在这里登记密钥，不能上移。请按规定以其他方式移送，或请系统管理员为上级登记密钥。', below: '没有可以下转的机关：下级都没有在这里登记密钥。请按规定以其他方式移送。' },
  days: '期限怎么算出来的',
  dayOf: { screen: '筛查', tellAcceptance: '告知受理', tellResult: '告知结果', object: '举报人提出异议' },
  movedBy: '放假安排有变化，这一天是按新通知顺延后的；告知过的日期不会提前。',
  notice: '放假通知',
  archiveAfter: (day: string) => `举报人到${day}为止可以提出异议，过了这一天可以归档。`,
  send: '确认办理',
  needKey: '请先选择本室密钥。',
}

/** The desk of confidential reports. */
export const tipWords: InBoth<typeof zh> = {
  'zh-CN': zh,
  'en': {
    title: 'Confidential reports',
    lead: 'Only this office sees this. Reports are opened in your browser, with the key of the office.',
    open: 'Open', ended: 'Ended', none: 'There are no reports.',
    received: 'Received', state: 'State', owed: 'Owed', named: 'named', anonymous: 'anonymous', origin: { door: 'on line', desk: 'from the complaints desk', below: 'from below', above: 'from above' },
    owedWhat: { screen: 'screen it', tellAcceptance: 'tell whether it is taken up', tellResult: 'tell the result' },
    owedBy: (what, day) => `${what} by ${day}`,
    late: 'overdue',
    keyTitle: 'Key of the office',
    keyChoose: 'Choose the key file',
    keyHelp: 'A key file begins with AGE-SECRET-KEY. It stays in this page and is never sent; closing or reloading the page forgets it.',
    keyWrong: 'This file holds no key, or not the key of this office.',
    keyReady: 'The key is ready',
    keyForget: 'Put the key away',
    contents: 'What was reported',
    openPart: 'Open (recorded)',
    parts: { matter: 'The matter', person: 'The reporter', file: 'File' },
    gone: 'Its content and the notes of its steps were deleted here when it went up; only the steps are kept.',
    about: 'About whom', statement: 'What happened', happened: 'When and where', proof: 'How to check it', name: 'Name', phone: 'Phone',
    place: 'Village and place', wish: 'What the complainant wishes', record: 'The published entry in question', written: 'Written later', officeNote: 'Note of the desk', handedOver: 'What the desk said when it passed this on',
    custodians: 'Name and telephone were sealed to the custodians of identities; this office cannot open them. Where they are needed, save the file and hand it to the custodians.',
    exchanged: 'Beware: this sealed text is not of this report; somebody may have exchanged it. Report this at once.',
    cannotOpen: 'It cannot be opened: the key is another, or it was changed.',
    download: name => `Save “${name}”`,
    steps: 'What happened',
    noteOf: 'Note',
    objection: 'Objection',
    act: 'Next step',
    nothingToDo: 'There is nothing for you to do now. What you proposed somebody else confirms.',
    outcome: 'Screening', disposal: 'Disposal',
    note: 'Note (sealed; this office reads it)',
    words: 'What the reporter is told (only the code opens it)',
    handTo: 'Hand over to',
    handOverNote: {
      above: 'When you confirm, your browser opens every part and seals it anew to the body above; wait until it is done. Content and notes are deleted here at once.',
      below: 'When you confirm, your browser opens every part and seals it anew to the body that takes over; wait until it is done.',
    },
    resealed: (done, of) => `${done} of ${of} parts sealed anew`,
    resealFailed: 'Not everything arrived, so nothing was handed over. Please check the network and confirm again.',
    noBody: { above: 'The body above has no key here, so it cannot be passed up. Hand it over in another way, or ask the administrator to register the key of the body above.', below: 'There is no body to pass it down to: none below has a key here. Hand it over in another way.' },
    days: 'How these days were computed',
    dayOf: { screen: 'screening', tellAcceptance: 'word on acceptance', tellResult: 'word on the result', object: 'objection of the reporter' },
    movedBy: 'The holiday arrangement changed, and this day moved later with it. A day that was told is never brought forward.',
    notice: 'holiday notice',
    archiveAfter: day => `The reporter can object until ${day}; it can be archived from the day after.`,
    send: 'Confirm',
    needKey: 'Please choose the key of the office first.',
  },
}
