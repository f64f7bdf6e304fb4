import { answerRefusalSentences } from './answer-refusals.ts'
import { caseMoveSentences } from './case-moves.ts'
import { deskToolSentences } from './desk-tools.ts'
import { intakeRefusalSentences } from './intake-refusals.ts'
import type { Language } from './language.ts'
import { matterRefusalSentences } from './matter-refusals.ts'
import { keepingSentences } from './keeping.ts'
import { organisationSentences } from './organisation.ts'

/** The refusals whose sentences stand with their subject. */
export const subjectSentences = { 'zh-CN': of('zh-CN'), 'en': of('en') }

function of(language: Language) {
  return {
    ...caseMoveSentences[language], ...intakeRefusalSentences[language], ...matterRefusalSentences[language],
    ...deskToolSentences[language], ...organisationSentences[language], ...keepingSentences[language], ...answerRefusalSentences[language],
  }
}
