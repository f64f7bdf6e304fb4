import type { ProcedureRefusal } from '#rules/catalogue/county-procedure.ts'
import type { BoundProblem } from '#rules/cases/rule-bounds.ts'
import { replyLimits, type ReplyField } from '#rules/cases/reply.ts'
import type { TextProblem } from '#rules/answers/text-check.ts'
import type { WordsProblem } from '#rules/objections/words.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import type { AnswerRefusalCode } from './answer-refusals.ts'
import { attachmentSentences, type AttachmentRefusal } from './attachment-refusals.ts'
import { identityRefusals, type IdentityRefusalCode } from './identity-refusals.ts'
import type { IntakeRefusalCode } from './intake-refusals.ts'
import type { MatterRefusal } from './matter-refusals.ts'
import { replyFields, type DeskToolRefusal } from './desk-tools.ts'
import { subjectSentences } from './subject-refusals.ts'
import type { MessageChannel } from '#rules/messages/hours.ts'
import { refusalText } from './cases.ts'
import type { InBoth, Language } from './language.ts'
import { requestSentences, type Coded, type RequestRefusal } from './request-refusals.ts'
import { staffSentences, type StaffRefusal } from './staff-refusals.ts'
import { objectionWordsText } from './objections.ts'
import { formErrorSentence } from './form-errors.ts'
import { procedureSentences } from './procedure-refusals.ts'
import { tipSentences, type TipRefusal } from './tip-refusals.ts'

/** Why an action did not happen, beyond the rules of cases and permission. */
export type ActionRefusal =
  | MatterRefusal
  | AttachmentRefusal
  | ProcedureRefusal
  | TipRefusal
  | Coded<PlainActionCode | IntakeRefusalCode | AnswerRefusalCode | IdentityRefusalCode>
  | { readonly code: 'answer-text-wrong'; readonly problem: TextProblem }
  | Coded<'photo-unreadable' | 'photo-too-large' | 'too-many-photos', { readonly n: number }>
  | Coded<'objection-not-now' | 'objection-personal-data' | 'nothing-to-hide' | 'taken-on-unlikely'>
  | { readonly code: 'objection-words'; readonly problem: WordsProblem }
  | { readonly code: 'reply-incomplete'; readonly field: ReplyField }
  | { readonly code: 'upload-offset'; readonly received: number }
  | { readonly code: 'upload-not-now'; readonly state: string }
  | { readonly code: 'import-blocked'; readonly kinds: string }
  | { readonly code: 'already-imported'; readonly rows: number; readonly draftId: string }
  | { readonly code: 'form-wrong'; readonly errors: readonly string[] }
  | { readonly code: 'rules-beyond'; readonly problems: readonly BoundProblem[] }
  | { readonly code: 'too-many-helpers'; readonly most: number }
  | { readonly code: 'nearer-year-first'; readonly year: number }
  | { readonly code: 'sample-unopened'; readonly left: number }
  | DeskToolRefusal
  | StaffRefusal
  | { readonly code: 'contact-wrong'; readonly channel: MessageChannel }

type PlainActionCode =
  | 'not-found' | 'stale' | 'key-used-for-another' | 'bad-key' | 'malformed-code' | 'no-such-code'
  | 'unknown-village' | 'unknown-record' | 'unit-missing' | 'unknown-unit' | 'unknown-officer' | 'no-supervising-unit' | 'reply-missing' | 'days-missing'
  | 'owes-nothing' | 'unknown-item' | 'no-schema' | 'reason-missing' | 'reason-too-short' | 'no-such-finding' | 'already-taken-down' | 'already-confirmed' | 'title-missing' | 'already-published' | 'already-drafted'
  | 'correction-under-way' | 'has-problems' | 'overtaken'
  | 'starts-in-past' | 'item-exists' | 'item-retired' | 'item-not-retired' | 'number-taken' | 'unknown-category' | 'own-prefix' | 'nothing-changed' | 'units-same' | 'already-proposed' | 'already-decided'
  | 'organisation-day' | 'already-so' | 'edge-circle' | 'keeping-not-now' | 'held' | 'no-personal-value' | 'erasure-overtaken'
  | 'publish-time-unreadable' | 'publish-time-past' | 'publish-time-too-far' | 'not-owed' | 'period-running' | 'already-declared' | 'doubt-unanswered' | 'reason-personal'
  | 'nothing-opened-yet' | 'batch-not-submitted' | 'not-sampled' | 'upload-changed'
  | 'choice-missing' | 'diverted-divided' | 'statement-missing' | 'letter-missing' | 'letter-personal' | 'nothing-asked' | 'merge-into-itself' | 'merge-other-county' | 'merge-not-running' | 'merge-has-others' | 'merge-apart' | 'unit-without-handlers' | 'rules-not-later'

