import { createHash } from 'node:crypto'
import { findUpload } from '../src/records/imports.ts'
import type { getOfficer } from '../src/records/officers.ts'
import { startCheck, type UploadResult } from '../src/actions/imports/checking.ts'
import { makeDrafts } from '../src/actions/imports/make-drafts.ts'
import { receiveChunk, startUpload } from '../src/actions/imports/uploads.ts'
import type { Program } from '../src/cli/open-program.ts'

const frame = { period: '2026-06-30', title: '2026年耕地地力保护补贴', fields: { subsidyName: '耕地地力保护补贴', year: '2026' }, despiteKnownRows: false }

/** Sends a file in chunks, has it checked and makes its drafts, as an officer does. */
export async function imported(program: Program, officer: Awaited<ReturnType<typeof getOfficer>>, bytes: Buffer, villageCode?: number): Promise<{ result: UploadResult; draftIds: readonly string[] }> {
  const { context } = program
  const started = await startUpload(context, officer, { item: 'farmland-subsidy', villageCode, name: 'bench.csv', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') })
  if (!started.ok) throw new Error(started.refusal.code)
  const { id } = started.value
  for (let from = 0; from < bytes.length; from += 1_000_000) {
    const received = await receiveChunk(context, officer, id, from, bytes.subarray(from, from + 1_000_000))
    if (!received.ok) throw new Error(received.refusal.code)
  }
  const checking = await startCheck(context, officer, id, {})
  if (!checking.ok) throw new Error(checking.refusal.code)
  await checking.value.finished
  const result = (await findUpload(context.db, id, officer.id))!.result as UploadResult
  const made = await makeDrafts(context, officer, id, frame)
  if (!made.ok) throw new Error(`${made.refusal.code} ${JSON.stringify(result.refusal ?? result.file?.counts)}`)
  return { result, draftIds: made.value.draftIds }
}
