import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { findIdentityDeletion } from '#records/keeping.ts'
import type { Context } from '../context.ts'

/** What became of the sealed name of a complaint: there is none, it is kept, or it was deleted on a day. */
export type IdentityKept = { readonly is: 'none' | 'sealed' } | { readonly is: 'deleted'; readonly on: PlainDate; readonly byComplainant: boolean }

/** Whether the sealed name of a complaint is still there. */
export async function identityKept(context: Pick<Context, 'db'>, caseId: string, isNamed: boolean): Promise<IdentityKept> {
  const deleted = await findIdentityDeletion(context.db, caseId)
  if (deleted) return { is: 'deleted', on: deleted.deletedOn as PlainDate, byComplainant: deleted.byKind === 'complainant' }
  return { is: isNamed ? 'sealed' : 'none' }
}
