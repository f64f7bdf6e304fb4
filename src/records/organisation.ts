import type { Db } from './database.ts'

export type NewUnit = { readonly id: string; readonly divisionCode: number; readonly countyCode: number; readonly kind: string; readonly nameZh: string; readonly nameEn: string }
export type NewOfficer = { readonly id: string; readonly userId: string | null; readonly unitId: string; readonly role: string; readonly name: string; readonly reachLow: number; readonly reachHigh: number; readonly activeFrom: string; readonly custodianGroup?: 'A' | 'B' }
export type NewBinding = { readonly countyCode: number; readonly itemSlug: string; readonly responsibleUnitId: string; readonly supervisingUnitId: string; readonly validFrom: string }
export type NewEdge = { readonly unitId: string; readonly aboveId: string; readonly kind: 'parent' | 'supervises' }
export type NewHead = { readonly unitId: string; readonly officerId: string; readonly validFrom: string }

/** Sets up units, officers, who stands over whom and heads what, and the two units of each item, as ydt_owner; what is there already stays. */
export async function insertOrganisation(owner: Db, organisation: { units: readonly NewUnit[]; officers: readonly NewOfficer[]; bindings: readonly NewBinding[]; edges: readonly NewEdge[]; heads: readonly NewHead[] }): Promise<void> {
  await owner.transaction().execute(async tx => {
    if (organisation.units.length > 0) await tx.insertInto('unit').values([...organisation.units]).onConflict(there => there.doNothing()).execute()
    if (organisation.officers.length > 0) await tx.insertInto('officer').values([...organisation.officers]).onConflict(there => there.doNothing()).execute()
    if (organisation.edges.length > 0) await tx.insertInto('orgEdge').values([...organisation.edges]).onConflict(there => there.doNothing()).execute()
    if (organisation.heads.length > 0) await tx.insertInto('unitHead').values([...organisation.heads]).onConflict(there => there.doNothing()).execute()
    if (organisation.bindings.length > 0) await tx.insertInto('itemBinding').values([...organisation.bindings]).onConflict(there => there.doNothing()).execute()
  })
}

/** Gives a post its sign-in. */
export async function linkOfficerToUser(owner: Db, officerId: string, userId: string): Promise<void> {
  await owner.updateTable('officer').set({ userId }).where('id', '=', officerId).execute()
}

/** Whether a post exists, and whether somebody can sign in to it. */
export async function findPost(db: Db, officerId: string): Promise<{ hasSignIn: boolean } | undefined> {
  const found = await db.selectFrom('officer').select('userId').where('id', '=', officerId).executeTakeFirst()
  return found && { hasSignIn: found.userId !== null }
}

/** Whether any post or unit exists yet. */
export async function hasOrganisation(db: Db): Promise<boolean> {
  return await db.selectFrom('officer').select('id').limit(1).executeTakeFirst() !== undefined || await db.selectFrom('unit').select('id').limit(1).executeTakeFirst() !== undefined
}
