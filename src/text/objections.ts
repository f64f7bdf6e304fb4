import type { ObjectionAction, ObjectionState } from '#rules/objections/lifecycle.ts'
import type { HidingReason } from '#rules/objections/hiding.ts'
import { objectionWords, type WordsProblem } from '#rules/objections/words.ts'
import type { InBoth, Language } from './language.ts'

/** What is wrong with the words of a question or an answer. */
export function objectionWordsText(language: Language, of: keyof typeof objectionWords, problem: WordsProblem): string {
  const { least, most } = objectionWords[of]
  const sentences: InBoth<Record<WordsProblem, string>> = {
    'zh-CN': { 'too-short': `请写清楚，不少于${least}个字。`, 'too-long': `最多${most}个字。`, 'unreadable-characters': '含有无法显示的字符，请重新输入。' },
    'en': { 'too-short': `Please say it in at least ${least} characters.`, 'too-long': `At most ${most} characters.`, 'unreadable-characters': 'There are characters that cannot be shown; please type it again.' },
  }
  return sentences[language][problem]
}

export const objectionStateTexts: InBoth<Record<ObjectionState, string>> = {
  'zh-CN': { raised: '等村里答复', answered: '村里已答复', escalated: '乡镇正在核实', upheld: '属实，等待更正', corrected: '已更正', dismissed: '经核实无误', settled: '已说清楚' },
  'en': { raised: 'waiting for the village', answered: 'answered by the village', escalated: 'with the township', upheld: 'upheld, to be corrected', corrected: 'corrected', dismissed: 'found to be right', settled: 'cleared up' },
}

export const objectionActionTexts: InBoth<Record<Exclude<ObjectionAction, 'hide'>, string>> = {
  'zh-CN': { raise: '提出', answer: '答复', concede: '承认有误，将更正', accept: '我明白了', escalate: '不满意，请乡镇核实', uphold: '属实，责成更正', dismiss: '经核实无误', correct: '更正', settle: '逾期未再提出' },
  'en': { raise: 'raised', answer: 'Answer', concede: 'It is wrong and will be corrected', accept: 'That answers it', escalate: 'Not content: ask the township', uphold: 'Uphold: it must be corrected', dismiss: 'Dismiss: it is right', correct: 'corrected', settle: 'rested' },
}

const chinese = {
  title: '对这一处提出异议',
  lead: '只想问清楚一个数、一行字，可以先问村里：村里3个工作日内公开答复；答得不清楚，再请乡镇10个工作日内核实。您的问题和答复会写在这条内容下面，不显示是谁问的。',
  notForComplaints: '如果要反映的是人的问题，或者不想先让村里知道，请直接投诉：',
  complainInstead: '直接投诉到县里',
  question: '您的疑问',
  questionHelp: '说清楚哪里不对，例如“这笔电费比上月多一倍，请公开发票”。请不要写自己或别人的姓名、电话、证件号：写了也会被遮去。',
  submit: '提交异议',
  receiptTitle: '异议已提交',
  receiptLead: '请记下这个查询码。用它可以看答复、表示明白了，或请乡镇核实。',
  receiptOnce: '查询码只显示这一次，丢了不能补发。',
  due: (day: string) => `村里应在${day}以前答复。`,
  shownAs: '公开显示为',
  section: (count: number) => `群众异议（${count}条）`,
  seeThem: '看这条内容下的异议',
  none: '还没有人提出异议。',
  where: '针对',
  wholeRecord: '整条内容',
  row: (row: number) => `第${row}行`,
  raisedOn: (day: string) => `${day}提出`,
  dueBy: (day: string) => `应在${day}以前办完`,
  overdue: (day: string) => `应在${day}以前办完，已超期`,
  answer: '村里的答复',
  decision: '核实结果',
  correctedIn: (version: number) => `已在第${version}版更正`,
  hidden: (reason: string, day: string) => `（这段文字已于${day}隐去：${reason}）`,
  hidingReasons: { 'personal-data': '含有不应公开的个人信息', 'insult': '辱骂、侮辱他人', 'other': '其他依法不宜公开的内容' } satisfies Record<HidingReason, string> as Record<HidingReason, string>,
  seeVersion: '看更正后的内容',
  toComplaint: '仍不满意，投诉到县里',
  heldTitle: '您的异议',
  object: '先问村里',
  keyUsed: '这张表已经提交过别的内容，请重新填写。',
  wait: (minutes: number) => `提交太密，请${minutes}分钟后再试。`,
  unknownRecord: '没有找到这条公开内容，可能已经更正。请回到村页重新打开。',
  link: '对这条内容提出异议',
}

