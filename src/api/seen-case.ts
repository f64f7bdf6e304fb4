import { stateOf } from '#rules/cases/fold.ts'
import { canSee } from '#rules/policy/cases.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { isSeen } from '#records/case-lists.ts'
import { findCase, listEvents } from '#records/cases.ts'
import { aboutCase } from '#actions/about-case.ts'
import type { Context } from '#actions/context.ts'
import type { KnownCase } from './views/case-detail.ts'

/** A case that the officer may see, as it stood after an event; without a number, as it stands. */
export async function findKnownCase(context: Context, officer: Officer, id: string, upTo?: number): Promise<KnownCase | undefined> {
  // How it stood earlier is asked only right after a move of the officer's own.
  if (upTo === undefined && !await isSeen(context.db, officer, id)) return undefined
  const known = await readCase(context, id, upTo)
  return known && canSee(officer, known.about) ? known : undefined
}

/** A case, whoever asks. */
export async function readCase(context: Context, id: string, upTo = Infinity): Promise<KnownCase | undefined> {
  const file = await findCase(context.db, id)
  if (!file) return undefined
  const events = (await listEvents(context.db, id)).filter(event => event.seq <= upTo)
  return { file, events, about: await aboutCase(context.db, file, stateOf(events)) }
}
