import { payeeFieldsOf } from '#rules/payees/payee.ts'
import { inTransaction } from '#records/database.ts'
import { findDisclosureForUpdate, getSchema, listSchemas } from '#records/disclosures.ts'
import { insertFileText } from '#records/file-text.ts'
import { hasFileText, insertLaterScan, listUnkeyedLists, listUnreadFiles, noteLaterReading, publishLaterTexts, type UnkeyedList, type UnreadFile } from '#records/later-reading.ts'
import { insertPayeeKeys } from '#records/payees.ts'
import { getWholeVersion } from '#records/publication.ts'
import type { Context } from './context.ts'
import { payeesOf } from './payees.ts'
import { scanAttachment } from './scan-attachment.ts'
import { indexRecord } from './search-index.ts'

const first = '00000000-0000-0000-0000-000000000000'
const atOnce = 20

/** How much a sweep may take on: a job stops early and goes on at its next turn, a command goes on to the end. */
type Portion = { readonly most: number }

/** What was caught up with. `missing` are files that are not on the disk: they are tried again when they are back. */
type CaughtUp = { readonly files: number; readonly missing: number; readonly lists: number; readonly payees: number }

/**
 * Brings what was published before a way of finding it existed under that way: the words inside files, and the rows that residents look
 * for as their own. Each file and each list is a transaction of its own, so that it may be broken off at any time and goes on after it.
 */
export async function catchUp(context: Context, { most }: Portion = { most: Infinity }): Promise<CaughtUp> {
  return { ...await readOlderFiles(context, most), ...await keyOlderLists(context, most) }
}

async function readOlderFiles(context: Context, most: number): Promise<Pick<CaughtUp, 'files' | 'missing'>> {
  const done = { files: 0, missing: 0 }
  for (let after = first; done.files < most;) {
    const files = await listUnreadFiles(context.db, after, Math.min(atOnce, most - done.files))
    if (files.length === 0) break
    for (const file of files) done[await readLater(context, file) ? 'files' : 'missing']++
    after = files.at(-1)!.fileId
  }
  return done
}

async function keyOlderLists(context: Context, most: number): Promise<Pick<CaughtUp, 'lists' | 'payees'>> {
  const done = { lists: 0, payees: 0 }
  const kinds = (await listSchemas(context.db)).filter(schema => payeeFieldsOf(schema)).map(({ item, version }) => ({ item, version }))
  for (let after = first; done.lists < most;) {
    const lists = await listUnkeyedLists(context.db, kinds, after, Math.min(atOnce, most - done.lists))
    if (lists.length === 0) break
    for (const list of lists) done.payees += await keyLater(context, list)
    done.lists += lists.length
    after = lists.at(-1)!.disclosureId
  }
  return done
}

/** Reads a published file in a process of its own, as at upload. False where the file is not on the disk. */
async function readLater(context: Context, file: UnreadFile): Promise<boolean> {
  const { fileId } = file
  if (!await context.files.has(fileId)) return false
  const { findings, pieces } = await scanAttachment(context, { ...file, bytes: await context.files.read(fileId) })
  await inTransaction(context.db, async tx => {
    const at = new Date(context.clock.now())
    await noteLaterReading(tx, { what: 'file-text', id: fileId, version: 0, at })
    await insertLaterScan(tx, fileId, findings, at)
    if (!await hasFileText(tx, fileId)) await insertFileText(tx, fileId, pieces)
    for (const id of await publishLaterTexts(tx, fileId)) await indexRecord(context, tx, id)
  })
  return true
}

/** Keys for the rows of one list, from what was entered: the names and numbers that the public view withholds. */
async function keyLater(context: Context, list: UnkeyedList): Promise<number> {
  return inTransaction(context.db, async tx => {
    // A correction published meanwhile has made its own keys.
    const now = await findDisclosureForUpdate(tx, list.disclosureId)
    if (now?.currentVersion !== list.currentVersion) return 0
    const version = list.currentVersion
    const { schemaVersion, rows } = await getWholeVersion(tx, list.countyCode, list.disclosureId, version)
    const keys = [...payeesOf(context, list.villageCode, await getSchema(tx, list.itemSlug, schemaVersion), rows, 0)]
    await insertPayeeKeys(tx, { countyCode: list.countyCode, disclosureId: list.disclosureId, version }, keys)
    await noteLaterReading(tx, { what: 'payees', id: list.disclosureId, version, at: new Date(context.clock.now()) })
    return keys.length
  })
}
