import type { InputRef } from 'antd'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import { caseWords } from '#text/console-cases.ts'
import { caseQueueWords } from '#text/console-desk.ts'
import { consoleWords } from '#text/console.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useList, useMe, useRead } from '../queries.ts'
import { keyTo, useKeptWords } from '../shell/kept-words.ts'
import { Pager } from '../shell/pager.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { BulkAssign } from './bulk-assign.tsx'
import { CaseFilters } from './case-filters.tsx'
import { CaseTable } from './case-table.tsx'
import type { ListAddress } from './list-address.ts'
import { PickBar, Said, useWorklist } from './worklist.tsx'
import { SavedFilterBar } from './saved-filters.tsx'
import { isNarrowed, queryOfAddress, readListAddress, writeListAddress } from './list-address.ts'

/** One queue of cases. Filter, order and page live in the address, words in the memory of the window. */
export function CaseListPage() {
  const words = useWords(consoleWords)
  const { language } = useLanguage()
  const { address, change, isKnown } = useListAddress()
  const query = queryOfAddress(address)
  const searchBox = useRef<InputRef>(null)
  const reading = useList(['GET /api/v1/cases', { query }], address.q === '' ? undefined : ['POST /api/v1/cases/search', { body: { ...query, q: address.q } }], { enabled: isKnown })
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
      <CaseFilters address={address} change={change} searchBox={searchBox} />
      <PickBar picking={picking} items={items} assign={assigning.begin} />
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
  const typed = useKeptWords()
  const saved = search.get('saved')
  const filters = useRead('GET /api/v1/saved-filters', {}, { enabled: saved !== null })
  const words = typed || (filters.data?.filters.find(({ id }) => id === saved)?.q ?? '')
  const address = useMemo(() => readListAddress(search, words), [search, words])
  // Any change but turning the page begins again at its first page, and is no longer what was saved.
  const change = useCallback(
    (part: Partial<ListAddress>) => {
      const isTurning = part.page !== undefined
      const next = { ...address, page: 1, ...(!isTurning && { saved: undefined }), ...part }
      return setSearch(writeListAddress(next), { replace: !isTurning, preventScrollReset: !isTurning, state: keyTo(next.q) })
    },
    [address, setSearch],
  )
  return { address, change, isKnown: saved === null || !filters.isPending }
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
