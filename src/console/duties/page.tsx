import { Segmented } from 'antd'
import { useEffect, useState } from 'react'
import { dutyWords } from '#text/console-duties.ts'
import { consoleWords } from '#text/console.ts'
import type { DutyList } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/duties.css'
import { DutyTable } from './duty-table.tsx'

const done = new Set<DutyList['duties'][number]['standing']>(['published', 'publishedLate', 'nil', 'nilLate', 'backFilled'])

/** Everything a village owes, with how complete each year is. */
export function DutiesPage() {
  const words = useWords(dutyWords)
  const shell = useWords(consoleWords)
  const day = useDayText()
  const [isAll, setAll] = useState(false)
  const [since, setSince] = useState<number>()
  const mayWrite = useMe()?.officer.role === 'clerk'
  const reading = useRead('GET /api/v1/duties', { query: since ? { since } : {} }, { keepPrevious: true })
  useEffect(() => {
    document.title = `${words.all} · ${shell.brand}`
  }, [words, shell])
  return (
    <Loaded reading={reading}>
      {list => (
        <>
          <div className="page-head">
            <h1><span lang="zh-CN">{list.villageName}</span> {words.all}</h1>
            <span className="soft">{shell.asOf(day(list.today))}</span>
          </div>
          <Years list={list} choose={setSince} />
          <div className="filters">
            <Segmented aria-label={words.filter} value={isAll ? 'all' : 'open'} onChange={value => setAll(value === 'all')} options={[{ value: 'open', label: words.filterOpen }, { value: 'all', label: words.filterAll }]} />
          </div>
          <DutyTable duties={list.duties.filter(duty => isAll || !done.has(duty.standing))} villageCode={list.villageCode} mayWrite={mayWrite} />
        </>
      )}
    </Loaded>
  )
}

/** A bar for each year, the nearest first: past years are filled in from near to far. */
function Years({ list, choose }: { list: DutyList; choose: (year: number) => void }) {
  const words = useWords(dutyWords)
  if (list.years.length === 0) return null
  return (
    <section className="years" aria-label={words.completeness}>
      {list.years.map(({ year, owed, done: filled, isBackFill }) => (
        <button key={year} type="button" className="year" onClick={() => choose(year)}>
          <span>{words.yearBar(year, filled, owed)}{isBackFill ? <span className="soft"> · {words.backFill}</span> : null}</span>
          <span className="year-bar" aria-hidden="true"><span style={{ width: `${owed === 0 ? 0 : (filled / owed) * 100}%` }} /></span>
        </button>
      ))}
    </section>
  )
}
