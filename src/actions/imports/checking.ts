import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { countyOf, townshipOf } from '#rules/divisions/division-code.ts'
import type { Mapping } from '#rules/imports/find-table.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { findNewestSchema } from '#records/catalogue.ts'
import { listDivisionNames, listVillages } from '#records/divisions.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { countKnownRows, findUploadForUpdate, finishCheck, listDraftsOfFile, listMappings, readChunks, setUpload, type UploadRow } from '#records/imports.ts'
import type { TypedValues } from '#records/drafts.ts'
import { keepEntry, type Trail } from '../audit.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { blockingProblems, type CheckedFile, type CheckedLines, type CheckJob } from './check-file.ts'
import { runCheck } from './run-check.ts'
import type { UploadRefusal } from './uploads.ts'

/** What the person chose: which table of the file, and what its columns are. */
export type CheckAsked = { readonly table?: number | undefined; readonly mapping?: Mapping | undefined }

/** Rows of the file that stand already in a draft or a published record of their village. */
export type KnownRows = { readonly village: number; readonly draftId: string; readonly title: string; readonly period: string; readonly rows: number }

/** What a checked upload came to, as it is stored. */
export type UploadResult = {
  readonly refusal?: { readonly code: string; readonly details?: Readonly<Record<string, string | number>> }
  readonly file?: CheckedFile
  readonly known?: readonly KnownRows[]
  /** Drafts made from the very same file before. */
  readonly sameFile?: readonly { readonly draftId: string; readonly villageCode: number }[]
  readonly blocking?: readonly string[]
  readonly draftIds?: readonly string[]
}

export type CheckRefusal = UploadRefusal | { readonly code: 'upload-not-now'; readonly state: string }

/** Begins to check an upload that has arrived, in one transaction with its entry in the audit; the work goes on after the answer, and its progress is stored. */
export async function startCheck(context: Context, officer: Officer, id: string, asked: CheckAsked, trail?: Trail): Promise<Outcome<{ id: string; finished: Promise<void> }, CheckRefusal>> {
  const upload = await inTransaction(context.db, async tx => {
    const begun = await beginCheck(context, tx, officer, id, asked)
    if (trail) await keepEntry(tx, trail, begun)
    return begun
  })
  return upload.ok ? done({ id, finished: check(context, officer, upload.value, asked) }) : upload
}

async function beginCheck(context: Context, tx: Tx, officer: Officer, id: string, asked: CheckAsked): Promise<Outcome<UploadRow, CheckRefusal>> {
  const found = await findUploadForUpdate(tx, id, officer.id)
  if (!found) return refuse({ code: 'not-found' })
  // A check that was cut off by a restart stays `checking`; asking again begins it anew.
  if (found.state === 'receiving' || found.state === 'drafted') return refuse({ code: 'upload-not-now', state: found.state })
  await setUpload(tx, id, { state: 'checking', rowsRead: 0, asked, result: null, at: new Date(context.clock.now()) })
  return done(found)
}

async function check(context: Context, officer: Officer, upload: UploadRow, asked: CheckAsked): Promise<void> {
  let isNoting = false
  const note = (rows: number) => {
    // One note at a time: progress is for the eye and must not queue up behind the work.
    if (isNoting) return
    isNoting = true
    setUpload(context.db, upload.id, { rowsRead: rows, at: new Date(context.clock.now()) }).catch(() => undefined).finally(() => { isNoting = false })
  }
  const checked = await readUpload(context, officer, upload, asked, note)
  const result = 'refusal' in checked ? { refusal: checked.refusal } : await resultOf(context, officer, upload, checked)
  await finishCheck(context.db, upload.id, { asked, result, at: new Date(context.clock.now()) })
}

export type ReadUpload = { readonly schema: FieldSchema; readonly file: CheckedFile; readonly lines: readonly CheckedLines[] }

/** Reads and checks the stored bytes in the checking process. */
export async function readUpload(context: Context, officer: Officer, upload: UploadRow, asked: CheckAsked, onRows?: (rows: number) => void): Promise<ReadUpload | { refusal: NonNullable<UploadResult['refusal']> }> {
  const schema = await findNewestSchema(context.db, upload.itemSlug, upload.countyCode, context.clock.today())
  if (!schema) throw new Error('no schema of ' + upload.itemSlug)
  const job: CheckJob = {
    schema, place: await placeOf(context, officer, upload.villageCode), today: context.clock.today(), table: asked.table ?? 0, mapping: asked.mapping,
    remembered: await listMappings(context.db, upload.countyCode, upload.itemSlug),
  }
  const answer = await runCheck({ bytes: await readChunks(context.db, upload.id), isPaste: upload.name === pastedName, job, ...(onRows && { onRows }) })
  return 'refusal' in answer ? answer : { schema, ...answer }
}

/** The name under which a pasted table is uploaded. */
export const pastedName = 'pasted'

async function placeOf(context: Context, officer: Officer, village: number | null): Promise<CheckJob['place']> {
  if (village === null) {
    const villages = (await listVillages(context.db, officer.reach)).filter(known => !known.isVirtual)
    return { villages: villages.map(({ code, name }) => ({ code, name })) }
  }
  const above = [townshipOf(village), countyOf(village)]
  const names = await listDivisionNames(context.db, [village, ...above])
  return { villageCode: String(village), villageName: names.get(village), placesAbove: above.flatMap(code => names.get(code) ?? []) }
}

async function resultOf(context: Context, officer: Officer, upload: UploadRow, { file, lines }: ReadUpload): Promise<UploadResult> {
  const sameFile = await listDraftsOfFile(context.db, upload.sha256, officer.reach)
  return {
    file, blocking: blockingProblems(file.counts), sameFile: sameFile.map(({ draftId, villageCode }) => ({ draftId, villageCode })),
    known: await knownRows(context, upload.itemSlug, lines),
  }
}

const rowsAtOnce = 5_000

async function knownRows(context: Context, item: string, parts: readonly CheckedLines[]): Promise<KnownRows[]> {
  const known = new Map<string, KnownRows>()
  for (const { village, lines } of parts) {
    for (let from = 0; from < lines.length; from += rowsAtOnce) {
      for (const { draftId, title, period, rows } of await countKnownRows(context.db, village, item, lines.slice(from, from + rowsAtOnce) as TypedValues[])) {
        known.set(draftId, { village, draftId, title, period, rows: rows + (known.get(draftId)?.rows ?? 0) })
      }
    }
  }
  return [...known.values()]
}