export type AnyRefusal = CaseRefusal | PolicyRefusal | ActionRefusal | RequestRefusal
type OwnRefusal = ActionRefusal | RequestRefusal
type Say = { readonly [Code in OwnRefusal['code']]: (refusal: Extract<OwnRefusal, { code: Code }>) => string }

const sentences: InBoth<Say> = {
  'zh-CN': {
    ...subjectSentences['zh-CN'],
    ...staffSentences['zh-CN'],
    ...identityRefusals['zh-CN'],
    ...attachmentSentences['zh-CN'], ...procedureSentences['zh-CN'], ...tipSentences['zh-CN'],
    'not-found': () => '没有找到，或者不在您能查看的范围内。',
    'stale': () => '在您操作之前，别人已经处理过。请看最新情况后再决定。',
    'key-used-for-another': () => '这个幂等键（Idempotency-Key）已用于另一项请求。请换一个新的再提交。',
    'bad-key': () => '幂等键（Idempotency-Key）应为16至200个不含空格的英文字符。',
    'malformed-code': () => '查询码应为20位数字，请对照回执检查。',
    'no-such-code': () => '没有找到这个查询码，请对照回执逐位检查。',
    'unknown-village': () => '没有找到这个村或社区，请检查编码。',
    'unknown-record': () => '没有找到要问的那条公开内容，请检查编号、版本和行。',
    'photo-unreadable': ({ n }) => `第${n}张不是照片或已损坏，请重新选择。`,
    'photo-too-large': ({ n }) => `第${n}张照片太大，请换一张不超过10兆的。`,
    'too-many-photos': ({ n }) => `照片太多（${n}张），最多6张。`,
    'objection-not-now': () => '这个异议已经办到下一步，现在不能这样处理。请看最新情况。',
    'nothing-to-hide': () => '这段文字还没有说出，或者已经隐去。请看最新情况。',
    'taken-on-unlikely': () => '拍摄日期要在1990年以后，而且不能晚于今天。',
    'objection-personal-data': () => '答复会公开，里面含有证件号、银行卡号或电话号码，请去掉后再提交。',
    'objection-words': ({ problem }) => objectionWordsText('zh-CN', 'answer', problem),
    'unit-missing': () => '请选择责任单位。',
    'unknown-officer': () => '没有找到这名工作人员，请重新选择。',
    'unknown-unit': () => '没有找到这个责任单位，或者它不在本县。请重新选择。',
    'no-supervising-unit': () => '清单中没有为这个单位确定监督部门，请先在清单中绑定，或选择其他单位。',
    'reply-missing': () => '请填写答复。',
    'reply-incomplete': ({ field }) => `“${replyFields['zh-CN'][field]}”应为${replyLimits[field].least}至${replyLimits[field].most}个字。`,
    'days-missing': () => '请写明要延长几个工作日。',
    'letter-missing': () => '请写好督办函的内容，20至3000字。',
    'letter-personal': () => '督办函里有个人信息（如电话、证件号码）。督办函不写投诉人是谁，请删去后再发。',
    'nothing-asked': () => '这张卡（函）不需要说明，或者已经有了说明。',
    'owes-nothing': () => '这个编码是没有村民的虚拟社区，不需要公开。',
    'unknown-item': () => '清单里没有这个监督事项，请重新选择。',
    'no-schema': () => '这个事项还没有填报表格，暂时不能录入。',
    'reason-missing': () => '请写明理由，不少于5个字。',
    'reason-too-short': () => '请写明理由，不少于10个字。',
    'no-such-finding': () => '这一处已经改过或不再存在。请看最新内容。',
    'already-taken-down': () => '这条内容已经撤下。',
    'already-confirmed': () => '这次撤下已经有第二人确认。',
    'title-missing': () => '请填写标题。',
    'already-published': () => '这个村这个事项这一期已经公开。要改动请用“更正”。',
    'already-drafted': () => '这个村这个事项这一期已有草稿，请继续填写那一份。',
    'correction-under-way': () => '这条内容正在更正，请继续那一份草稿。',
    'has-problems': () => '还有需要改正的地方，请按提示逐项修改。',
    'overtaken': () => '起草之后已有新的版本公开，这份更正作废。请从最新版本重新更正。',
    'upload-changed': () => '收到的文件与所选文件不一致，没有保存。请重新上传。',
    'upload-offset': ({ received }) => `文件已收到${received}字节，请从那里接着上传。`,
    'upload-not-now': () => '这个文件还没有收全、核对完，或者已经生成草稿。请刷新后再操作。',
    'import-blocked': () => '文件中有必须先改正的问题，没有生成草稿。请按列出的单元格改正后重新上传。',
    'already-imported': ({ rows }) => `文件中有${rows}行已经在以前的记录中。确认不是重复后，再选择“仍然导入”。`,
    'starts-in-past': () => '生效日期不能早于今天：过去应当公开的，仍然应当公开。',
    'item-exists': () => '清单里已有这个事项，请直接修改它。',
    'item-retired': () => '这个事项已经（或将要）停用，请先恢复。',
    'item-not-retired': () => '这个事项没有停用，不需要恢复。',
    'number-taken': () => '这个编号已被其他事项使用，请换一个。',
    'unknown-category': () => '没有这个类别，请重新选择。',
    'own-prefix': () => '本县新增事项的地址名须以“local-”开头，只用小写字母和连字符。',
    'nothing-changed': () => '没有任何改动，请先修改再提交。',
    'units-same': () => '责任单位和监督单位不能是同一个，请分别填写。',
    'already-proposed': () => '这个事项已有一项同类改动待决定，请等它决定或撤回后再提。',
    'already-decided': () => '这项改动已经决定过了，请刷新后查看。',
    'form-wrong': ({ errors }) => `表格有${errors.length}处不对：${errors.slice(0, 3).map(error => formErrorSentence('zh-CN', error)).join('；')}。`,
    'publish-time-unreadable': () => '请写明公开的日期和时间。',
    'publish-time-past': () => '定时公开的时间已过，请改为以后的时间，或立即公开。',
    'publish-time-too-far': () => '定时公开最多提前60天。',
    'not-owed': () => '这个村这一期没有这项公开任务，不需要零报告。',
    'period-running': () => '这一期还没有结束，结束后才能报“无此事项”。',
    'already-declared': () => '这一期已经报过“无此事项”。',
    'doubt-unanswered': () => '其他数据显示这一期可能有此事项。请先核实，并写明核实情况（不少于5个字）。',
    'reason-personal': () => '理由会公开，里面含有个人信息，请删去。',
    'nothing-opened-yet': () => '公开任务还没有开始，暂时不能补录往年。',
    'nearer-year-first': ({ year }) => `补录由近及远，请先开${year}年。`,
    'sample-unopened': ({ left }) => `抽中的内容还有${left}份没有打开核对，核对后才能一并通过。`,
    'batch-not-submitted': () => '选中的内容里有的已被处理，或不在您的审核范围内。请重新选择。',
    'not-sampled': () => '这一份没有被抽中，不需要核对。',
    'contact-wrong': ({ channel }) => channel === 'email' ? '邮箱地址不对，请检查。' : '号码不对，请检查。',
    ...requestSentences['zh-CN'],
  },
  'en': {
    ...subjectSentences.en,
    ...staffSentences.en,
    ...identityRefusals.en,
    ...attachmentSentences.en, ...procedureSentences.en, ...tipSentences.en,
    'not-found': () => 'Not found, or not yours to see.',
    'stale': () => 'Somebody acted before you did. Please look at how it stands now and decide again.',
    'key-used-for-another': () => 'This Idempotency-Key was used for another request. Please send a new one.',
    'bad-key': () => 'An Idempotency-Key is 16 to 200 visible ASCII characters.',
    'malformed-code': () => 'A code has 20 digits; please compare it with the receipt.',
    'no-such-code': () => 'This code was not found; please compare it digit by digit with the receipt.',
    'unknown-village': () => 'There is no such village or community; please check the code.',
    'unknown-record': () => 'The published record asked about was not found; please check its id, version and row.',
    'photo-unreadable': ({ n }) => `File ${n} is not a photo, or it is damaged; please choose again.`,
    'photo-too-large': ({ n }) => `Photo ${n} is too large; please choose one of at most 10 MB.`,
    'too-many-photos': ({ n }) => `There are too many photos (${n}); at most 6.`,
    'objection-not-now': () => 'The objection has moved on; this is not possible now. Please look at how it stands.',
    'nothing-to-hide': () => 'That text has not been said, or is hidden already. Please look at how it stands.',
    'taken-on-unlikely': () => 'The day a picture was taken must be after 1990 and not later than today.',
    'objection-personal-data': () => 'The answer will be public and holds an identity, bank or telephone number. Please take it out.',
    'objection-words': ({ problem }) => objectionWordsText('en', 'answer', problem),
    'unit-missing': () => 'Please choose the responsible unit.',
    'unknown-officer': () => 'There is no such member of staff. Please choose again.',
    'unknown-unit': () => 'There is no such responsible unit in this county. Please choose again.',
    'no-supervising-unit': () => 'The item list binds no supervising unit to this unit. Bind one first, or choose another unit.',
    'reply-missing': () => 'Please fill in the reply.',
    'reply-incomplete': ({ field }) => `In a reply, ${replyFields.en[field]} takes ${replyLimits[field].least} to ${replyLimits[field].most} characters.`,
    'days-missing': () => 'Please say by how many working days.',
    'letter-missing': () => 'Please write the letter, 20 to 3000 characters.',
    'letter-personal': () => 'The letter holds personal data, such as a telephone or identity number. A letter never says who complained; please remove them.',
    'nothing-asked': () => 'Nothing is asked about this card or letter, or it has been answered already.',
    'owes-nothing': () => 'This code is a virtual community without villagers; it owes no disclosure.',
    'unknown-item': () => 'The list has no such item. Please choose again.',
    'no-schema': () => 'There is no form for this item yet, so it cannot be entered.',
    'reason-missing': () => 'Please give a reason of at least 5 characters.',
    'reason-too-short': () => 'Please give a reason of at least 10 characters.',
    'no-such-finding': () => 'This place was changed or is gone. Please look at the record as it is now.',
    'already-confirmed': () => 'A second person has confirmed this take-down already.',
    'already-taken-down': () => 'This record has been taken down already.',
    'title-missing': () => 'Please give a title.',
    'already-published': () => 'This item of this village is already published for this period. To change it, open a correction.',
    'already-drafted': () => 'There is already a draft of this item, village and period. Please carry on with that one.',
    'correction-under-way': () => 'A correction of this record is under way. Please carry on with that draft.',
    'has-problems': () => 'Some things must be put right first; each is named.',
    'overtaken': () => 'A newer version was published meanwhile, so this correction is void. Please start from the newest version.',
    'upload-changed': () => 'What arrived is not the file that was chosen, so nothing was kept. Please upload it again.',
    'upload-offset': ({ received }) => `${received} bytes have arrived; please continue from there.`,
    'upload-not-now': () => 'This file has not fully arrived, is not checked yet, or already became drafts. Please reload.',
    'import-blocked': () => 'The file has problems that must be put right first, so no draft was made. Correct the cells listed and upload it again.',
    'already-imported': ({ rows }) => `${rows} rows of the file stand in an earlier record already. If they are not repeated by mistake, choose “import anyway”.`,
    'starts-in-past': () => 'A change holds from today at the earliest: what was owed before stays owed.',
    'item-exists': () => 'The list has this item already; please change that one.',
    'item-retired': () => 'This item is or will be retired. Take it back first.',
    'item-not-retired': () => 'This item is not retired, so it need not be taken back.',
    'number-taken': () => 'Another item has this number. Please choose another.',
    'unknown-category': () => 'There is no such category. Please choose again.',
    'own-prefix': () => 'The address word of an item of your own begins with “local-” and has only small letters and hyphens.',
    'nothing-changed': () => 'Nothing was changed. Change something first.',
    'units-same': () => 'The responsible and the supervising unit must be two different ones.',
    'already-proposed': () => 'A change of this kind waits for a decision on this item already; let it be decided or withdrawn first.',
    'already-decided': () => 'This proposal has been decided already. Please reload.',
    'form-wrong': ({ errors }) => `The form has ${errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`}: ${errors.slice(0, 3).map(error => formErrorSentence('en', error)).join('; ')}.`,
    'publish-time-unreadable': () => 'Please give the day and the hour of publication.',
    'publish-time-past': () => 'That hour has passed. Choose a later one, or publish now.',
    'publish-time-too-far': () => 'A publication is fixed at most 60 days ahead.',
    'not-owed': () => 'This village does not owe this item for this period, so there is nothing to declare.',
    'period-running': () => 'This period is not over yet; “nothing happened” can be declared when it is.',
    'already-declared': () => '“Nothing happened” was declared for this period already.',
    'doubt-unanswered': () => 'Other data speak against it. Please look into it first and say what you found (at least 5 characters).',
    'reason-personal': () => 'The reason will be public, and it holds personal data. Please remove them.',
    'nothing-opened-yet': () => 'No duties have been opened yet, so past years cannot be filled in.',
    'nearer-year-first': ({ year }) => `Past years are filled in from near to far: please open ${year} first.`,
    'sample-unopened': ({ left }) => `${left} of the drawn drafts have not been opened and confirmed; the rest can be approved after that.`,
    'batch-not-submitted': () => 'Some of the drafts chosen were dealt with meanwhile, or are not yours to review. Please choose again.',
    'not-sampled': () => 'This draft was not drawn, so it needs no confirmation.',
    'contact-wrong': ({ channel }) => channel === 'email' ? 'This is no e-mail address; please check it.' : 'This is not a number; please check it.',
    ...requestSentences.en,
  },
}

/** One clear sentence for any expected "no". */
export function refusalSentence(language: Language, refusal: AnyRefusal): string {
  if (!isOwn(refusal)) return refusalText(language, refusal)
  // The key picks the sentence made for exactly this refusal; TypeScript cannot follow that through the union.
  const say = sentences[language][refusal.code] as (refusal: OwnRefusal) => string
  return say(refusal)
}

function isOwn(refusal: AnyRefusal): refusal is OwnRefusal {
  return Object.hasOwn(sentences['zh-CN'], refusal.code)
}
