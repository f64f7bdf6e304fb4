import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { publishWords } from '#text/console-publish.ts'
import { consoleWords } from '#text/console.ts'
import type { StaffApi } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useList, useMe } from '../queries.ts'
import { keyTo, useKeptWords } from '../shell/kept-words.ts'
import { useQueueLabel } from '../shell/navigation.tsx'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { SearchBox } from '../shell/search-box.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { BatchBar } from '../review/batch-bar.tsx'
import { DraftTable } from './draft-table.tsx'

type Queue = StaffApi['GET /api/v1/drafts']['query']['queue']
const queues: readonly Queue[] = ['mine', 'returned', 'at-committee', 'to-review', 'scheduled', 'approved']

/** One queue of drafts. */
export function DraftsPage() {
  const words = useWords(publishWords)
  const shell = useWords(consoleWords)
  const label = useQueueLabel()
  const role = useMe()?.officer.role ?? ''
  const [search, setSearch] = useSearchParams()
  const queue = queues.find(known => known === search.get('queue')) ?? (role === 'reviewer' ? 'to-review' : role === 'committee' ? 'at-committee' : 'mine')
  const q = useKeptWords()
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set())
  const page = pageOf(search)
  const reading = useList(['GET /api/v1/drafts', { query: { queue, page } }], q === '' ? undefined : ['POST /api/v1/drafts/search', { body: { queue, page, q } }])
  const find = useCallback((text: string) => setSearch({ queue }, { replace: true, state: keyTo(text.trim()) }), [queue, setSearch])
  const title = label({ list: 'drafts', key: queue }, role)
  useEffect(() => {
    document.title = `${title} · ${shell.brand}`
  }, [title, shell])
  return (
    <>
      <div className="page-head">
        <h1>{title}</h1>
        <span className="soft">{reading.data ? shell.total(reading.data.total) : ''}</span>
        {role === 'clerk' ? <div className="page-acts"><Link to="/drafts/new"><Button type="primary">{shell.newRecord}</Button></Link></div> : null}
      </div>
      <div className="filters" role="search"><SearchBox value={q} search={find} label={words.searchDrafts} /></div>
      <Loaded reading={reading}>
        {drafts =>
          drafts.items.length === 0 ? (
            <div className="empty"><p>{q ? words.noDraftsMatch : words.noDrafts}</p></div>
          ) : (
            <>
              <DraftTable items={drafts.items} {...(queue === 'to-review' && role === 'reviewer' ? { chosen, choose } : {})} />
              {chosen.size > 0 ? <BatchBar chosen={[...chosen]} /> : null}
              <Pager {...drafts} turn={next => setSearch({ queue, page: String(next) }, { state: keyTo(q) })} />
            </>
          )
        }
      </Loaded>
    </>
  )
}
