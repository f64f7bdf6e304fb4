import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { dutyWords } from '#text/console-duties.ts'
import { draftStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import { periodText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { ReviewBatch } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/duties.css'
import '../style/publish.css'
import { SampleDrawer } from './sample-drawer.tsx'

/** Several drafts at once: the drawn ones are opened and confirmed, then all are approved, each with its own result. */
export function BatchPage() {
  const words = useWords(dutyWords)
  const shell = useWords(consoleWords)
  const { id = '' } = useParams()
  const reading = useRead('GET /api/v1/review-batches/{id}', { params: { id } }, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.batch} · ${shell.brand}`
  }, [words, shell])
  return <Loaded reading={reading}>{batch => <Batch batch={batch} again={() => void reading.refetch()} />}</Loaded>
}

type Item = ReviewBatch['items'][number]

function Batch({ batch, again }: { batch: ReviewBatch; again: () => void }) {
  const words = useWords(dutyWords)
  const text = useFailureText()
  const [opened, open] = useState<Item>()
  const act = useAct('POST /api/v1/review-batches/{id}/approvals', () => {
    void forgetLists()
    again()
  })
  const isDone = batch.items.every(item => item.result !== undefined)
  return (
    <>
      <div className="page-head"><h1>{words.batch}</h1></div>
      <p className="soft">{words.batchLead}</p>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <table className="list duty-list">
        <tbody>{batch.items.toSorted((a, b) => Number(b.isSampled) - Number(a.isSampled)).map(item => <Line key={item.draftId} item={item} open={open} />)}</tbody>
      </table>
      <div className="save-bar">
        {isDone ? null : <Button type="primary" disabled={batch.left > 0} loading={act.isSending} onClick={() => act.send({ params: { id: batch.id } })}>{words.approveAll(batch.items.length)}</Button>}
        <span className="soft" role="status">{batch.left > 0 ? words.left(batch.left) : ''}</span>
      </div>
      {opened ? <SampleDrawer batchId={batch.id} draftId={opened.draftId} close={() => open(undefined)} confirmed={() => (open(undefined), again())} /> : null}
    </>
  )
}

function Line({ item, open }: { item: Item; open: (item: Item) => void }) {
  const words = useWords(dutyWords)
  const { language } = useLanguage()
  return (
    <tr>
      <th scope="row"><Link to={`/drafts/${item.draftId}`} lang="zh-CN">{item.title}</Link><span className="about"><span lang="zh-CN">{item.villageName}</span> · {periodText(language, item.period)}</span></th>
      <td className="tight">{item.isSampled ? <strong>{item.isConfirmed ? words.confirmed : words.sampled}</strong> : <span className="soft">{words.notSampled}</span>}</td>
      <td className="tight"><span className="state">{item.result === undefined ? draftStateTexts[language][item.state] : item.result === 'approved' ? words.resultApproved : words.resultRefused}</span>{item.message ? <span className="about">{item.message}</span> : null}</td>
      <td className="tight">{item.isSampled && !item.isConfirmed && item.result === undefined ? <Button size="small" onClick={() => open(item)}>{words.open}</Button> : null}</td>
    </tr>
  )
}
