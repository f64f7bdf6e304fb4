import { Button, Select } from 'antd'
import { useEffect } from 'react'
import { useSearchParams } from 'react-router'
import { dutyWords } from '#text/console-duties.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { Coverage } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { forgetLists, useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/duties.css'
import { Matrix } from './matrix.tsx'

/** Villages and items: what was owed, what is published, what is missing. */
export function CoveragePage() {
  const words = useWords(dutyWords)
  const shell = useWords(consoleWords)
  const day = useDayText()
  const thisYear = Number((useMe()?.today ?? '2026').slice(0, 4))
  const [search, setSearch] = useSearchParams()
  const year = Number(search.get('year') ?? thisYear)
  const quarter = Number(search.get('quarter') ?? 0)
  const asked = { year, ...(quarter > 0 ? { quarter } : {}) }
  const reading = useRead('GET /api/v1/coverage', { query: { ...asked, page: pageOf(search) } }, { keepPrevious: true })
  const go = (next: { year?: number; quarter?: number; page?: number }) =>
    setSearch(Object.fromEntries(Object.entries({ year, quarter, ...next }).filter(([, value]) => value !== 0).map(([key, value]) => [key, String(value)])))
  useEffect(() => {
    document.title = `${words.coverage} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head">
        <h1>{words.coverage}</h1>
        <span className="soft">{reading.data ? shell.asOf(day(reading.data.asOf)) : ''} · {words.coverageLead}</span>
        <div className="page-acts"><a href={`/api/v1/coverage.csv?year=${year}${quarter > 0 ? `&quarter=${quarter}` : ''}`} download>{words.csv}</a></div>
      </div>
      <div className="filters">
        <Select aria-label={words.year} value={year} onChange={value => go({ year: value })} options={Array.from({ length: 8 }, (_, n) => ({ value: thisYear + 1 - n, label: String(thisYear + 1 - n) }))} />
        <Select aria-label={words.quarter} value={quarter} onChange={value => go({ quarter: value })} options={[{ value: 0, label: words.wholeYear }, ...[1, 2, 3, 4].map(value => ({ value, label: `Q${value}` }))]} style={{ minWidth: 110 }} />
      </div>
      <Loaded reading={reading}>
        {coverage => (
          <>
            <Places coverage={coverage} />
            {coverage.villages.length === 0 ? <div className="empty"><p>{words.noVillages}</p></div> : <Matrix coverage={coverage} />}
            <Pager {...coverage} turn={page => go({ page })} />
            {coverage.nextPastYear ? <PastYear year={coverage.nextPastYear} /> : null}
          </>
        )}
      </Loaded>
    </>
  )
}

function Places({ coverage }: { coverage: Coverage }) {
  const words = useWords(dutyWords)
  if (coverage.places.length === 0) return null
  return (
    <section className="years" aria-label={words.counted}>
      {coverage.places.map(({ code, name, villages, owed, done }) => (
        <div key={code} className="year">
          <span><span lang="zh-CN">{name}</span> {done}/{owed} <span className="soft">{words.villages(villages)}</span></span>
          <span className="year-bar" aria-hidden="true"><span style={{ width: `${owed === 0 ? 0 : (done / owed) * 100}%` }} /></span>
        </div>
      ))}
    </section>
  )
}

/** The township opens past years one by one, the nearest first. */
function PastYear({ year }: { year: number }) {
  const words = useWords(dutyWords)
  const text = useFailureText()
  const act = useAct('POST /api/v1/past-years', () => void forgetLists())
  return (
    <p className="past-year" role="status">
      <Button loading={act.isSending} onClick={() => act.send({ body: { year } })}>{words.openPastYear(year)}</Button>{' '}
      {act.failure ? <span className="wrong">{text(act.failure)}</span> : act.reply ? <span className="soft">{words.pastYearOpened(act.reply.duties)}</span> : null}
    </p>
  )
}
