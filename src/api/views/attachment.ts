import type { listDraftAttachments } from '#records/drafts.ts'

type Attached = Awaited<ReturnType<typeof listDraftAttachments>>[number]

/** A file of a draft as its clerk and its reviewer see it. */
export function attachmentView({ n, name, mediaType, bytes, takenOn }: Attached) {
  return { n, name, mediaType, bytes, ...(takenOn !== null && { takenOn }) }
}
