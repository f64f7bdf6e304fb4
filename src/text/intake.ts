import type { LikenessReason } from '#rules/duplicates/likeness.ts'
import type { Channel } from '#rules/intake/channels.ts'
import type { EntryProblem, entryProblemCodes } from '#rules/intake/staff-entry.ts'
import type { WorkOrderField } from '#rules/intake/work-order-columns.ts'
import type { WorkOrderProblem, WorkOrderProblemCode } from '#rules/intake/work-orders.ts'
import type { InBoth, Language } from './language.ts'
import { complaintProblemText } from './pages-complaint.ts'
import { personalData } from './problems.ts'

/** The doors, as officers call them. */
export const channelTexts: InBoth<Readonly<Record<Channel, string>>> = {
  'zh-CN': { web: '网页', api: '其他程序', phone: '来电', letter: '来信', visit: '来访', hotline: '12345热线', proxy: '代办' },
  'en': { web: 'the web page', api: 'another program', phone: 'a call', letter: 'a letter', visit: 'a visit', hotline: 'the 12345 hotline', proxy: 'a helper' },
}

/** What speaks for one matter. */
export const likenessTexts: InBoth<Readonly<Record<LikenessReason, string>>> = {
  'zh-CN': { sameLine: '问的是同一条公开内容', sameVillage: '同一个村', sameItem: '同一事项', sameNumbers: '数字相同', likeText: '内容相近' },
  'en': { sameLine: 'about the same published line', sameVillage: 'same village', sameItem: 'same item', sameNumbers: 'same numbers', likeText: 'like words' },
}

export const workOrderFieldTexts: InBoth<Readonly<Record<WorkOrderField, string>>> = {
  'zh-CN': { number: '工单编号', calledOn: '来电时间', caller: '来电人', phone: '联系电话', title: '诉求标题', content: '诉求内容', place: '地址/村', dueOn: '办理时限' },
  'en': { number: 'work order number', calledOn: 'day of the call', caller: 'caller', phone: 'telephone', title: 'title', content: 'content', place: 'address or village', dueOn: 'due day' },
}

type EntryCode = (typeof entryProblemCodes)[number]
const entrySentences: InBoth<Readonly<Record<EntryCode, (most: number) => string>>> = {
  'zh-CN': {
    'unknown-channel': () => '请选择来源：来电、来信、来访、12345热线或代办。',
    'number-missing': () => '来信和热线工单都有编号，请填写。',
    'number-too-long': most => `编号太长，最多${most}个字符。`,
    'not-a-day': () => '日期应写成2026-03-05的样子。',
    'day-in-future': () => '收到日期不能晚于今天。',
    'day-too-old': () => '收到日期在一年以前，请核对。',
    'helper-missing': () => '请填写代办人姓名。',
    'helper-not-taken': () => '只有代办才填代办人。',
    'name-missing': () => '请填写本人姓名：回执要交到本人手里。',
    'too-long': most => `太长，最多${most}个字。`,
    'contact-wrong': () => '收短信的手机号不对，请检查数字。',
  },
  'en': {
    'unknown-channel': () => 'Choose where it came from: a call, a letter, a visit, the 12345 hotline or a helper.',
    'number-missing': () => 'Letters and work orders have a number; please give it.',
    'number-too-long': most => `The number is too long; at most ${most} characters.`,
    'not-a-day': () => 'Write the day like 2026-03-05.',
    'day-in-future': () => 'The day of receipt cannot lie after today.',
    'day-too-old': () => 'The day of receipt lies more than a year back; please check it.',
    'helper-missing': () => 'Please give the helper’s name.',
    'helper-not-taken': () => 'Only a complaint brought by a helper takes a helper’s name.',
    'name-missing': () => 'Please give the name of the person helped: the receipt is for that person.',
    'too-long': most => `Too long; at most ${most} characters.`,
    'contact-wrong': () => 'The number for text messages is not one; please check the digits.',
  },
}

/** What is wrong with an entry, in one sentence. */
export function entryProblemText(language: Language, problem: EntryProblem): string {
  const say = entrySentences[language] as Readonly<Record<string, (most: number) => string>>
  const own = problem.field === 'channel' || problem.field === 'channelNumber' || problem.field === 'receivedOn' || problem.field === 'helper' || problem.field === 'contact' || problem.code === 'name-missing'
  return own ? say[problem.code]!(problem.most ?? 0) : complaintProblemText(language, problem as Parameters<typeof complaintProblemText>[1])
}

