import { useEffect } from 'react'
import { intakeWords } from '#text/console-intake.ts'
import { overviewWords } from '#text/console-overview.ts'
import { consoleWords } from '#text/console.ts'
import type { Overview } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/overview.css'
import { UnitRatings } from './unit-ratings.tsx'
import { VillagesTable } from './villages-table.tsx'

/** What was published and solved in the leader's reach. Shares show what they are shares of; villages stand in the order of their codes. */
export function OverviewPage() {
  const words = useWords(overviewWords)
  const shell = useWords(consoleWords)
  const day = useDayText()
  const reading = useRead('GET /api/v1/overview', {})
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <Loaded reading={reading}>
      {overview => (
        <>
          <div className="page-head">
            <h1><span lang="zh-CN">{overview.divisionName}</span> {words.title}</h1>
            <span className="soft">{shell.asOf(day(overview.asOf))} · {words.lead}</span>
          </div>
          <Shares overview={overview} />
          <Repeats repeats={overview.repeats} />
          {overview.villages.length === 0 ? <div className="empty"><p>{words.empty}</p></div> : <VillagesTable overview={overview} />}
          <UnitRatings />
        </>
      )}
    </Loaded>
  )
}

function Shares({ overview }: { overview: Overview }) {
  const words = useWords(overviewWords)
  return (
    <div className="tallies">
      {overview.shares.map(({ key, numerator, denominator }) => (
        <div key={key}>
          <strong>{denominator === 0 ? <span className="soft">{words.noneYet}</span> : <>{Math.round((numerator / denominator) * 100)}<small>%</small></>}</strong>
          {words.shares[key] ?? key}
          <div className="soft number">{words.of(numerator, denominator)}</div>
          <div className="share-bar" aria-hidden="true"><span style={{ width: `${denominator === 0 ? 0 : (numerator / denominator) * 100}%` }} /></div>
        </div>
      ))}
    </div>
  )
}

/** How often the same matter comes: by several people, and again after it was closed. */
function Repeats({ repeats }: { repeats: Overview['repeats'] }) {
  const words = useWords(intakeWords)
  return (
    <p className="soft">
      <strong>{words.repeats}</strong> {words.repeatsOf(repeats.complaints, repeats.matters)} · {words.shared(repeats.shared, repeats.most)} · {words.repeated(repeats.repeated, repeats.closed)}
    </p>
  )
}
