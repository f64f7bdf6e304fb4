import type { Db, Tx } from './database.ts'

export type SavedFilter = {
  readonly id: string; readonly name: string; readonly queue: string; readonly q: string; readonly state: string | null; readonly villageCode: number | null
  readonly unitId: string | null; readonly itemSlug: string | null; readonly channel: string | null; readonly light: string | null; readonly sort: string
}

/** The lists an officer gave a name to, in the order in which they were saved. */
export function listSavedFilters(db: Db | Tx, officerId: string): Promise<SavedFilter[]> {
  return db.selectFrom('savedFilter').select(['id', 'name', 'queue', 'q', 'state', 'villageCode', 'unitId', 'itemSlug', 'channel', 'light', 'sort']).where('officerId', '=', officerId).orderBy('at').orderBy('name').execute()
}

/** Saves one more; false when the officer has one of that name. */
export async function insertSavedFilter(tx: Tx, filter: SavedFilter & { readonly officerId: string; readonly at: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.insertInto('savedFilter').values(filter).onConflict(there => there.columns(['officerId', 'name']).doNothing()).executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function renameSavedFilter(tx: Tx, officerId: string, id: string, name: string): Promise<void> {
  await tx.updateTable('savedFilter').set({ name }).where('id', '=', id).where('officerId', '=', officerId).execute()
}

export async function deleteSavedFilter(tx: Tx, officerId: string, id: string): Promise<void> {
  await tx.deleteFrom('savedFilter').where('id', '=', id).where('officerId', '=', officerId).execute()
}
