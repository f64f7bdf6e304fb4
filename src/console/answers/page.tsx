import { Button, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { answerWords } from '#text/console-answers.ts'
import { consoleWords } from '#text/console.ts'
import type { AllowedAnswer, AnswerText } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/answers.css'
import { DecisionDialog, WithdrawalDialog } from './decisions.tsx'
import { AllowedTable, TextTable, type TextActs } from './tables.tsx'
import { WritingDialog, type Writing } from './writing.tsx'

const tabs = ['allowed', 'waiting', 'open', 'over'] as const
type Tab = (typeof tabs)[number]

type Open = { readonly write?: Writing; readonly decide?: AnswerText; readonly withdraw?: AnswerText }

/** What everybody is to read: to be written, to be checked by a second officer, approved, and what became of the rest. */
export function AnswersPage() {
  const words = useWords(answerWords)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const tab = tabs.find(known => known === search.get('which')) ?? 'allowed'
  const [open, setOpen] = useState<Open>({})
  const close = () => setOpen({})
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  const turn = (page: number) => setSearch({ which: tab, page: String(page) })
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
        <div className="page-acts"><Button onClick={() => setOpen({ write: { kind: 'typical' } })}>{words.newTypical}</Button></div>
      </div>
      <p className="soft answers-lead">{words.lead}</p>
      <div className="filters">
        <Radio.Group value={tab} onChange={event => setSearch({ which: String(event.target.value) })} options={tabs.map(value => ({ value, label: words.tabs[value] }))} optionType="button" />
      </div>
      {tab === 'allowed'
        ? <Allowed page={pageOf(search)} turn={turn} write={answer => setOpen({ write: { kind: 'answer', answer } })} />
        : <Texts tab={tab} page={pageOf(search)} turn={turn} acts={{ decide: text => setOpen({ decide: text }), withdraw: text => setOpen({ withdraw: text }), choose: text => setOpen({ write: { kind: 'typical', chosen: text } }) }} />}
      {open.write ? <WritingDialog writing={open.write} close={close} /> : null}
      {open.decide ? <DecisionDialog text={open.decide} close={close} /> : null}
      {open.withdraw ? <WithdrawalDialog text={open.withdraw} close={close} /> : null}
    </>
  )
}

type Listed = { page: number; turn: (page: number) => void }

function Allowed({ page, turn, write }: Listed & { write: (answer: AllowedAnswer) => void }) {
  const words = useWords(answerWords)
  const reading = useRead('GET /api/v1/answers/allowed', { query: { page } }, { keepPrevious: true })
  return (
    <Loaded reading={reading}>
      {list => list.items.length === 0 ? <div className="empty"><p>{words.none.allowed}</p></div> : <><AllowedTable items={list.items} write={write} /><Pager {...list} turn={turn} /></>}
    </Loaded>
  )
}

function Texts({ tab, page, turn, acts }: Listed & { tab: Exclude<Tab, 'allowed'>; acts: TextActs }) {
  const words = useWords(answerWords)
  const reading = useRead('GET /api/v1/answers', { query: { which: tab, page } })
  return (
    <Loaded reading={reading}>
      {list => list.items.length === 0 ? <div className="empty"><p>{words.none[tab]}</p></div> : <><TextTable items={list.items} {...acts} /><Pager {...list} turn={turn} /></>}
    </Loaded>
  )
}
