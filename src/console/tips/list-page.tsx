import { Radio } from 'antd'
import { useEffect } from 'react'
import { Link, useSearchParams } from 'react-router'
import { tipStateTexts, tipWords } from '#text/console-tips.ts'
import { consoleWords } from '#text/console.ts'
import type { TipSummary } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/tips.css'

/** Confidential reports of the inspector's own body. */
export function TipListPage() {
  const words = useWords(tipWords)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const which = search.get('which') === 'ended' ? 'ended' : 'open'
  const reading = useRead('GET /api/v1/tips', { query: { which, page: pageOf(search) } }, { keepPrevious: true, staleTime: 0 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1><span className="soft">{reading.data ? shell.total(reading.data.total) : ''}</span></div>
      <p className="soft tip-lead">{words.lead}</p>
      <div className="filters">
        <Radio.Group value={which} onChange={event => setSearch({ which: String(event.target.value) })} options={[{ value: 'open', label: words.open }, { value: 'ended', label: words.ended }]} optionType="button" />
      </div>
      <Loaded reading={reading}>
        {list => list.items.length === 0 ? <div className="empty"><p>{words.none}</p></div> : (
          <>
            <table className="list">
              <thead><tr><th scope="col">{words.received}</th><th scope="col">{words.state}</th><th scope="col">{words.owed}</th></tr></thead>
              <tbody>{list.items.map(tip => <TipLine key={tip.id} tip={tip} />)}</tbody>
            </table>
            <Pager {...list} turn={next => setSearch({ which, page: String(next) })} />
          </>
        )}
      </Loaded>
    </>
  )
}

function TipLine({ tip }: { tip: TipSummary }) {
  const words = useWords(tipWords)
  const { language } = useLanguage()
  const day = useDayText()
  return (
    <tr>
      <th scope="row"><Link className="matter" to={`/tips/${tip.id}`}>{day(tip.receivedOn)}</Link><span className="about">{tip.isNamed ? words.named : words.anonymous} · {words.origin[tip.origin]}</span></th>
      <td><span className="state">{tipStateTexts[language][tip.state]}</span></td>
      <td><OwedList owed={tip.owed} /></td>
    </tr>
  )
}

/** What the body owes on a report, and whether it is late. */
export function OwedList({ owed }: Pick<TipSummary, 'owed'>) {
  const words = useWords(tipWords)
  const day = useDayText()
  return owed.map(({ what, by, isLate }) => <span key={what} className={isLate ? 'about wrong' : 'about'}>{words.owedBy(words.owedWhat[what], day(by))}{isLate ? ` · ${words.late}` : ''}</span>)
}
