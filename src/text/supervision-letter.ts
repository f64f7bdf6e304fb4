import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { plainDayText } from './values.ts'

/** What a letter is drafted from. None of it is the complainant's. */
export type LetterFacts = {
  readonly unit: string
  /** Those who head it, by name; nobody where that is not entered. */
  readonly heads: readonly string[]
  readonly place: string
  /** The item of the list, where the complaint is about one. */
  readonly matter?: string | undefined
  readonly number: string
  readonly receivedOn: PlainDate
  readonly assignedOn?: PlainDate
  readonly today: PlainDate
  /** Working days since it was received, and since the answer was due. */
  readonly daysUsed: number
  readonly dueOn?: PlainDate
  readonly daysLate?: number
  /** By when the unit answers the letter. */
  readonly answerBy: PlainDate
}

/** The draft of a supervision letter. Chinese only, whatever the language of the screen: it is an official paper. */
export function letterDraft(facts: LetterFacts): string {
  const day = (date: PlainDate) => plainDayText('zh-CN', date)
  const matter = facts.matter ? `“${facts.matter}”事项` : '有关事项'
  const begun = facts.assignedOn ? `，已于${day(facts.assignedOn)}转你单位办理` : '，尚未确定责任单位'
  const standing = facts.dueOn === undefined ? '' : facts.daysLate ? `，应于${day(facts.dueOn)}前答复，现已超过期限${facts.daysLate}个工作日` : `，答复期限为${day(facts.dueOn)}`
  return [
    `${facts.unit}主要负责人${facts.heads.map(name => `${name}同志`).join('、')}：`,
    `${day(facts.receivedOn)}收到的反映${facts.place}${matter}的投诉（编号${facts.number}）${begun}。截至${day(facts.today)}，已经过${facts.daysUsed}个工作日${standing}。`,
    `请你单位负责人认真组织核查，依规办理，并于${day(facts.answerBy)}前书面说明核查办理情况、存在的问题和下一步措施。办理中请注意保护投诉人，不得打听、泄露投诉人信息。`,
  ].join('\n\n')
}
