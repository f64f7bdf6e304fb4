import { Button, Select } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { supervisionKindTexts, supervisionWords } from '#text/console-supervision.ts'
import { consoleWords } from '#text/console.ts'
import type { SupervisionLine, SupervisionPage as Page } from '../api-types.ts'
import { useLanguage, useName, useShortDay, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import '../style/supervision.css'
import { openedFrom } from '../shell/kept-words.ts'
import { Pager } from '../shell/pager.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { kinds, readSupervisionAddress, standings, writeSupervisionAddress, type SupervisionAddress } from './address.ts'
import { ExplainDialog } from './explain-dialog.tsx'
import { GroundText, ItemMark, StandingText } from './item-mark.tsx'
import { UnitTable } from './unit-table.tsx'

/** Cards and letters: what a unit has to explain, and for those above it who has not. */
export function SupervisionPage() {
  const words = useWords(supervisionWords)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const address = useMemo(() => readSupervisionAddress(search), [search])
  const change = (part: Partial<SupervisionAddress>) => setSearch(writeSupervisionAddress({ ...address, page: 1, ...part }))
  const [chosen, choose] = useState<SupervisionLine>()
  const { kind, standing, unit, page } = address
  const role = useMe()?.officer.role
  const reading = useRead('GET /api/v1/supervision', { query: { standing, page, ...(kind && { kind }), ...(unit && { unit }) } }, { keepPrevious: true })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1><span className="soft">{reading.data ? shell.total(reading.data.total) : ''}</span>{role === 'handler' ? null : <div className="page-acts"><Link to="/supervision/letters">{words.register}</Link></div>}</div>
      <Loaded reading={reading}>
        {list => (
          <>
            <Filters address={address} change={change} list={list} />
            {list.items.length === 0 ? <div className="empty"><p>{words.none}</p></div> : <ItemTable list={list} explain={choose} />}
            {list.total > list.pageSize ? <Pager {...list} turn={next => change({ page: next })} /> : null}
            {list.units.length > 1 ? <UnitTable units={list.units} choose={id => change({ unit: id, standing: 'all', kind: undefined })} /> : null}
          </>
        )}
      </Loaded>
      {chosen ? <ExplainDialog caseId={chosen.caseId} item={chosen} close={() => choose(undefined)} /> : null}
    </>
  )
}

function Filters({ address, change, list }: { address: SupervisionAddress; change: (part: Partial<SupervisionAddress>) => void; list: Page }) {
  const words = useWords(supervisionWords)
  const { language } = useLanguage()
  const name = useName()
  return (
    <div className="filters">
      <Select aria-label={words.standing} value={address.standing} onChange={standing => change({ standing })} options={standings.map(value => ({ value, label: words.standings[value] }))} />
      <Select
        aria-label={words.colour} value={address.kind ?? ''} onChange={value => change({ kind: kinds.find(kind => kind === value) })}
        options={[{ value: '', label: words.anyKind }, ...kinds.map(value => ({ value, label: supervisionKindTexts[language][value] }))]}
      />
      {list.units.length > 1 ? (
        <Select
          aria-label={words.unit} value={address.unit ?? ''} onChange={value => change({ unit: value || undefined })} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false}
          options={[{ value: '', label: words.anyUnit }, ...list.units.map(({ unit }) => ({ value: unit.id, label: name({ zh: unit.nameZh, en: unit.nameEn }) }))]}
        />
      ) : null}
    </div>
  )
}

function ItemTable({ list, explain }: { list: Page; explain: (item: SupervisionLine) => void }) {
  const words = useWords(supervisionWords)
  return (
    <table className="list is-supervision">
      <thead><tr><th scope="col">{words.matter}</th><th scope="col">{words.place}</th><th scope="col">{words.unit}</th><th scope="col">{words.given}</th><th scope="col">{words.due}</th><th scope="col">{words.state}</th><th scope="col" aria-label={words.explain} /></tr></thead>
      <tbody>{list.items.map(item => <ItemLine key={`${item.caseId} ${item.n}`} item={item} today={list.today} explain={explain} />)}</tbody>
    </table>
  )
}

function ItemLine({ item, today, explain }: { item: SupervisionLine; today: string; explain: (item: SupervisionLine) => void }) {
  const words = useWords(supervisionWords)
  const name = useName()
  const short = useShortDay(today)
  const location = useLocation()
  const matter = <><ItemMark item={item} /> <GroundText item={item} /></>
  return (
    <tr>
      <th scope="row">
        {item.isCaseSeen ? <Link className="matter" to={`/cases/${item.caseId}`} state={openedFrom(location)}>{matter}</Link> : <span className="matter">{matter}</span>}
        {item.item ? <span className="about">{name(item.item)}</span> : null}
      </th>
      <td><span lang="zh-CN">{item.villageName}</span><div className="about" lang="zh-CN">{item.townshipName}</div></td>
      <td>{item.unit ? name({ zh: item.unit.nameZh, en: item.unit.nameEn }) : ''}</td>
      <td className="tight number" data-label={words.given}>{short(item.on)}</td>
      <td className="tight number" data-label={words.due}>{item.dueOn ? short(item.dueOn) : '—'}</td>
      <td className="tight"><StandingText item={item} day={short} /></td>
      <td className="tight">{item.mayExplain ? <Button size="small" onClick={() => explain(item)}>{words.explain}</Button> : null}</td>
    </tr>
  )
}
