/** Kinds of file that may go with a record, and what their names end in. */
export const attachmentKinds = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': '.pptx',
} as const
export type AttachmentKind = keyof typeof attachmentKinds

export const attachmentLimits = { bytes: 10 * 1024 * 1024, files: 20, name: 80 } as const

/**
 * The name under which a file is kept: without folders, characters that no system allows in names or that cannot be seen, and
 * with the ending of what the file really is, so that a name cannot promise something else.
 */
export function attachmentName(given: string, kind: AttachmentKind): string {
  const base = given.split(/[\\/]/u).at(-1) ?? ''
  const bare = base.replace(/\.[\p{L}\p{N}]{1,8}$/u, '').slice(0, 400)
  const visible = bare.replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, '').replace(/\s+/gu, ' ').replace(/^[.\s]+|[.\s]+$/gu, '')
  const short = [...visible].slice(0, attachmentLimits.name).join('').trim()
  return (short === '' ? '附件' : short) + attachmentKinds[kind]
}
