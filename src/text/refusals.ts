import type { CaseReply } from '#rules/cases/reply.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import { replyLimits } from '#rules/cases/reply.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { refusalText } from './cases.ts'
import type { InBoth, Language } from './language.ts'
import { personalData } from './problems.ts'

/** One refusal for each code, so that each can be picked out by its own. */
type Coded<Code extends string, More = unknown> = Code extends string ? { readonly code: Code } & More : never

/** Why an action did not happen, beyond the rules of cases and permission. */
export type ActionRefusal =
  | Coded<PlainActionCode>
  | Coded<'photo-unreadable' | 'photo-too-large' | 'too-many-photos', { readonly n: number }>
  | { readonly code: 'reply-incomplete'; readonly field: keyof CaseReply }
  | { readonly code: 'attachment-too-large'; readonly megabytes: number }
  | { readonly code: 'upload-offset'; readonly received: number }
  | { readonly code: 'upload-not-now'; readonly state: string }
  | { readonly code: 'import-blocked'; readonly kinds: string }
  | { readonly code: 'already-imported'; readonly rows: number; readonly draftId: string }
  | { readonly code: 'attachment-name'; readonly kind: string }
  | { readonly code: 'too-many-attachments'; readonly most: number }

type PlainActionCode =
  | 'not-found' | 'stale' | 'key-used-for-another' | 'bad-key' | 'malformed-code' | 'no-such-code'
  | 'unknown-village' | 'unknown-record' | 'unit-missing' | 'unknown-unit' | 'no-supervising-unit' | 'reply-missing' | 'days-missing'
  | 'owes-nothing' | 'unknown-item' | 'no-schema' | 'reason-missing' | 'title-missing' | 'already-published' | 'already-drafted'
  | 'correction-under-way' | 'has-problems' | 'overtaken' | 'attachment-kind' | 'upload-changed'

/** Why a request was not even looked at, or not answered. */
export type RequestRefusal =
  | Coded<PlainRequestCode>
  | { readonly code: 'slow-down'; readonly seconds: number }

type PlainRequestCode =
  | 'sign-in' | 'wrong-credentials' | 'no-post' | 'foreign-origin' | 'no-such-route' | 'malformed-body' | 'bad-request' | 'key-missing' | 'wrong-media-type'
  | 'too-large' | 'broken-form' | 'file-missing' | 'fault' | 'unready'

export type AnyRefusal = CaseRefusal | PolicyRefusal | ActionRefusal | RequestRefusal
type OwnRefusal = ActionRefusal | RequestRefusal
type Say = { readonly [Code in OwnRefusal['code']]: (refusal: Extract<OwnRefusal, { code: Code }>) => string }

const replyFields: InBoth<Record<keyof CaseReply, string>> = {
  'zh-CN': { found: '查明的情况', done: '处理的结果', nextStep: '下一步', answeredBy: '答复人', text: '答复内容' },
  'en': { found: 'what was found', done: 'what was done', nextStep: 'the next step', answeredBy: 'who answers', text: 'the answer' },
}

