import { deleteFileText } from '#records/file-text.ts'
import { listKeptFiles } from '#records/files.ts'
import type { Context } from './context.ts'

const aDay = 24 * 3_600_000

/** Removes files that no case, draft or record names: what a crash left between writing a photo and writing its case. */
export async function sweepFiles(context: Context): Promise<void> {
  for await (const names of context.files.listBefore(context.clock.now() - aDay)) {
    const kept = await listKeptFiles(context.db, names.filter(isFileId))
    for (const name of names.filter(each => !kept.has(each))) {
      if (isFileId(name)) await deleteFileText(context.db, name)
      await context.files.remove(name)
    }
  }
}

function isFileId(name: string): boolean {
  return /^[0-9a-f-]{36}$/.test(name)
}
