import { useState } from 'react'
import { overviewWords } from '#text/console-overview.ts'
import type { Overview, VillageOverview } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { townshipsOf } from './townships.ts'
import type { TownshipOverview } from './townships.ts'

/** As many villages as are spread out from the start. */
const fewVillages = 30

/** Townships with what their villages add up to; each opens to its villages. In the order of codes, never of figures. */
export function VillagesTable({ overview }: { overview: Overview }) {
  const words = useWords(overviewWords)
  const townships = townshipsOf(overview.villages)
  const most = Math.max(1, ...overview.villages.map(village => village.published))
  const isSmall = overview.villages.length <= fewVillages
  return (
    <table className="list overview">
      <thead>
        <tr>
          <th scope="col">{words.place}</th>
          <th scope="col" className="right">{words.published}</th>
          <th scope="col">{words.lastPublished}</th>
          <th scope="col" className="right">{words.open}</th>
          <th scope="col" className="right">{words.overdue}</th>
          <th scope="col" className="right">{words.closed}</th>
          <th scope="col" className="right">{words.rated}</th>
        </tr>
      </thead>
      {townships.map(township => <TownshipLines key={township.code} township={township} most={most} isOpenAtFirst={isSmall} />)}
      <tfoot>
        <tr>
          <th scope="row">{words.totals}</th>
          <td className="right number">{overview.totals.published}</td>
          <td />
          <CaseFigures figures={overview.totals} />
        </tr>
      </tfoot>
    </table>
  )
}

function TownshipLines({ township, most, isOpenAtFirst }: { township: TownshipOverview; most: number; isOpenAtFirst: boolean }) {
  const words = useWords(overviewWords)
  const [isOpen, setOpen] = useState(isOpenAtFirst)
  return (
    <tbody>
      <tr className="township">
        <th scope="row">
          <button type="button" className="sorter" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <span className={isOpen ? 'turner is-open' : 'turner'} aria-hidden="true" /> <span lang="zh-CN">{township.name}</span>
          </button>{' '}
          <span className="soft">{words.villages(township.villages.length)}</span>
        </th>
        <td className="right number" data-label={words.published}>{township.sum.published}</td>
        <td />
        <CaseFigures figures={township.sum} />
      </tr>
      {isOpen ? township.villages.map(village => <VillageLine key={village.code} village={village} most={most} />) : null}
    </tbody>
  )
}

function VillageLine({ village, most }: { village: VillageOverview; most: number }) {
  const words = useWords(overviewWords)
  const at = useInstantText()
  return (
    <tr>
      <th scope="row" lang="zh-CN" className="village">{village.name}</th>
      <td className="right number" data-label={words.published}>
        <span className="row-bar" aria-hidden="true"><span style={{ width: `${(village.published / most) * 100}%` }} /></span> <Figure value={village.published} />
      </td>
      <td className="tight number">{village.lastPublishedAt ? at(village.lastPublishedAt) : <span className="soft">{words.never}</span>}</td>
      <CaseFigures figures={village} />
    </tr>
  )
}

type CaseCounts = Pick<VillageOverview, 'openCases' | 'overdueCases' | 'closedCases' | 'rated'>

function CaseFigures({ figures }: { figures: CaseCounts }) {
  const words = useWords(overviewWords)
  return (
    <>
      <td className="right number" data-label={words.open}><Figure value={figures.openCases} /></td>
      <td className={figures.overdueCases > 0 ? 'right number wrong' : 'right number'} data-label={words.overdue}><Figure value={figures.overdueCases} /></td>
      <td className="right number" data-label={words.closed}><Figure value={figures.closedCases} /></td>
      <td className="right number" data-label={words.rated}><Figure value={figures.rated} /></td>
    </>
  )
}

/** A nought is there to be read, but not to catch the eye. */
function Figure({ value }: { value: number }) {
  return <span className={value === 0 ? 'figure nought' : 'figure'}>{value}</span>
}