const sentences: InBoth<Say> = {
  'zh-CN': {
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
    'unit-missing': () => '请选择责任单位。',
    'unknown-unit': () => '没有找到这个责任单位，或者它不在本县。请重新选择。',
    'no-supervising-unit': () => '清单中没有为这个单位确定监督部门，请先在清单中绑定，或选择其他单位。',
    'reply-missing': () => '请填写答复。',
    'reply-incomplete': ({ field }) => `“${replyFields['zh-CN'][field]}”应为${replyLimits[field].least}至${replyLimits[field].most}个字。`,
    'days-missing': () => '请写明要延长几个工作日。',
    'owes-nothing': () => '这个编码是没有村民的虚拟社区，不需要公开。',
    'unknown-item': () => '清单里没有这个监督事项，请重新选择。',
    'no-schema': () => '这个事项还没有填报表格，暂时不能录入。',
    'reason-missing': () => '请写明理由，不少于5个字。',
    'title-missing': () => '请填写标题。',
    'already-published': () => '这个村这个事项这一期已经公开。要改动请用“更正”。',
    'already-drafted': () => '这个村这个事项这一期已有草稿，请继续填写那一份。',
    'correction-under-way': () => '这条内容正在更正，请继续那一份草稿。',
    'has-problems': () => '还有需要改正的地方，请按提示逐项修改。',
    'overtaken': () => '起草之后已有新的版本公开，这份更正作废。请从最新版本重新更正。',
    'attachment-too-large': ({ megabytes }) => `文件太大：最多${megabytes}兆，图片最多五千万像素。`,
    'upload-changed': () => '收到的文件与所选文件不一致，没有保存。请重新上传。',
    'upload-offset': ({ received }) => `文件已收到${received}字节，请从那里接着上传。`,
    'upload-not-now': () => '这个文件还没有收全、核对完，或者已经生成草稿。请刷新后再操作。',
    'import-blocked': () => '文件中有必须先改正的问题，没有生成草稿。请按列出的单元格改正后重新上传。',
    'already-imported': ({ rows }) => `文件中有${rows}行已经在以前的记录中。确认不是重复后，再选择“仍然导入”。`,
    'attachment-kind': () => '只接受PDF、图片、不含宏的.xlsx和.docx文件，这个文件不是或已损坏。',
    'attachment-name': ({ kind }) => `文件名里含有${personalData['zh-CN'][kind] ?? '个人信息'}，不得公开。请改名后再上传。`,
    'too-many-attachments': ({ most }) => `附件最多${most}个，请先删去一个。`,
    'sign-in': () => '请先登录。',
    'wrong-credentials': () => '用户名或密码不对。',
    'no-post': () => '这个账号目前没有任职，不能使用。请联系管理员。',
    'foreign-origin': () => '这个请求不是从本网站的页面发出的，没有执行。',
    'no-such-route': () => '没有这个接口地址，请对照接口说明检查网址和方法。',
    'malformed-body': () => '请求的内容不是完整、正确的JSON。',
    'bad-request': () => '请求里有不对的地方，请按提示改正。',
    'key-missing': () => '请求头里需要幂等键（Idempotency-Key），16至200个字符。',
    'wrong-media-type': () => '请求内容的类型不对：接口接受JSON，上传文件用multipart/form-data。',
    'too-large': () => '内容太大，没有接收。',
    'broken-form': () => '上传没有完整到达，请再试一次。',
    'file-missing': () => '没有收到文件或必填的项目，请重新选择。',
    'fault': () => '系统出了差错，没有完成。请稍后再试。',
    'unready': () => '系统正在启动或维护，请稍后再试。',
    'slow-down': ({ seconds }) => `操作太密，请等${seconds}秒再试。`,
  },
  'en': {
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
    'unit-missing': () => 'Please choose the responsible unit.',
    'unknown-unit': () => 'There is no such responsible unit in this county. Please choose again.',
    'no-supervising-unit': () => 'The item list binds no supervising unit to this unit. Bind one first, or choose another unit.',
    'reply-missing': () => 'Please fill in the reply.',
    'reply-incomplete': ({ field }) => `In a reply, ${replyFields.en[field]} takes ${replyLimits[field].least} to ${replyLimits[field].most} characters.`,
    'days-missing': () => 'Please say by how many working days.',
    'owes-nothing': () => 'This code is a virtual community without villagers; it owes no disclosure.',
    'unknown-item': () => 'The list has no such item. Please choose again.',
    'no-schema': () => 'There is no form for this item yet, so it cannot be entered.',
    'reason-missing': () => 'Please give a reason of at least 5 characters.',
    'title-missing': () => 'Please give a title.',
    'already-published': () => 'This item of this village is already published for this period. To change it, open a correction.',
    'already-drafted': () => 'There is already a draft of this item, village and period. Please carry on with that one.',
    'correction-under-way': () => 'A correction of this record is under way. Please carry on with that draft.',
    'has-problems': () => 'Some things must be put right first; each is named.',
    'overtaken': () => 'A newer version was published meanwhile, so this correction is void. Please start from the newest version.',
    'attachment-too-large': ({ megabytes }) => `The file is too large: at most ${megabytes} MB, and 50 megapixels for a picture.`,
    'upload-changed': () => 'What arrived is not the file that was chosen, so nothing was kept. Please upload it again.',
    'upload-offset': ({ received }) => `${received} bytes have arrived; please continue from there.`,
    'upload-not-now': () => 'This file has not fully arrived, is not checked yet, or already became drafts. Please reload.',
    'import-blocked': () => 'The file has problems that must be put right first, so no draft was made. Correct the cells listed and upload it again.',
    'already-imported': ({ rows }) => `${rows} rows of the file stand in an earlier record already. If they are not repeated by mistake, choose “import anyway”.`,
    'attachment-kind': () => 'Only PDF, pictures, and .xlsx or .docx without macros are accepted; this file is none of them, or damaged.',
    'attachment-name': ({ kind }) => `The name of the file holds ${personalData.en[kind] ?? 'personal data'}, which must not be published. Rename it and upload again.`,
    'too-many-attachments': ({ most }) => `A record takes ${most} files at most; remove one first.`,
    'sign-in': () => 'Please sign in.',
    'wrong-credentials': () => 'The user name or the password is wrong.',
    'no-post': () => 'This account holds no post at present. Please ask your administrator.',
    'foreign-origin': () => 'This request did not come from a page of this site, so it was not carried out.',
    'no-such-route': () => 'There is no such address or method; please check it against the API document.',
    'malformed-body': () => 'The body of the request is not complete and correct JSON.',
    'bad-request': () => 'Something in the request is not right; each mistake is named.',
    'key-missing': () => 'The request needs a header Idempotency-Key of 16 to 200 characters.',
    'wrong-media-type': () => 'The body has the wrong type: JSON is accepted, and multipart/form-data for files.',
    'too-large': () => 'This is too large and was not accepted.',
    'broken-form': () => 'The upload did not arrive whole. Please try again.',
    'file-missing': () => 'The file or a required part is missing. Please choose again.',
    'fault': () => 'Something went wrong on our side and this was not done. Please try again later.',
    'unready': () => 'The system is starting or being maintained. Please try again in a moment.',
    'slow-down': ({ seconds }) => `Too many requests; please wait ${seconds} seconds.`,
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

/** What a request got wrong, by the keyword of the schema it breaks. */
export type MistakeKind = 'missing' | 'unknown' | 'not-one-of' | 'too-long' | 'too-short' | 'out-of-range' | 'wrong-form' | 'wrong-type' | 'unreadable'

const mistakes: InBoth<Record<MistakeKind, (field: string) => string>> = {
  'zh-CN': {
    'missing': field => `缺少“${field}”。`,
    'unknown': field => `没有“${field}”这一项，请删去。`,
    'not-one-of': field => `“${field}”不是可以填的值。`,
    'too-long': field => `“${field}”太长。`,
    'too-short': field => `“${field}”太短。`,
    'out-of-range': field => `“${field}”超出了范围。`,
    'wrong-form': field => `“${field}”的写法不对。`,
    'wrong-type': field => `“${field}”的类型不对。`,
    'unreadable': field => `“${field}”里有无法保存的字符，请删去后重新输入。`,
  },
  'en': {
    'missing': field => `“${field}” is missing.`,
    'unknown': field => `There is no “${field}”; please remove it.`,
    'not-one-of': field => `“${field}” is none of the possible values.`,
    'too-long': field => `“${field}” is too long.`,
    'too-short': field => `“${field}” is too short.`,
    'out-of-range': field => `“${field}” is out of range.`,
    'wrong-form': field => `“${field}” is not written as it should be.`,
    'wrong-type': field => `“${field}” has the wrong type.`,
    'unreadable': field => `“${field}” holds characters that cannot be kept; please type it again.`,
  },
}

/** One sentence for one mistake in the shape of a request. */
export function mistakeSentence(language: Language, kind: MistakeKind, field: string): string {
  return mistakes[language][kind](field)
}

const findingSentences: InBoth<{ title: (kind: string) => string; reason: (kind: string) => string; attachment: (kind: string, name: string) => string }> = {
  'zh-CN': {
    title: kind => `标题含有${kind}，不得公开。请删去。`,
    reason: kind => `更正理由含有${kind}，不得公开。请删去。`,
    attachment: (kind, name) => `附件“${name}”的名称含有${kind}，不得公开。请删除附件，改名后再上传。`,
  },
  'en': {
    title: kind => `The title holds ${kind}, which must not be published. Please remove it.`,
    reason: kind => `The reason holds ${kind}, which must not be published. Please remove it.`,
    attachment: (kind, name) => `The name of the file “${name}” holds ${kind}, which must not be published. Remove the file, rename it and upload it again.`,
  },
}

/** Says that a personal number stands in a draft's title, its reason, or the name of a file. */
export function findingSentence(language: Language, kind: string, at: { part: 'title' | 'reason' } | { part: 'attachment'; name: string }): string {
  const noun = personalData[language][kind] ?? kind
  const say = findingSentences[language]
  return at.part === 'attachment' ? say.attachment(noun, at.name) : say[at.part](noun)
}
