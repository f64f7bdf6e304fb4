import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { reviewWords } from '#text/console-review.ts'
import { actWords } from '#text/console-acts.ts'
import { useAct } from '../act.ts'
import type { Draft } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { Labelled } from '../shell/labelled.tsx'
import { UnsavedGuard } from '../shell/unsaved-guard.tsx'

type Decision = 'approve' | 'return'

/** Approve or send back: one of two, with what will follow. */
export function ReviewPanel({ draft, accept }: { draft: Draft; accept: (draft: Draft) => void }) {
  const words = useWords(reviewWords)
  const possible = (['approve', 'return'] as const).filter(action => draft.allowed.includes(action))
  return (
    <section className="sheet act" aria-labelledby="review">
      <h2 id="review">{words.review}</h2>
      {possible.length > 0 ? <Deciding draft={draft} possible={possible} accept={accept} /> : <Decided draft={draft} />}
      {draft.withheld.length > 0 ? (
        <div className="withheld">
          <h3>{words.withheld}</h3>
          {draft.withheld.map(({ action, message }) => <p key={action} className="soft">{message}</p>)}
        </div>
      ) : null}
    </section>
  )
}

function Decided({ draft }: { draft: Draft }) {
  const words = useWords(reviewWords)
  if (draft.state !== 'approved') return <p className="soft">{words.readOnly}</p>
  return (
    <p>
      {words.approved} <a href={`/d/${draft.disclosureId}`} target="_blank" rel="noreferrer">{words.openPublic}</a>
    </p>
  )
}

function Deciding({ draft, possible, accept }: { draft: Draft; possible: readonly Decision[]; accept: (draft: Draft) => void }) {
  const words = useWords(reviewWords)
  const acts = useWords(actWords)
  const text = useFailureText()
  const [decision, decide] = useState<Decision | undefined>(possible.length === 1 ? possible[0] : undefined)
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/drafts/{id}/moves', accept)
  const isTooShort = decision === 'return' && [...note.trim()].length < 5
  const send = () => {
    setTried(true)
    if (decision && !isTooShort) act.send({ params: { id: draft.id }, body: { action: decision, asOf: draft.eventCount, ...(note.trim() ? { note: note.trim() } : {}) } })
  }
  const label = { approve: words.approve, return: words.returnIt }
  return (
    <>
      <UnsavedGuard isDirty={note.trim() !== '' && !act.reply} />
      <div className="act-choice" role="group" aria-labelledby="review">
        {possible.map(each => <Button key={each} aria-pressed={each === decision} onClick={() => decide(each)}>{label[each]}</Button>)}
      </div>
      {decision ? (
        <form className="act-form" noValidate onKeyDown={sendsOnCtrlEnter(send)} onSubmit={event => (event.preventDefault(), send())}>
          {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
          <Labelled id="note" label={decision === 'return' ? words.returnReason : words.approveNote} problem={isTried && isTooShort ? words.returnTooShort : undefined}>
            <Input.TextArea id="note" lang="zh-CN" readOnly={act.isSending} maxLength={1000} autoSize={{ minRows: 3, maxRows: 10 }} value={note} onChange={event => setNote(event.target.value)} />
          </Labelled>
          <p className="act-next"><span>{acts.next}</span> {decision === 'approve' ? words.approveNext : words.returnNext}</p>
          <div className="act-send">
            <Button type="primary" htmlType="submit" danger={decision === 'return'} loading={act.isSending}>{label[decision]}</Button>
            <span className="soft">{acts.sendKeys}</span>
          </div>
        </form>
      ) : null}
    </>
  )
}
