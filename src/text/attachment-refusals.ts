import type { InBoth } from './language.ts'
import { personalData } from './problems.ts'
import type { Coded } from './request-refusals.ts'

/** Why a file is not taken. */
export type AttachmentRefusal =
  | Coded<'attachment-kind' | 'attachment-harmful' | 'scanner-away'>
  | { readonly code: 'attachment-too-large'; readonly megabytes: number }
  | { readonly code: 'attachment-name'; readonly kind: string }
  | { readonly code: 'too-many-attachments'; readonly most: number }

type Sentences = { readonly [Code in AttachmentRefusal['code']]: (refusal: Extract<AttachmentRefusal, { readonly code: Code }>) => string }

export const attachmentSentences: InBoth<Sentences> = {
  'zh-CN': {
    'attachment-too-large': ({ megabytes }) => `文件太大：最多${megabytes}兆，图片最多五千万像素。`,
    'attachment-harmful': () => '安全扫描发现这个文件带有恶意程序，没有保存。请换一台安全的电脑重新制作后再上传。',
    'scanner-away': () => '文件安全扫描暂时不可用，文件没有保存，请几分钟后再传；如果一直这样，请告诉系统管理员。',
    'attachment-kind': () => '只接受PDF、图片、不含宏的.xlsx、.docx和.pptx文件，这个文件不是或已损坏。',
    'attachment-name': ({ kind }) => `文件名里含有${personalData['zh-CN'][kind] ?? '个人信息'}，不得公开。请改名后再上传。`,
    'too-many-attachments': ({ most }) => `附件最多${most}个，请先删去一个。`,
  },
  'en': {
    'attachment-too-large': ({ megabytes }) => `The file is too large: at most ${megabytes} MB, and 50 megapixels for a picture.`,
    'attachment-harmful': () => 'The scanner found harmful software in this file, and it was not kept. Make it anew on a safe computer and send that.',
    'scanner-away': () => 'Files cannot be scanned at the moment, so this one was not kept. Try again in a few minutes; if it stays so, tell the system administrator.',
    'attachment-kind': () => 'Only PDF, pictures, and .xlsx, .docx or .pptx without macros are accepted; this file is none of them, or damaged.',
    'attachment-name': ({ kind }) => `The name of the file holds ${personalData.en[kind] ?? 'personal data'}, which must not be published. Rename it and upload again.`,
    'too-many-attachments': ({ most }) => `A record takes ${most} files at most; remove one first.`,
  },
}
