import type { CardGround } from '#rules/cases/card-rules.ts'
import type { SupervisionLevel, supervisionTopics } from '#rules/cases/supervision-items.ts'
import type { InBoth } from './language.ts'

/** A card of each colour, and a letter. */
export const supervisionKindTexts: InBoth<Record<'blue' | 'yellow' | 'red' | 'letter', string>> = {
  'zh-CN': { blue: '蓝色提示卡', yellow: '黄色预警卡', red: '红色督办卡', letter: '督办函' },
  en: { blue: 'Blue card', yellow: 'Yellow card', red: 'Red card', letter: 'Supervision letter' },
}

/** What a card was given for. */
export const cardGroundTexts: InBoth<Record<CardGround, string>> = {
  'zh-CN': {
    notDispatched: '受理单位逾期没有分办或者决定', dueSoon: '答复期限将到', overdue: '答复已经逾期', extensionsAsked: '多次申请延期', ratedBadly: '重办后仍不到位', returned: '多次退回', reviewFailed: '答复多次未通过审核', notContacted: '签收后没有及时联系群众', visitOverdue: '回访逾期没有完成',
  },
  en: {
    notDispatched: 'the desk did not pass it on or decide in time', dueSoon: 'the answer is due soon', overdue: 'the answer is overdue', extensionsAsked: 'more time was asked for too often', ratedBadly: 'not enough after a redo either',
    returned: 'sent back repeatedly', reviewFailed: 'the answer failed review repeatedly', notContacted: 'nobody wrote to the complainant in time', visitOverdue: 'the return visit was not made in time',
  },
}

/** Whose list an item stands on. */
export const supervisionLevelTexts: InBoth<Record<SupervisionLevel, string>> = {
  'zh-CN': { unit: '责任单位', supervising: '监督部门', county: '受理分办', leader: '本级领导', city: '上一级' },
  en: { unit: 'the unit', supervising: 'the supervising unit', county: 'the desk', leader: 'the leaders', city: 'the level above' },
}

/** What a unit is told. */
export const supervisionTopicTexts: InBoth<Record<(typeof supervisionTopics)[number], () => string>> = {
  'zh-CN': {
    'card-blue': () => '一件投诉收到蓝色提示卡，请尽快办理',
    'card-yellow': () => '一件投诉收到黄色预警卡，请按期书面说明',
    'card-red': () => '一件投诉收到红色督办卡，请单位负责人按期书面说明',
    'card-copy': () => '一件投诉的督办卡抄送您单位',
    'letter-sent': () => '收到一份督办函，请单位负责人按期书面答复',
    'explained': () => '一个单位对督办作出了书面说明',
    'raised': () => '督办逾期没有书面说明，已报到您这一级',
  },
  en: {
    'card-blue': () => 'A complaint has a blue card: please see to it soon',
    'card-yellow': () => 'A complaint has a yellow card; please explain in writing by its day',
    'card-red': () => 'A complaint has a red card; the head of the unit is to explain in writing by its day',
    'card-copy': () => 'Copy of a card that another unit was given',
    'letter-sent': () => 'A supervision letter came; the head of the unit is to answer by its day',
    'explained': () => 'A unit explained itself about a card or letter',
    'raised': () => 'A card or letter went unanswered and has come up to you',
  },
}

