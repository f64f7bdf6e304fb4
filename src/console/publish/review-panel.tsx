import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { dutyWords } from '#text/console-duties.ts'
import { reviewWords } from '#text/console-review.ts'
import { actWords } from '#text/console-acts.ts'
import { useAct } from '../act.ts'
import type { Draft } from '../api-types.ts'
import { useDayText, useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { Labelled } from '../shell/labelled.tsx'
import { PublicLink } from '../shell/public-link.tsx'
import { UnsavedGuard } from '../shell/unsaved-guard.tsx'

const decisions = ['endorse', 'approve', 'schedule', 'unschedule', 'return'] as const
type Decision = (typeof decisions)[number]

/** What this officer may decide: pass on, approve now or for later, take that back, or send back; with what will follow. */
export function ReviewPanel({ draft, accept }: { draft: Draft; accept: (draft: Draft) => void }) {
  const words = useWords(reviewWords)
  const possible = decisions.filter(action => draft.allowed.includes(action))
  return (
    <section className="sheet act" aria-labelledby="review">
      <h2 id="review">{words.review}</h2>
      <Stage draft={draft} />
      {possible.length > 0 ? <Deciding draft={draft} possible={possible} accept={accept} /> : <Decided draft={draft} />}
      {draft.withheld.length > 0 ? (
        <div className="withheld">
          <h3>{words.withheld}</h3>
          {[...new Set(draft.withheld.map(({ message }) => message))].map(message => <p key={message} className="soft">{message}</p>)}
        </div>
      ) : null}
    </section>
  )
}

/** Where it waits and until when. */
function Stage({ draft }: { draft: Draft }) {
  const duties = useWords(dutyWords)
  const at = useInstantText()
  const day = useDayText()
  if (draft.publishAt) return <p>{duties.scheduledFor(at(draft.publishAt))}</p>
  return draft.committeeUntil ? <p className="soft">{duties.committeeUntil(day(draft.committeeUntil))}</p> : null
}

function Decided({ draft }: { draft: Draft }) {
  const words = useWords(reviewWords)
  if (draft.state !== 'approved') return <p className="soft">{words.readOnly}</p>
  return (
    <p>
      {words.approved} <PublicLink to={`/d/${draft.disclosureId}`}>{words.openPublic}</PublicLink>
    </p>
  )
}

function Deciding({ draft, possible, accept }: { draft: Draft; possible: readonly Decision[]; accept: (draft: Draft) => void }) {
  const words = useWords(reviewWords)
  const acts = useWords(actWords)
  const text = useFailureText()
  const [decision, decide] = useState<Decision | undefined>(possible.length === 1 ? possible[0] : undefined)
  const [note, setNote] = useState('')
  const [publishAt, setPublishAt] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/drafts/{id}/moves', accept)
  const isTooShort = decision === 'return' && [...note.trim()].length < 5
  const send = () => {
    setTried(true)
    const isReady = !isTooShort && (decision !== 'schedule' || publishAt !== '')
    if (decision && isReady) act.send({ params: { id: draft.id }, body: { action: decision, asOf: draft.eventCount, ...(note.trim() ? { note: note.trim() } : {}), ...(decision === 'schedule' ? { publishAt } : {}) } })
  }
  const { label, follows } = useDecisionWords()
  return (
    <>
      <UnsavedGuard isDirty={note.trim() !== '' && !act.reply} />
      <div className="act-choice" role="group" aria-labelledby="review">
        {possible.map(each => <Button key={each} aria-pressed={each === decision} onClick={() => decide(each)}>{label[each]}</Button>)}
      </div>
      {decision ? (
        <form className="act-form" noValidate onKeyDown={sendsOnCtrlEnter(send)} onSubmit={event => (event.preventDefault(), send())}>
          {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
          {decision === 'schedule' ? <Hour value={publishAt} change={setPublishAt} isMissing={isTried && publishAt === ''} isSending={act.isSending} /> : null}
          <Labelled id="note" label={decision === 'return' ? words.returnReason : words.approveNote} problem={isTried && isTooShort ? words.returnTooShort : undefined}>
            <Input.TextArea id="note" lang="zh-CN" readOnly={act.isSending} maxLength={1000} autoSize={{ minRows: 3, maxRows: 10 }} value={note} onChange={event => setNote(event.target.value)} />
          </Labelled>
          <p className="act-next"><span>{acts.next}</span> {follows[decision]}</p>
          <div className="act-send">
            <Button type="primary" htmlType="submit" danger={decision === 'return'} loading={act.isSending}>{label[decision]}</Button>
            <span className="soft">{acts.sendKeys}</span>
          </div>
        </form>
      ) : null}
    </>
  )
}

function Hour({ value, change, isMissing, isSending }: { value: string; change: (value: string) => void; isMissing: boolean; isSending: boolean }) {
  const duties = useWords(dutyWords)
  return (
    <Labelled id="publish-at" label={duties.scheduleAt} problem={isMissing ? duties.scheduleAt : undefined}>
      <Input id="publish-at" type="datetime-local" readOnly={isSending} value={value} onChange={event => change(event.target.value)} />
    </Labelled>
  )
}

/** What each decision is called, and what follows from it. */
function useDecisionWords(): Record<'label' | 'follows', Record<Decision, string>> {
  const words = useWords(reviewWords)
  const duties = useWords(dutyWords)
  return {
    label: { approve: words.approve, return: words.returnIt, endorse: duties.endorse, schedule: duties.schedule, unschedule: duties.unschedule },
    follows: { approve: words.approveNext, return: words.returnNext, endorse: duties.endorseNext, schedule: duties.scheduleNext, unschedule: duties.unscheduleNext },
  }
}
