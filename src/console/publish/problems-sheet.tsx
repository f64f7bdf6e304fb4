import { publishWords } from '#text/console-publish.ts'
import type { PlacedProblem } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { blocks } from './problems.ts'

const listed = 60

/** Everything to put right, each a way to its place. Problems first, then what only wants a look. */
export function ProblemsSheet({ problems, isChecking, goTo }: { problems: readonly PlacedProblem[]; isChecking: boolean; goTo: (problem: PlacedProblem) => void }) {
  const words = useWords(publishWords)
  const blocking = problems.filter(blocks)
  const others = problems.filter(problem => !blocks(problem))
  return (
    <section className="sheet problems" aria-labelledby="problems" aria-busy={isChecking}>
      <h2 id="problems" className={blocking.length > 0 ? 'wrong' : undefined}>
        <span role="status">{isChecking ? words.checking : blocking.length > 0 ? words.problems(blocking.length) : words.noProblems}</span>
      </h2>
      <ProblemList problems={blocking} goTo={goTo} />
      {others.length > 0 ? <h3 className="soft">{words.warnings(others.length)}</h3> : null}
      <ProblemList problems={others} goTo={goTo} />
    </section>
  )
}

function ProblemList({ problems, goTo }: { problems: readonly PlacedProblem[]; goTo: (problem: PlacedProblem) => void }) {
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
        </li>
      ))}
      {problems.length > listed ? <li className="soft">{words.moreProblems(problems.length - listed)}</li> : null}
    </ol>
  )
}
