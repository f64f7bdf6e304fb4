import { Alert, Button, InputNumber, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { householdLimits } from '#rules/policy/households.ts'
import { householdWords } from '#text/console-households.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { HouseholdBatches, HouseholdCodes } from '../api-types.ts'
import { useDayText, useInstantText, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { Slips } from './slips.tsx'
import '../style/audit.css'
import '../style/publish.css'

/** Where a village clerk makes codes for the households, and sees which batches there are. */
export function HouseholdsPage() {
  const words = useWords(householdWords)
  const shell = useWords(consoleWords)
  const [made, setMade] = useState<HouseholdCodes>()
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  if (made) return <Slips made={made} done={() => setMade(undefined)} />
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft page-lead">{words.lead}</p>
      <Making done={setMade} />
      <Batches />
    </>
  )
}

function Making({ done }: { done: (made: HouseholdCodes) => void }) {
  const words = useWords(householdWords)
  const failureText = useFailureText()
  const [count, setCount] = useState<number | null>(50)
  const act = useAct('POST /api/v1/household-codes', made => {
    done(made)
    void forgetLists()
  })
  return (
    <section className="sheet">
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Labelled id="household-count" label={words.count} problem={undefined} hint={words.countHelp}>
        <InputNumber id="household-count" min={1} max={householdLimits.most} precision={0} value={count} onChange={setCount} />
      </Labelled>
      <p className="sheet-send"><Button type="primary" disabled={count === null} loading={act.isSending} onClick={() => act.send({ body: { count: count! } })}>{words.make}</Button></p>
    </section>
  )
}

function Batches() {
  const words = useWords(householdWords)
  const reading = useRead('GET /api/v1/household-codes', {}, { staleTime: 0 })
  return (
    <section aria-labelledby="batches">
      <div className="section-head"><h2 id="batches">{words.batches}</h2></div>
      <Loaded reading={reading}>{({ batches }) => batches.length === 0 ? <div className="empty"><p>{words.none}</p></div> : (
        <table className="list">
          <thead><tr>{[words.madeAt, words.made, words.expiresOn, words.state].map(label => <th key={label} scope="col">{label}</th>)}</tr></thead>
          <tbody>{batches.map(batch => <Line key={batch.id} batch={batch} />)}</tbody>
        </table>
      )}</Loaded>
    </section>
  )
}

function Line({ batch }: { batch: HouseholdBatches['batches'][number] }) {
  const words = useWords(householdWords)
  const failureText = useFailureText()
  const [isEnding, setEnding] = useState(false)
  const [at, day] = [useInstantText(), useDayText()]
  const act = useAct('POST /api/v1/household-codes/{id}/end', () => {
    setEnding(false)
    void forgetLists()
  })
  return (
    <tr>
      <th scope="row">{at(batch.madeAt)}</th>
      <td data-label={words.made}>{batch.made}</td>
      <td data-label={words.expiresOn}>{day(batch.expiresOn)}</td>
      <td data-label={words.state}>{batch.isOver ? words.over : <>{words.valid} <Button size="small" onClick={() => setEnding(true)}>{words.end}</Button></>}</td>
      {isEnding ? (
        <Modal open title={words.endTitle} okText={words.end} cancelText={words.cancel} okButtonProps={{ danger: true }} confirmLoading={act.isSending} onOk={() => act.send({ params: { id: batch.id } })} onCancel={() => setEnding(false)}>
          {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
          <p>{words.endText}</p>
        </Modal>
      ) : null}
    </tr>
  )
}
