import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { dutyWords } from '#text/console-duties.ts'
import { periodText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { NilView, WithdrawalView } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { PublicLink } from '../shell/public-link.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/duties.css'

/** What waits for a reviewer beside drafts: nil declarations with what speaks against them, and withdrawals. */
export function Decisions() {
  const words = useWords(dutyWords)
  const nils = useRead('GET /api/v1/nil-declarations', {})
  const withdrawals = useRead('GET /api/v1/withdrawals', {})
  return (
    <>
      <Loaded reading={nils}>{list => list.items.length === 0 ? null : (
        <section aria-labelledby="nils">
          <div className="section-head"><h2 id="nils">{words.waitingNils}</h2></div>
          {list.items.map(nil => <NilSheet key={nil.id} nil={nil} />)}
        </section>
      )}</Loaded>
      <Loaded reading={withdrawals}>{list => list.items.length === 0 ? null : (
        <section aria-labelledby="withdrawals">
          <div className="section-head"><h2 id="withdrawals">{words.waitingWithdrawals}</h2></div>
          {list.items.map(request => <WithdrawalSheet key={request.disclosureId} request={request} />)}
        </section>
      )}</Loaded>
    </>
  )
}

function NilSheet({ nil }: { nil: NilView }) {
  const words = useWords(dutyWords)
  const { language } = useLanguage()
  const name = useName()
  const at = useInstantText()
  const act = useAct('POST /api/v1/nil-declarations/{id}/moves', () => void forgetLists())
  const send = (action: 'approve' | 'return', note: string) => act.send({ params: { id: nil.id }, body: { action, ...(note ? { note } : {}) } })
  return (
    <div className="sheet decision">
      <h3><span lang="zh-CN">{nil.villageName}</span> · {name(nil.itemName)} · {periodText(language, nil.period)}</h3>
      <p className="soft"><span lang="zh-CN">{nil.clerkName}</span> · {at(nil.declaredAt)}{nil.note ? <span lang="zh-CN"> · {nil.note}</span> : null}</p>
      {nil.doubts.length === 0 ? <p className="soft">{words.noDoubts}</p> : (
        <Alert type="warning" title={words.doubts} description={<ul>{nil.doubts.map((doubt, n) => <li key={n}>{doubtText(words, doubt, name)}</li>)}</ul>} />
      )}
      {nil.mayDecide ? <Deciding id={nil.id} label={words.decisionNote} yes={words.approveNil} no={words.returnNil} needsNote={nil.doubts.length > 0} isSending={act.isSending} failure={act.failure} decide={(isYes, note) => send(isYes ? 'approve' : 'return', note)} /> : null}
    </div>
  )
}

function doubtText(words: (typeof dutyWords)['en'], doubt: NilView['doubts'][number], name: (of: { zh: string; en: string }) => string): string {
  switch (doubt.kind) {
    case 'payments': return words.doubtPayments(doubt.count, doubt.total ?? '')
    case 'records': return words.doubtRecords(doubt.count, doubt.itemName ? name(doubt.itemName) : '')
    case 'complaints': return words.doubtComplaints(doubt.count)
  }
}

function WithdrawalSheet({ request }: { request: WithdrawalView }) {
  const words = useWords(dutyWords)
  const name = useName()
  const at = useInstantText()
  const act = useAct('POST /api/v1/disclosures/{id}/withdrawals', () => void forgetLists())
  const send = (action: 'grant' | 'refuse', note: string) => act.send({ params: { id: request.disclosureId }, body: { action, ...(note ? { note } : {}) } })
  return (
    <div className="sheet decision">
      <h3><PublicLink to={`/d/${request.disclosureId}`} lang="zh-CN">{request.title}</PublicLink></h3>
      <p className="soft"><span lang="zh-CN">{request.villageName}</span> · {name(request.itemName)} · <span lang="zh-CN">{request.clerkName}</span> · {at(request.askedAt)}</p>
      <blockquote lang="zh-CN">{request.reason}</blockquote>
      {request.mayDecide ? <Deciding id={request.disclosureId} label={words.refuseNote} yes={words.grant} no={words.refuse} needsNote={false} isSending={act.isSending} failure={act.failure} decide={(isYes, note) => send(isYes ? 'grant' : 'refuse', note)} /> : null}
    </div>
  )
}

type DecidingProps = { id: string; label: string; yes: string; no: string; needsNote: boolean; isSending: boolean; failure: Error | null; decide: (isYes: boolean, note: string) => void }

/** Yes or no, with words where they are needed. */
function Deciding({ id, label, yes, no, needsNote, isSending, failure, decide }: DecidingProps) {
  const words = useWords(dutyWords)
  const text = useFailureText()
  const [note, setNote] = useState('')
  const [isMissing, setMissing] = useState(false)
  const send = (isYes: boolean) => {
    const isShort = [...note.trim()].length < 5
    setMissing(isShort && (needsNote || !isYes))
    if (!isShort || (isYes && !needsNote)) decide(isYes, note.trim())
  }
  return (
    <>
      {failure ? <Alert type="error" role="alert" title={text(failure)} /> : null}
      <Labelled id={`note-${id}`} label={label} problem={isMissing ? words.decisionMissing : undefined}>
        <Input.TextArea id={`note-${id}`} lang="zh-CN" maxLength={1000} autoSize={{ minRows: 1, maxRows: 6 }} value={note} onChange={event => setNote(event.target.value)} />
      </Labelled>
      <div className="act-send">
        <Button type="primary" loading={isSending} onClick={() => send(true)}>{yes}</Button>
        <Button danger disabled={isSending} onClick={() => send(false)}>{no}</Button>
      </div>
    </>
  )
}
