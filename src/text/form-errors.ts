import type { InBoth, Language } from './language.ts'

/** What the rules say about a wrong form, by how their complaint begins or ends, as people are told it. */
const patterns: readonly { readonly like: RegExp; readonly say: InBoth<string> }[] = [
  { like: /may not be public, not even masked$/u, say: { 'zh-CN': '身份证号、银行账号和个人电话不得公开，打码也不行', 'en': 'identity, bank and telephone numbers of people may not be public, not even masked' } },
  { like: /nothing is public$/u, say: { 'zh-CN': '至少要有一个对外公开的栏目', 'en': 'at least one field must be public' } },
  { like: /only text can be masked$/u, say: { 'zh-CN': '只有文字栏目可以打码', 'en': 'only text can be masked' } },
  { like: /cannot be required$/u, say: { 'zh-CN': '“不保存”的栏目不能设为必填', 'en': 'a field that is never kept cannot be required' } },
  { like: /must be a word in camelCase$/u, say: { 'zh-CN': '栏目代号只能用英文字母和数字，以小写字母开头', 'en': 'the key of a field is letters and digits and begins with a small letter' } },
  { like: /only a choice has them$/u, say: { 'zh-CN': '“选项”栏目要列出可选的内容，其他栏目不能有', 'en': 'a field of choices needs its choices, and no other field has any' } },
  { like: /must be a text that is not empty$/u, say: { 'zh-CN': '有必填的文字没有填', 'en': 'a text that is needed is empty' } },
]

/** One complaint of the form rules as part of a sentence. */
export function formErrorSentence(language: Language, error: string): string {
  const [, twice] = / has (.+) twice$/u.exec(error) ?? []
  if (twice !== undefined) return language === 'en' ? `“${twice}” occurs twice` : `“${twice}”出现了两次`
  const known = patterns.find(({ like }) => like.test(error))
  const place = placeOf(language, error)
  return `${place}${known ? known.say[language] : error}`
}

function placeOf(language: Language, error: string): string {
  const [, rows, index] = /^schema\.(rows\.)?fields\[(\d+)\]/u.exec(error) ?? []
  if (index === undefined) return ''
  const n = Number(index) + 1
  if (language === 'en') return `${rows === undefined ? 'field' : 'column'} ${n}: `
  return rows === undefined ? `第${n}个栏目：` : `明细第${n}列：`
}
