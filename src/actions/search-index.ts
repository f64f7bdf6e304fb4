import { searchParts } from '#rules/search/parts.ts'
import { characters, loadCharacters } from '#platform/chinese.ts'
import { findItemFor } from '#records/catalogue.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosureForUpdate, getSchema } from '#records/disclosures.ts'
import { isTakenDown } from '#records/incidents.ts'
import { deleteSearchParts, getPublishedView, insertSearchParts, listUnindexed } from '#records/search-parts.ts'
import type { Context } from './context.ts'

const recordsAtOnce = 500

/**
 * Puts records that were published before the index existed under their words. Every publication does this for itself; the sweep
 * finds something only after an upgrade or a restore. Answers how many records it has put in.
 */
export async function indexRecords(context: Context): Promise<number> {
  const missing = await listUnindexed(context.db, recordsAtOnce)
  if (missing.length > 0) await loadCharacters()
  for (const record of missing) await inTransaction(context.db, tx => indexRecord(context, tx, record.disclosureId))
  return missing.length
}

/** Puts the latest version of a record under its words, those of its files among them, in place of what it was found by before. */
export async function indexRecord(context: Context, tx: Tx, disclosureId: string): Promise<void> {
  // Locked, so that a correction published meanwhile is not overwritten with the words of the version before.
  const record = await findDisclosureForUpdate(tx, disclosureId)
  if (!record || record.withdrawnAt !== null || await isTakenDown(tx, disclosureId, record.currentVersion)) return
  const of = { countyCode: record.countyCode, disclosureId, currentVersion: record.currentVersion }
  const schema = await getSchema(tx, record.itemSlug, record.schemaVersion)
  const item = await findItemFor(tx, record.countyCode, record.itemSlug, context.clock.today())
  const view = await getPublishedView(tx, of)
  await deleteSearchParts(tx, of)
  await insertSearchParts(tx, of, searchParts(schema, view, [record.title, item?.zh ?? ''], record.villageCode, characters))
}