type Say = (words: { readonly field: string; readonly other: string; readonly most: number; readonly kind: string }) => string
const orderSentences: InBoth<Readonly<Record<WorkOrderProblemCode, Say>>> = {
  'zh-CN': {
    'no-table': () => '没有找到工单表。表头应有“工单编号、来电时间、诉求内容、地址”等列名。',
    'missing-column': ({ field }) => `缺少“${field}”一列。请补上后重新选择文件。`,
    'too-many-orders': ({ most }) => `一个文件最多${most}件，请分成几个文件。`,
    'no-orders': () => '表头下面没有工单。',
    'missing': ({ field }) => `“${field}”没有填写。请补填。`,
    'number-mangled': () => '工单编号被表格软件改成了科学计数，末尾几位已经丢失。请把这一列设为文本后重新导出。',
    'number-too-long': ({ most }) => `工单编号太长，最多${most}个字符。`,
    'number-repeated': ({ other }) => `工单编号与${other}相同。同一件只留一行。`,
    'not-a-day': () => '来电时间无法识别。请写成2026-03-05或2026年3月5日，年份在前。',
    'day-in-future': () => '来电时间晚于今天，请核对。',
    'not-a-due-day': () => '办理时限无法识别。请写日期，或写“5个工作日”。',
    'due-before-call': () => '办理时限早于来电时间，请核对。',
    'too-short': ({ field }) => `“${field}”太短，看不出是什么事。`,
    'too-long': ({ field, most }) => `“${field}”太长，最多${most}个字。`,
    'unreadable-characters': ({ field }) => `“${field}”含有看不见的特殊字符，请删除。`,
    'unknown-village': () => '地址里没有本地的村或社区名。请写明村名或12位编码；是外地的，请退回热线。',
    'ambiguous-village': () => '不止一个村叫这个名字。请写明乡镇，或写12位编码。',
    'not-a-phone': () => '联系电话不完整或有误，将无法回拨。原样封存。',
    'personal-data': ({ field, kind }) => `“${field}”里有${kind}。交办前请处理，办理单位会看到这段文字。`,
  },
  'en': {
    'no-table': () => 'No table of work orders was found. Its header needs names such as 工单编号, 来电时间, 诉求内容 and 地址.',
    'missing-column': ({ field }) => `The column “${field}” is missing. Add it and choose the file again.`,
    'too-many-orders': ({ most }) => `A file takes at most ${most} orders; please make several files.`,
    'no-orders': () => 'There is no work order below the header.',
    'missing': ({ field }) => `“${field}” is empty. Please fill it in.`,
    'number-mangled': () => 'A spreadsheet program turned the number into powers of ten and lost its last digits. Make the column text and export it again.',
    'number-too-long': ({ most }) => `The number is too long; at most ${most} characters.`,
    'number-repeated': ({ other }) => `The number is the same as in ${other}. Keep one row for one order.`,
    'not-a-day': () => 'The day of the call cannot be read. Write 2026-03-05 or 2026年3月5日, the year first.',
    'day-in-future': () => 'The day of the call lies after today; please check it.',
    'not-a-due-day': () => 'The due day cannot be read. Write a day, or 5个工作日 (working days).',
    'due-before-call': () => 'The due day lies before the call; please check it.',
    'too-short': ({ field }) => `“${field}” is too short to say what it is about.`,
    'too-long': ({ field, most }) => `“${field}” is too long; at most ${most} characters.`,
    'unreadable-characters': ({ field }) => `“${field}” holds invisible special characters; please delete them.`,
    'unknown-village': () => 'The address names no village or community of this place. Write its name or its 12-digit code, or send it back to the hotline.',
    'ambiguous-village': () => 'Several villages have this name. Name the township too, or write the 12-digit code.',
    'not-a-phone': () => 'The telephone number is incomplete or wrong and cannot be called. It is sealed as it is.',
    'personal-data': ({ field, kind }) => `“${field}” holds ${kind}. Deal with it before the case goes to a unit, which reads this text.`,
  },
}

/** What is wrong with a cell of a file of work orders. What the cell says is not repeated. */
export function workOrderProblemText(language: Language, { code, field, details }: WorkOrderProblem): string {
  const kind = details?.kind === undefined ? '' : personalData[language][details.kind] ?? (language === 'en' ? 'personal data' : '个人信息')
  return orderSentences[language][code]({ field: field ? workOrderFieldTexts[language][field] : '', other: details?.other ?? '', most: details?.most ?? 0, kind })
}
