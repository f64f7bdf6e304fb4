import { stateOf } from '#rules/cases/fold.ts'
import type { TextAbout } from '#rules/policy/answers.ts'
import type { AnswerText } from '#records/answers.ts'
import { getCase, listEvents } from '#records/cases.ts'
import type { Db, Tx } from '#records/database.ts'
import { aboutCase } from '../about-case.ts'

/** What permission needs to know of a text: above all the case it tells of. */
export async function aboutText(db: Db | Tx, { countyCode, authorId, caseId }: AnswerText): Promise<TextAbout> {
  if (caseId === null) return { countyCode, authorId }
  const file = await getCase(db, caseId)
  return { countyCode, authorId, ofCase: await aboutCase(db, file, stateOf(await listEvents(db, caseId))) }
}
