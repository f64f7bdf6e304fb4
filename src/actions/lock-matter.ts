import { listAboutTheSame, lockMerging } from '#records/case-links.ts'
import { findCase, findCaseForUpdate } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { lookingFurther } from '#records/scope.ts'

/** Another case of a matter; of one complaint where it was divided into or from the case that is asked about. */
export type OtherOfMatter = Awaited<ReturnType<typeof listAboutTheSame>>[number]

/** Locks a case and the others of its matter, in the one order in which all are locked. Returns the others. */
export async function lockMatter(tx: Tx, id: string): Promise<readonly OtherOfMatter[]> {
  const file = await findCase(tx, id)
  if (!file) return []
  await lockMerging(tx, file.countyCode)
  return lookingFurther(tx, 'divided', async () => {
    const cases = await listAboutTheSame(tx, id)
    for (const each of cases) await findCaseForUpdate(tx, each.id)
    return cases.filter(each => each.id !== id)
  })
}
