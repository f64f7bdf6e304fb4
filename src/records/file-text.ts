import type { FilePiece } from '#rules/search/parts.ts'
import type { TextPiece } from '#rules/search/text-pieces.ts'
import type { Db, Tx } from './database.ts'

/** Keeps what was read in a file, for the day it is published. Personal numbers are no longer in it. */
export async function insertFileText(tx: Tx, fileId: string, pieces: readonly TextPiece[]): Promise<void> {
  if (pieces.length > 0) await tx.insertInto('fileText').values(pieces.map(piece => ({ fileId, ...piece }))).execute()
}

/** Forgets what was read in a file that is gone. */
export async function deleteFileText(db: Db | Tx, fileId: string): Promise<void> {
  await db.deleteFrom('fileText').where('fileId', '=', fileId).execute()
}

/** What was read in the files of a draft, in order. */
export function listDraftTexts(tx: Tx, draftId: string): Promise<FilePiece[]> {
  return tx.selectFrom('draftAttachment as file').innerJoin('fileText as words', 'words.fileId', 'file.fileId').select(['file.n', 'file.name', 'words.piece', 'words.text'])
    .where('file.draftId', '=', draftId).orderBy('file.n').orderBy('words.piece').execute()
}

/** Publishes what was read in the files of a version, which must be there already. */
export async function publishFileTexts(tx: Tx, of: { readonly countyCode: number; readonly disclosureId: string; readonly version: number }): Promise<void> {
  await tx.insertInto('pub.attachmentText').columns(['countyCode', 'disclosureId', 'version', 'n', 'piece', 'text'])
    .expression(read => read.selectFrom('pub.attachment as file').innerJoin('fileText as words', 'words.fileId', 'file.fileId')
      .select(['file.countyCode', 'file.disclosureId', 'file.version', 'file.n', 'words.piece', 'words.text'])
      .where('file.countyCode', '=', of.countyCode).where('file.disclosureId', '=', of.disclosureId).where('file.version', '=', of.version)).execute()
}
