import { inTransaction, type Db } from '#records/database.ts'
import { listPersonsOfUsernames, tiePosts, type TiedPost } from '#records/persons.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { settleAllConflicts } from '../settle-conflicts.ts'

export type TieRefusal = { readonly code: 'unknown-username'; readonly usernames: readonly string[] } | { readonly code: 'one-already' | 'powers-apart' | 'both-groups' }

/** What the database refuses of a person, whatever the organisations. */
const refusedBy: Readonly<Record<string, 'powers-apart' | 'both-groups'>> = { person_in_one_power: 'powers-apart', person_in_one_group: 'both-groups' }

/**
 * Says that these accounts, of whatever organisations, are of one person: whoever runs the machine may, because nobody in the program reaches two organisations. From now on they are one for every rule of two
 * persons, and what keeps one of them away keeps all.
 */
export async function tiePersons(context: Context, owner: Db, usernames: readonly string[]): Promise<Outcome<readonly TiedPost[], TieRefusal>> {
  const tied = await inTransaction(owner, async (tx): Promise<Outcome<readonly TiedPost[], TieRefusal>> => {
    const persons = await listPersonsOfUsernames(tx, usernames)
    const unknown = usernames.filter(username => !persons.some(person => person.username === username))
    if (unknown.length > 0) return refuse({ code: 'unknown-username', usernames: unknown })
    const ids = [...new Set(persons.map(({ personId }) => personId))]
    return ids.length < 2 ? refuse({ code: 'one-already' }) : done(await tiePosts(tx, ids))
  }).catch((cause: unknown) => {
    const code = refusedBy[(cause as { constraint?: string }).constraint ?? '']
    if (code === undefined) throw cause
    return refuse({ code })
  })
  // Conflicts count at once, for complaints under way too.
  if (tied.ok) await settleAllConflicts(context)
  return tied
}
