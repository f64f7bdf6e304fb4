import { searchParts } from '#rules/search/parts.ts'
import { characters } from '#platform/chinese.ts'
import { findItemFor } from '#records/catalogue.ts'
import { inTransaction } from '#records/database.ts'
import { findDisclosureForUpdate, getSchema } from '#records/disclosures.ts'
import { deleteSearchParts, getPublishedView, insertSearchParts, listUnindexed } from '#records/search-parts.ts'
import type { Context } from './context.ts'

const recordsAtOnce = 500

/**
 * Puts records that were published before the index existed under their words. Every publication does this for itself; the sweep
 * finds something only after an upgrade or a restore. Answers how many records it has put in.
 */
export async function indexRecords(context: Context): Promise<number> {
  const missing = await listUnindexed(context.db, recordsAtOnce)
  for (const record of missing) {
    await inTransaction(context.db, async tx => {
      // Locked, so that a correction published meanwhile is not overwritten with the words of the version before.
      const now = await findDisclosureForUpdate(tx, record.disclosureId)
      if (now?.currentVersion !== record.currentVersion) return
      const schema = await getSchema(tx, record.itemSlug, record.schemaVersion)
      const item = await findItemFor(tx, record.countyCode, record.itemSlug, context.clock.today())
      const view = await getPublishedView(tx, record)
      await deleteSearchParts(tx, record)
      await insertSearchParts(tx, record, searchParts(schema, view, [record.title, item?.zh ?? ''], record.villageCode, characters))
    })
  }
  return missing.length
}
