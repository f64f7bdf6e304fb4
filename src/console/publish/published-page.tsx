import { Alert, Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { keepingTexts } from '#text/keeping.ts'
import { dutyWords } from '#text/console-duties.ts'
import { publishWords } from '#text/console-publish.ts'
import { protectionWords } from '#text/console-protection.ts'
import { reviewWords } from '#text/console-review.ts'
import { consoleWords } from '#text/console.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { useList } from '../queries.ts'
import { keyTo, useKeptWords } from '../shell/kept-words.ts'
import { pageOf } from '../shell/page-number.ts'
import { Pager } from '../shell/pager.tsx'
import { PublicLink } from '../shell/public-link.tsx'
import { SearchBox } from '../shell/search-box.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { periodText } from '#text/values.ts'
import { CorrectionDialog } from './correction-dialog.tsx'
import { TakeDownDialog } from './take-down-dialog.tsx'
import { yuanText } from './shown.ts'
import { KeepingDialog } from '../keeping/record-dialogs.tsx'
import { WithdrawalDialog } from './withdrawal-dialog.tsx'

/** What is published, and the way to correct it. */
export function PublishedPage() {
  const words = useWords(reviewWords)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const [asked, ask] = useState<Asked>()
  const q = useKeptWords()
  const page = pageOf(search)
  const reading = useList(['GET /api/v1/disclosures', { query: { page } }], q === '' ? undefined : ['POST /api/v1/disclosures/search', { body: { page, q } }])
  const find = useCallback((text: string) => setSearch({}, { replace: true, state: keyTo(text.trim()) }), [setSearch])
  useEffect(() => {
    document.title = `${shell.published} · ${shell.brand}`
  }, [shell])
  return (
    <>
      <div className="page-head">
        <h1>{shell.published}</h1>
        <span className="soft">{reading.data ? shell.total(reading.data.total) : ''}</span>
      </div>
      <Asking asked={asked} close={() => ask(undefined)} />
      <div className="filters" role="search"><SearchBox value={q} search={find} label={words.searchPublished} /></div>
      <Loaded reading={reading}>
        {records =>
          records.items.length === 0 ? (
            <div className="empty"><p>{q ? words.noPublishedMatch : words.noPublished}</p></div>
          ) : (
            <>
              <PublishedTable items={records.items} ask={ask} />
              <Pager {...records} turn={next => setSearch({ page: String(next) }, { state: keyTo(q) })} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

/** What somebody wants to do with a record. */
type Asked = { record: PublishedSummary; what: 'correct' | 'takeDown' | 'withdraw' | 'erase' | 'hold' }

/** The dialog of what is asked, and a line that says what became of it where the list alone does not. */
function Asking({ asked, close }: { asked: Asked | undefined; close: () => void }) {
  const [said, say] = useState<string>()
  const told = (words: string) => {
    say(words)
    close()
  }
  return <><div role="status">{said && !asked ? <Alert type="success" title={said} /> : null}</div>{asked ? <AskedDialog key={asked.record.id} {...asked} told={told} close={close} /> : null}</>
}

function AskedDialog({ record, what, told, close }: Asked & { told: (words: string) => void; close: () => void }) {
  if (what === 'correct') return <CorrectionDialog record={record} close={close} />
  if (what === 'takeDown') return <TakeDownDialog record={record} close={close} />
  return what === 'withdraw' ? <WithdrawalDialog record={record} close={close} /> : <KeepingDialog record={record} what={what} told={told} close={close} />
}

function PublishedTable({ items, ask }: { items: readonly PublishedSummary[]; ask: (asked: Asked) => void }) {
  const words = useWords(reviewWords)
  const columns = useWords(publishWords)
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{columns.columnTitle}</th>
          <th scope="col">{columns.columnPeriod}</th>
          <th scope="col" className="right">{columns.columnRows}</th>
          <th scope="col" className="right">{columns.columnTotal}</th>
          <th scope="col">{words.columnVersion}</th>
          <th scope="col">{words.columnPublished}</th>
          <th scope="col"><span className="soft">{words.correct}</span></th>
        </tr>
      </thead>
      <tbody>{items.map(record => <PublishedLine key={record.id} record={record} ask={ask} />)}</tbody>
    </table>
  )
}

function PublishedLine({ record, ask }: { record: PublishedSummary; ask: (asked: Asked) => void }) {
  const protection = useWords(protectionWords)
  const duties = useWords(dutyWords)
  const keeping = useWords(keepingTexts)
  const words = useWords(reviewWords)
  const columns = useWords(publishWords)
  const { language } = useLanguage()
  const name = useName()
  const at = useInstantText()
  return (
    <tr>
      <th scope="row">
        <PublicLink className="matter" to={`/d/${record.id}`} title={words.openPublic} lang="zh-CN">{record.title}</PublicLink>
        <span className="about"><span lang="zh-CN">{record.villageName}</span> · {name(record.itemName)}</span>
      </th>
      <td className="tight">{periodText(language, record.period)}</td>
      <td className="right number" data-label={columns.columnRows}>{record.rowCount || ''}</td>
      <td className="right number" data-label={columns.columnTotal}>{yuanText(record.total)}</td>
      <td className="tight">{words.version(record.version)}</td>
      <td className="tight number">{at(record.publishedAt)}</td>
      <td className="tight">
        {record.openCorrectionId ? <Link to={`/drafts/${record.openCorrectionId}`}>{words.continueCorrection}</Link> : record.mayCorrect ? <Button size="small" onClick={() => ask({ record, what: 'correct' })}>{words.correct}</Button> : null}
        {record.isTakenDown ? <span className="soft">{protection.takenDown}</span> : null}
        {record.mayTakeDown ? <Button size="small" danger onClick={() => ask({ record, what: 'takeDown' })}>{protection.takeDown}</Button> : null}
        {record.mayAskWithdrawal ? <Button size="small" type="text" onClick={() => ask({ record, what: 'withdraw' })}>{duties.withdraw}</Button> : null}
        {record.mayAskErasure ? <Button size="small" type="text" onClick={() => ask({ record, what: 'erase' })}>{keeping.ask}</Button> : null}
        {record.mayHold ? <Button size="small" type="text" onClick={() => ask({ record, what: 'hold' })}>{keeping.hold}</Button> : null}
        {record.isWithdrawn || record.isWithdrawalAsked ? <span className="state">{record.isWithdrawn ? duties.withdrawn : duties.withdrawAsked}</span> : null}
      </td>
    </tr>
  )
}
