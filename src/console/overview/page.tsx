import { useEffect } from 'react'
import { overviewWords } from '#text/console-overview.ts'
import { consoleWords } from '#text/console.ts'
import type { Overview, VillageOverview } from '../api-types.ts'
import { useDayText, useInstantText, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/overview.css'

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
          {overview.villages.length === 0 ? <div className="empty"><p>{words.empty}</p></div> : <Villages overview={overview} />}
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

function Villages({ overview }: { overview: Overview }) {
  const words = useWords(overviewWords)
  const most = Math.max(1, ...overview.villages.map(village => village.published))
  const { totals } = overview
  return (
    <table className="list overview">
      <thead>
        <tr>
          <th scope="col">{words.place}</th>
          <th scope="col" className="right">{words.published}</th>
          <th scope="col"><span className="soft">{words.lastPublished}</span></th>
          <th scope="col" className="right">{words.open}</th>
          <th scope="col" className="right">{words.overdue}</th>
          <th scope="col" className="right">{words.closed}</th>
          <th scope="col" className="right">{words.rated}</th>
        </tr>
      </thead>
      <tbody>
        {overview.villages.map((village, index) => (
          <VillageLine key={village.code} village={village} most={most} isFirst={village.townshipCode !== overview.villages[index - 1]?.townshipCode} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.totals}</th>
          <td className="right number">{totals.published}</td>
          <td />
          <td className="right number">{totals.openCases}</td>
          <td className="right number">{totals.overdueCases}</td>
          <td className="right number">{totals.closedCases}</td>
          <td className="right number">{totals.rated}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function VillageLine({ village, most, isFirst }: { village: VillageOverview; most: number; isFirst: boolean }) {
  const words = useWords(overviewWords)
  const at = useInstantText()
  return (
    <tr>
      <th scope="row" lang="zh-CN">
        {isFirst ? <span className="about">{village.townshipName}</span> : null} {village.name}
      </th>
      <td className="right number" data-label={words.published}>
        <span className="row-bar" aria-hidden="true"><span style={{ width: `${(village.published / most) * 100}%` }} /></span> {village.published}
      </td>
      <td className="tight number">{village.lastPublishedAt ? at(village.lastPublishedAt) : <span className="soft">{words.never}</span>}</td>
      <td className="right number" data-label={words.open}>{village.openCases}</td>
      <td className={village.overdueCases > 0 ? 'right number wrong' : 'right number'} data-label={words.overdue}>{village.overdueCases}</td>
      <td className="right number" data-label={words.closed}>{village.closedCases}</td>
      <td className="right number" data-label={words.rated}>{village.rated}</td>
    </tr>
  )
}
