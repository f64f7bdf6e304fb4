import type { InBoth, Language } from './language.ts'
import { personalData } from './problems.ts'

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

type FindingWords = {
  readonly title: (kind: string) => string
  readonly reason: (kind: string) => string
  readonly attachment: (kind: string, name: string) => string
  /** Something in a file, at a place of it. */
  readonly inside: (kind: string, name: string, where: string) => string
  /** A file that somebody must look at. */
  readonly look: (kind: string, name: string) => string
}

const findingSentences: InBoth<FindingWords> = {
  'zh-CN': {
    title: kind => `标题含有${kind}，不得公开。请删去。`,
    reason: kind => `更正理由含有${kind}，不得公开。请删去。`,
    inside: (kind, name, where) => `附件“${name}”${where}含有${kind}，不得公开。请改好后重新上传。`,
    look: (kind, name) => `附件“${name}”：${kind}。公开前须由另一人看过并写明理由。`,
    attachment: (kind, name) => `附件“${name}”的名称含有${kind}，不得公开。请删除附件，改名后再上传。`,
  },
  'en': {
    title: kind => `The title holds ${kind}, which must not be published. Please remove it.`,
    reason: kind => `The reason holds ${kind}, which must not be published. Please remove it.`,
    inside: (kind, name, where) => `The file “${name}” holds ${kind} ${where}, which must not be published. Mend the file and upload it again.`,
    look: (kind, name) => `The file “${name}”: ${kind}. A second person must look at it and say so before it is published.`,
    attachment: (kind, name) => `The name of the file “${name}” holds ${kind}, which must not be published. Remove the file, rename it and upload it again.`,
  },
}

/** Says that a personal number stands in a draft's title, its reason, or the name of a file. */
export function findingSentence(language: Language, kind: string, at: { part: 'title' | 'reason' } | { part: 'attachment'; name: string; where?: string | undefined }): string {
  const noun = personalData[language][kind] ?? kind
  const say = findingSentences[language]
  if (at.part !== 'attachment') return say[at.part](noun)
  if (at.where === undefined) return say.attachment(noun, at.name)
  return kind === 'picture' || kind === 'unreadable' ? say.look(noun, at.name) : say.inside(noun, at.name, placeInFile(language, at.where))
}

/** Says on which page, in which property, or in which part of a file something stands. */
function placeInFile(language: Language, where: string): string {
  const [, page] = /^page (\d+)$/.exec(where) ?? []
  const [, property] = /^property (.+)$/.exec(where) ?? []
  if (page !== undefined) return language === 'en' ? `on page ${page}` : `第${page}页`
  if (property !== undefined) return language === 'en' ? `in its property ${property}` : `的文件属性（${property}）`
  return language === 'en' ? 'in its text' : '的正文'
}
