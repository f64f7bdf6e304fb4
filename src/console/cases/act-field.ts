import { refusalText } from '#text/cases.ts'
import { actWords, type OfficerAct } from '#text/console-acts.ts'
import type { CaseDetail } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { refusalSentence, type AnyRefusal } from '#text/refusals.ts'
import type { ActProblem, ActProblems, ActValues, ReplyRules } from './act-values.ts'

/** What every field of an act is given. */
export type FieldProps = { action: OfficerAct; file: CaseDetail; values: ActValues; change: (values: ActValues) => void; problems: ActProblems; isFrozen: boolean; rules: ReplyRules }

/** What is wrong with a field, in words. */
export function useProblemText(): (problem: ActProblem | undefined) => string | undefined {
  const words = useWords(actWords)
  const { language } = useLanguage()
  return problem => {
    switch (problem?.code) {
      case undefined: return undefined
      case 'missing': return words.missing
      case 'too-long': return words.tooLong(problem.most)
      case 'choose-unit': return words.chooseFirst
      case 'choose': return words.chooseOne
      case 'days': return words.daysWrong(problem.most)
      case 'reply': return refusalSentence(language, problem.refusal as AnyRefusal)
      case 'note': return refusalText(language, problem.refusal)
    }
  }
}
