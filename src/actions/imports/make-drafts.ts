import type { Officer } from '#rules/policy/officer.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { TypedValues } from '#records/drafts.ts'
import { deleteChunks, findUpload, findUploadForUpdate, insertImportDrafts, keepMapping, setUpload, type UploadRow } from '#records/imports.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { keepEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { createDraft, type DraftInput, type DraftRefusal } from '../drafts.ts'
import type { CheckedFile, CheckedLines } from './check-file.ts'
import { readUpload, type CheckAsked, type CheckRefusal, type ReadUpload, type UploadResult } from './checking.ts'

/** What all drafts of a file share; what the person typed wins over what the file says. */
export type DraftsAsked = { readonly period: string; readonly title: string; readonly fields: TypedValues; readonly despiteKnownRows: boolean }

export type MakeRefusal = CheckRefusal | DraftRefusal
  | { readonly code: 'import-blocked'; readonly kinds: string }
  | { readonly code: 'already-imported'; readonly rows: number; readonly draftId: string }

/** Thrown to undo the transaction: one village that cannot have its draft means that none has one. */
class Undone extends Error {
  readonly refusal: MakeRefusal
  constructor(refusal: MakeRefusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * Makes the drafts of a checked file: one for each village, or one for each line where a line is a record. All or none. Asked again,
 * it answers the same drafts. The file is read anew, so that what is stored of a check holds no line of it.
 */
export async function makeDrafts(context: Context, officer: Officer, id: string, asked: DraftsAsked, trail?: Trail): Promise<Outcome<{ draftIds: readonly string[] }, MakeRefusal>> {
  const made = await makeAll(context, officer, id, asked, trail)
  if (!made.ok && trail) await context.audit.note({ ...trail, outcome: made.refusal.code })
  return made
}

async function makeAll(context: Context, officer: Officer, id: string, asked: DraftsAsked, trail: Trail | undefined): Promise<Outcome<{ draftIds: readonly string[] }, MakeRefusal>> {
  const upload = await findUpload(context.db, id, officer.id)
  if (!upload) return refuse({ code: 'not-found' })
  const result = upload.result as UploadResult | null
  if (upload.state === 'drafted') return done({ draftIds: result?.draftIds ?? [] })
  if (upload.state !== 'checked' || !result?.file) return refuse({ code: 'upload-not-now', state: upload.state })
  if (result.blocking?.length) return refuse({ code: 'import-blocked', kinds: result.blocking.join(',') })
  const known = result.known?.toSorted((a, b) => b.rows - a.rows)[0]
  if (known && !asked.despiteKnownRows) return refuse({ code: 'already-imported', rows: known.rows, draftId: known.draftId })
  const read = await readUpload(context, officer, upload, upload.asked as CheckAsked)
  // Somebody else's mapping, or another version of the form, may have come between: then it is not what the clerk looked at.
  if ('refusal' in read || mappingOf(read.file) !== mappingOf(result.file)) return refuse({ code: 'upload-not-now', state: upload.state })
  try {
    return await inTransaction(context.db, async tx => {
      const made = await insertAll(context, tx, officer, upload, read, asked)
      if (made.ok && trail) await keepEntry(tx, trail, made)
      return made
    })
  } catch (cause) {
    if (cause instanceof Undone) return refuse(cause.refusal)
    throw cause
  }
}

function mappingOf(file: CheckedFile): string {
  return file.columns.map(({ column, field }) => `${column} ${field ?? ''}`).join('\n')
}

async function insertAll(context: Context, tx: Tx, officer: Officer, upload: UploadRow, read: ReadUpload, asked: DraftsAsked): Promise<Outcome<{ draftIds: readonly string[] }, MakeRefusal>> {
  const locked = await findUploadForUpdate(tx, upload.id, officer.id)
  // Two requests at once: the second finds the drafts of the first.
  if (locked?.state === 'drafted') return done({ draftIds: (locked.result as UploadResult | null)?.draftIds ?? [] })
  if (locked?.state !== 'checked') return refuse({ code: 'upload-not-now', state: locked?.state ?? 'checking' })
  const inputs = inputsOf(upload.itemSlug, read, asked)
  const at = new Date(context.clock.now())
  const made: { draftId: string; villageCode: number }[] = []
  for (const input of inputs) {
    const draft = await createDraft({ ...context, db: tx as Db }, officer, input)
    if (!draft.ok) throw new Undone(draft.refusal)
    made.push({ draftId: draft.value.id, villageCode: input.villageCode })
  }
  await insertImportDrafts(tx, made.map(draft => ({ ...draft, uploadSha256: upload.sha256, officerId: officer.id, at })))
  const { mapping } = upload.asked as CheckAsked
  if (mapping && read.file.signature) await keepMapping(tx, { countyCode: upload.countyCode, itemSlug: upload.itemSlug, signature: read.file.signature, mapping, officerId: officer.id, usedAt: at })
  const draftIds = made.map(draft => draft.draftId)
  await setUpload(tx, upload.id, { state: 'drafted', result: { ...upload.result as UploadResult, draftIds }, at })
  await deleteChunks(tx, upload.id)
  return done({ draftIds })
}

function inputsOf(item: string, { schema, file, lines }: ReadUpload, asked: DraftsAsked): DraftInput[] {
  const shared = { item, period: asked.period, title: asked.title }
  if (file.part === 'row') {
    const fields = { ...file.fields, ...asked.fields }
    return lines.map(part => ({ ...shared, villageCode: part.village, fields, rows: part.lines }))
  }
  return lines.flatMap(part => part.lines.map(line => ({ ...shared, ...titled(schema, line), villageCode: part.village, fields: { ...asked.fields, ...line }, rows: [] })))
}

/** A record that names itself is called so: twenty notices of one day would otherwise all have one title. */
function titled(schema: FieldSchema, line: CheckedLines['lines'][number]): { title?: string } {
  const title = schema.titleOf === undefined ? undefined : line[schema.titleOf]?.trim()
  return title ? { title: [...title].slice(0, 200).join('') } : {}
}