/** Objections as residents see them. */
export const objectionTexts: InBoth<typeof chinese> = {
  'zh-CN': chinese,
  en: {
    title: 'Object to this',
    lead: 'To have one figure or one line explained, ask the village first: it answers in public within 3 working days; if that is not clear, the township checks within 10. Your question and the answers stand under the record, without a word about who asked.',
    notForComplaints: 'If it is about a person, or the village should not know first, complain instead:',
    complainInstead: 'Complain to the county',
    question: 'Your question',
    questionHelp: 'Say what seems wrong, for example “this electricity bill is twice last month’s, please show the invoice”. Do not write names, telephone or identity numbers: they would be blotted out.',
    submit: 'Send',
    receiptTitle: 'Your objection was sent',
    receiptLead: 'Please write down this code. With it you read the answer, say that it is enough, or ask the township to check.',
    receiptOnce: 'The code is shown only this once and cannot be replaced.',
    due: day => `The village should answer by ${day}.`,
    shownAs: 'Shown to everybody as',
    section: count => `Objections (${count})`,
    seeThem: 'See it under the record',
    none: 'Nobody has objected yet.',
    where: 'About',
    wholeRecord: 'the whole record',
    row: row => `line ${row}`,
    raisedOn: day => `raised ${day}`,
    dueBy: day => `to be dealt with by ${day}`,
    overdue: day => `was to be dealt with by ${day}: overdue`,
    answer: 'The village’s answer',
    decision: 'What was found',
    correctedIn: version => `Corrected in version ${version}`,
    hidden: (reason, day) => `(These words were hidden on ${day}: ${reason})`,
    hidingReasons: { 'personal-data': 'they held personal data that must not be public', 'insult': 'they insulted somebody', 'other': 'they held something else that must not be public' },
    seeVersion: 'Read it corrected',
    toComplaint: 'Still not content: complain to the county',
    heldTitle: 'Your objection',
    object: 'Ask the village first',
    keyUsed: 'This form was sent with other words before. Please fill it in again.',
    wait: minutes => `Too many at once; please try again in ${minutes} min.`,
    unknownRecord: 'This record was not found; it may have been corrected. Please open it again from the village page.',
    link: 'Object to this record',
  },
}

const staff = {
  title: '群众异议',
  open: '待处理',
  closed: '已办结',
  none: '没有群众异议。',
  question: '疑问',
  record: '公开内容',
  state: '状态',
  due: '期限',
  handle: '处理',
  words: '答复（会公开）',
  wordsHelp: '写明核实的情况和依据，不少于10个字。不要写任何人的电话、证件号、银行卡号。',
  answered: '村里的答复',
  decided: '核实结果',
  choose: '处理方式',
  hide: '隐去文字',
  hideTitle: '隐去不宜公开的文字',
  hideText: '公开页面上马上看不到这段文字，只留“已隐去”的说明和原因；异议照常办理，原文仍留在系统里。参与编写、审核这条内容或者答复过异议的人不能隐去。',
  hidePart: '哪一段',
  parts: { question: '疑问', answer: '村里的答复', decision: '核实结果' },
  hideReason: '原因（会公开）',
  hideNote: '情况说明（不公开，至少 5 个字）',
  hideTooShort: '请写明情况，至少 5 个字',
  hideSend: '隐去',
  isHidden: (parts: string) => `已对外隐去：${parts}`,
  correctNext: '属实的，请接着在“已公开”里更正这条内容；更正公开后，异议自动办结。',
}

/** Objections on the staff console. */
export const objectionWordsOfStaff: InBoth<typeof staff> = {
  'zh-CN': staff,
  en: {
    title: 'Objections',
    open: 'Open',
    closed: 'Closed',
    none: 'There are no objections.',
    question: 'Question',
    record: 'Record',
    state: 'State',
    due: 'Due',
    handle: 'Deal with it',
    words: 'Answer (public)',
    wordsHelp: 'Say what was found and on what it rests, in at least 10 characters. No telephone, identity or bank number of anybody.',
    answered: 'The village’s answer',
    decided: 'What was found',
    choose: 'Decision',
    hide: 'Hide words',
    hideTitle: 'Hide words that must not be public',
    hideText: 'The public pages stop showing these words at once and say instead that they were hidden, and why. The objection goes on, and the words stay in the file. Whoever wrote or approved the record, or answered, cannot hide them.',
    hidePart: 'Which words',
    parts: { question: 'The question', answer: 'The village’s answer', decision: 'What was found' },
    hideReason: 'Reason (public)',
    hideNote: 'What it is about (not public, at least 5 characters)',
    hideTooShort: 'Please say what it is about, in at least 5 characters',
    hideSend: 'Hide',
    isHidden: parts => `Hidden from the public: ${parts}`,
    correctNext: 'If it is right, open a correction under “Published” next; when that is published the objection closes by itself.',
  },
}
