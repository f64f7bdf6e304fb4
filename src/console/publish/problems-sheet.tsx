import { Button } from 'antd'
import { publishWords } from '#text/console-publish.ts'
import type { PlacedProblem } from '../api-types.ts'
import { protectionWords } from '#text/console-protection.ts'
import { useWords } from '../language.tsx'
import { blocks } from './problems.ts'
import type { RecordValues } from './record-values.ts'

const listed = 60

/** Everything to put right, each a way to its place. Problems first, then what only wants a look. */
export function ProblemsSheet({ problems, isChecking, ...acts }: { problems: readonly PlacedProblem[]; isChecking: boolean } & Acts) {
  const words = useWords(publishWords)
  const blocking = problems.filter(blocks)
  const others = problems.filter(problem => !blocks(problem))
  return (
    <section className="sheet problems" aria-labelledby="problems" aria-busy={isChecking}>
      <h2 id="problems" className={blocking.length > 0 ? 'wrong' : undefined}>
        <span role="status">{isChecking ? words.checking : blocking.length > 0 ? words.problems(blocking.length) : words.noProblems}</span>
      </h2>
      <ProblemList problems={blocking} {...acts} />
      {others.length > 0 ? <h3 className="soft">{words.warnings(others.length)}</h3> : null}
      <ProblemList problems={others} {...acts} />
    </section>
  )
}

type Acts = {
  goTo: (problem: PlacedProblem) => void
  /** The record with this place masked, where one tap can do it. */
  masked: (problem: PlacedProblem) => RecordValues | undefined
  change: (values: RecordValues) => void
}

function ProblemList({ problems, goTo, masked, change }: { problems: readonly PlacedProblem[] } & Acts) {
  const protection = useWords(protectionWords)
  const words = useWords(publishWords)
  if (problems.length === 0) return null
  return (
    <ol>
      {problems.slice(0, listed).map((problem, index) => (
        <li key={index}>
          <button type="button" onClick={() => goTo(problem)}>
            {problem.row ? <span className="soft">{words.problemRow(problem.row)} </span> : null}
            {problem.message}
          </button>
          <MaskButton label={protection.maskOf(problem.message)} word={protection.mask} values={masked(problem)} change={change} />
        </li>
      ))}
      {problems.length > listed ? <li className="soft">{words.moreProblems(problems.length - listed)}</li> : null}
    </ol>
  )
}

function MaskButton({ label, word, values, change }: { label: string; word: string; values: RecordValues | undefined; change: (values: RecordValues) => void }) {
  return values ? <Button size="small" aria-label={label} onClick={() => change(values)}>{word}</Button> : null
}
