import { consoleWords } from '#text/console.ts'
import { Refused, Unreachable } from '../client.ts'
import { useWords } from '../language.tsx'

/** One sentence for whatever went wrong: the server's own where it gave one. */
export function useFailureText(): (error: Error) => string {
  const words = useWords(consoleWords)
  return error => {
    if (error instanceof Refused) return error.problem.status === 413 ? words.tooLarge : error.problem.detail
    if (!(error instanceof Unreachable)) return words.serverFault
    return { offline: words.unreachable, slow: words.noAnswer, fault: words.serverFault }[error.why]
  }
}