const zh = {
  title: '督办',
  colour: '种类',
  anyKind: '全部种类',
  standing: '情况',
  standings: { open: '待说明', overdue: '逾期未说明', raised: '已报上级', all: '全部' },
  unit: '单位',
  anyUnit: '全部单位',
  matter: '督办内容',
  place: '村（社区）',
  given: '发出日期',
  due: '说明期限',
  state: '情况',
  answered: (day: string) => `${day} 已说明`,
  ended: (day: string) => `${day} 已解除`,
  nothingAsked: '不需说明',
  late: '逾期',
  at: (level: string) => `现报到：${level}`,
  none: '没有符合条件的督办卡或督办函。',
  perUnit: '各单位',
  perUnitHint: '您能看到的全部督办卡和督办函，包括已经说明的。',
  open: '待说明',
  overdue: '逾期',
  explain: '书面说明',
  explainText: '写明原因、已经采取的措施和下一步打算。说明会进入办理经过，监督部门和领导都能看到；说明不改变答复期限。',
  explainLabel: '书面说明（至少10字）',
  explainShort: '请写清楚，至少10个字。',
  sheet: '督办卡和督办函',
  noItems: '这件投诉没有督办卡，也没有督办函。',
  by: (unit: string) => `由${unit}发出`,
  bySystem: '由系统按规则发出',
  to: (unit: string) => `发给${unit}`,
  answerIs: '书面说明',
  write: '发督办函',
  writeText: (unit: string) => `督办函发给${unit}负责人。以下是按办理情况起草的内容，请修改后再发；不要写投诉人的姓名、电话等信息。`,
  letterLabel: '督办函内容',
  daysLabel: '几个工作日内书面说明',
  reasonLabel: '督办原因（投诉人能看到这件投诉被督办，看不到原因和函）',
  letterShort: '请写好督办函，20至3000字。',
  reasonShort: '请写明原因，至少4个字。',
  daysWrong: '请填1至30个工作日。',
  send: '发出督办函',
  print: '打印',
  printPage: '打印稿',
  paperTitle: '督办函',
  noLetter: '没有这份督办函。',
  register: '督办函登记簿', registerOf: (year: number) => `${year}年督办函登记簿`, registerLead: '按县、按年连续编号。涉及回避的督办函不在此处编号。', year: '年份', yearText: (year: number) => `${year}年`, number: '编号', csv: '下载表格（CSV）',
  noLetters: '这一年没有督办函。',
  back: '返回投诉',
}

type Words = typeof zh

const en: Words = {
  title: 'Supervision',
  colour: 'Kind',
  anyKind: 'Every kind',
  standing: 'Standing',
  standings: { open: 'To be explained', overdue: 'Overdue', raised: 'Came up a level', all: 'All' },
  unit: 'Unit',
  anyUnit: 'Every unit',
  matter: 'Card or letter',
  place: 'Village',
  given: 'Given',
  due: 'To explain by',
  state: 'Standing',
  answered: day => `explained ${day}`,
  ended: day => `ended ${day}`,
  nothingAsked: 'nothing is asked',
  late: 'overdue',
  at: level => `now with ${level}`,
  none: 'No card or letter fits.',
  perUnit: 'Units',
  perUnitHint: 'All cards and letters that you may know of, explained ones too.',
  open: 'To be explained',
  overdue: 'Overdue',
  explain: 'Explain',
  explainText: 'Say why, what has been done, and what comes next. It joins the history, where supervisors and leaders read it; it does not move the due day.',
  explainLabel: 'Written explanation (at least 10 characters)',
  explainShort: 'Please say more, at least 10 characters.',
  sheet: 'Cards and letters',
  noItems: 'This complaint has neither card nor letter.',
  by: unit => `sent by ${unit}`,
  bySystem: 'given by rule',
  to: unit => `to ${unit}`,
  answerIs: 'Explanation',
  write: 'Send a supervision letter',
  writeText: unit => `The letter goes to the head of ${unit}. This is what the facts draft; please edit it. Do not write the complainant’s name, telephone or the like. The letter itself is in Chinese.`,
  letterLabel: 'The letter',
  daysLabel: 'To be answered within (working days)',
  reasonLabel: 'Reason (the complainant sees that the case is supervised, neither the reason nor the letter)',
  letterShort: 'Please write the letter, 20 to 3000 characters.',
  reasonShort: 'Please give the reason, at least 4 characters.',
  daysWrong: 'Please give 1 to 30 working days.',
  send: 'Send the letter',
  print: 'Print',
  printPage: 'To print',
  paperTitle: '督办函',
  noLetter: 'There is no such letter.',
  register: 'Register of letters', registerOf: year => `Register of letters, ${year}`, registerLead: 'Numbered by county and year without gaps. Letters about complaints that keep somebody away show no number.', year: 'Year', yearText: year => String(year), number: 'Number', csv: 'Download (CSV)',
  noLetters: 'No letter was sent in this year.',
  back: 'Back to the complaint',
}

/** Cards, supervision letters and the list of both. */
export const supervisionWords: InBoth<Words> = { 'zh-CN': zh, en }

/** The number of a letter as it stands on paper, Chinese whatever the language of the screen; one that shows none says so. */
export function letterNumberText(year: number, number: number | undefined): string {
  return number === undefined ? '不公开编号' : `监督一点通督〔${year}〕${number}号`
}
