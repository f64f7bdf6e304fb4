import type { InputRef } from 'antd'
import { Select } from 'antd'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { caseWords } from '#text/console-cases.ts'
import { caseQueueWords } from '#text/console-desk.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import type { CaseSummary } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { Pager } from '../shell/pager.tsx'
import { SearchBox } from '../shell/search-box.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { BulkAssign } from './bulk-assign.tsx'
import { CaseTable } from './case-table.tsx'
import type { ListAddress } from './list-address.ts'
import { PickBar, Said, useWorklist } from './worklist.tsx'
import { SavedFilterBar } from './saved-filters.tsx'
import { isNarrowed, queryOfAddress, readListAddress, writeListAddress } from './list-address.ts'

/** One queue of cases. Filter, order and page live in the address. */
export function CaseListPage() {
  const words = useWords(consoleWords)
  const { language } = useLanguage()
  const { address, change } = useListAddress()
  const searchBox = useRef<InputRef>(null)
  const reading = useRead('GET /api/v1/cases', { query: queryOfAddress(address) }, { keepPrevious: true })
  const today = useMe()?.today
  const items = reading.data?.items ?? []
  const { picking, assigning, chosen } = useWorklist(items, address, () => searchBox.current?.focus())
  const title = caseQueueWords[language][address.queue]
  useEffect(() => {
    document.title = `${title} · ${words.brand}`
  }, [title, words])
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        <span className="soft">{reading.data ? words.total(reading.data.total) : ''}</span>
      </div>
      <SavedFilterBar address={address} />
      <Filters address={address} change={change} searchBox={searchBox} />
      <PickBar picking={picking} assign={assigning.begin} />
      <Said items={items} chosen={chosen} />
      {assigning.is ? <BulkAssign picked={picking.picked} close={assigning.end} done={picking.clear} /> : null}
      <Loaded reading={reading}>
        {page =>
          page.items.length === 0 ? (
            <NoCases address={address} />
          ) : (
            <>
              <CaseTable items={page.items} today={today} chosen={chosen} picking={{ picked: picking.ids, toggle: picking.toggle }} sorting={{ sort: address.sort, choose: sort => change({ sort }) }} />
              <Pager {...page} turn={next => change({ page: next })} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function useListAddress() {
  const [search, setSearch] = useSearchParams()
  const address = useMemo(() => readListAddress(search), [search])
  // Any change but turning the page begins again at its first page.
  const change = useCallback(
    (part: Partial<ListAddress>) => setSearch(writeListAddress({ ...address, page: 1, ...part }), { replace: part.page === undefined, preventScrollReset: part.page === undefined }),
    [address, setSearch],
  )
  return { address, change }
}

function Filters({ address, change, searchBox }: { address: ListAddress; change: (part: Partial<ListAddress>) => void; searchBox: React.RefObject<InputRef | null> }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const villages = useRead('GET /api/v1/villages', {}, { staleTime: 600_000 })
  const find = useCallback((q: string) => change({ q: q.trim() }), [change])
  return (
    <div className="filters" role="search">
      <SearchBox ref={searchBox} value={address.q} search={find} label={words.searchCases} />
      <Select
        aria-label={words.filterState}
        style={{ minWidth: 128 }}
        value={address.state ?? ''}
        onChange={(value: CaseSummary['state'] | '') => change({ state: value === '' ? undefined : value })}
        options={[{ value: '', label: words.anyState }, ...Object.entries(staffStateTexts[language]).map(([value, label]) => ({ value, label }))]}
      />
      <Select
        aria-label={words.filterVillage}
        style={{ minWidth: 160 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={address.village ?? 0}
        onChange={value => change({ village: value || undefined })}
        options={[{ value: 0, label: words.anyVillage }, ...(villages.data?.villages ?? []).map(village => ({ value: village.code, label: `${village.townshipName} ${village.name}` }))]}
      />
      <span className="soft key-hint">{words.keyHint}</span>
    </div>
  )
}

function NoCases({ address }: { address: ListAddress }) {
  const words = useWords(caseWords)
  return (
    <div className="empty">
      <p>{isNarrowed(address) ? words.noMatch : words.noCases}</p>
      {isNarrowed(address) ? <Link to={`/cases?queue=${address.queue}`}>{words.clearFilters}</Link> : null}
    </div>
  )
}
