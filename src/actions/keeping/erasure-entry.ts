import { getCase } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { keepEntry } from '../audit.ts'
import { done, type Context } from '../context.ts'

/** Why something of a complaint was deleted that no officer decided on: its complainant wished it, or its time was over. */
export type ErasureWhy = 'own-wish' | 'kept-no-longer'

/** Keeps in the audit that something of a complaint was deleted, in the transaction that deletes it: the number of the case and why, and nothing of what it was. */
export async function keepErasure({ clock }: Pick<Context, 'clock'>, tx: Tx, { act, caseId, why }: { readonly act: 'forgetName' | 'deleteWords'; readonly caseId: string; readonly why: ErasureWhy }): Promise<void> {
  const { villageCode } = await getCase(tx, caseId)
  await keepEntry(tx, { at: new Date(clock.now()), act, subjectKind: act === 'forgetName' ? 'identity' : 'case', subjectId: caseId, placeCode: villageCode, why }, done({}))
}
