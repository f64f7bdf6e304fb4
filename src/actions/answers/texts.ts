import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { stateOf } from '#rules/cases/fold.ts'
import type { TextAbout } from '#rules/policy/answers.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { findAnswerText, type AnswerText } from '#records/answers.ts'
import { isSeen } from '#records/case-lists.ts'
import { getCase, listEvents } from '#records/cases.ts'
import type { Db, Tx } from '#records/database.ts'
import { aboutCase } from '../about-case.ts'

/** A text that somebody asks for by its id, unless the officer may not know of the case it tells of. */
export async function findTextSeen(tx: Tx, officer: Officer, id: string): Promise<AnswerText | undefined> {
  const text = await findAnswerText(tx, id)
  return text && (text.caseId === null || await isSeen(tx, officer, text.caseId)) ? text : undefined
}

/** What permission needs to know of a text: above all the case it tells of. */
export async function aboutText(db: Db | Tx, { countyCode, authorId, caseId, day }: AnswerText): Promise<TextAbout> {
  if (caseId === null) return { countyCode, authorId, preparedOn: day as PlainDate }
  const file = await getCase(db, caseId)
  return { countyCode, authorId, preparedOn: day as PlainDate, ofCase: await aboutCase(db, file, stateOf(await listEvents(db, caseId))) }
}
