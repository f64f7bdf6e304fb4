import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { protectionWords } from '#text/console-protection.ts'
import { useAct } from '../act.ts'
import type { Draft, DraftFinding } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { Labelled } from '../shell/labelled.tsx'

const listed = 60

/** What the gate found in a stored draft and its files: to put right for its author, to accept with a reason for a second person. */
export function FindingsSheet({ draft, accept }: { draft: Draft; accept: (draft: Draft) => void }) {
  const words = useWords(protectionWords)
  const standing = draft.findings.filter(finding => finding.severity !== 'yellow' && !finding.isWaived)
  if (draft.state === 'approved') return null
  return (
    <section className="sheet findings" aria-labelledby="findings">
      <h2 id="findings">{words.findings}</h2>
      <p role="status" className={standing.length > 0 ? 'wrong' : 'soft'}>{draft.findings.length === 0 ? words.nothing : standing.length > 0 ? words.standing(standing.length) : words.settled}</p>
      {standing.length > 0 ? <p className="soft">{draft.mayWaive ? words.forSecond : words.forAuthor}</p> : null}
      <ul className="plain">{draft.findings.slice(0, listed).map((finding, index) => <FindingLine key={`${finding.fingerprint}${index}`} draft={draft} finding={finding} accept={accept} />)}</ul>
    </section>
  )
}

function FindingLine({ draft, finding, accept }: { draft: Draft; finding: DraftFinding; accept: (draft: Draft) => void }) {
  const words = useWords(protectionWords)
  const [isOpen, setOpen] = useState(false)
  const mayAccept = draft.mayWaive && !finding.isWaived && finding.severity !== 'yellow'
  return (
    <li className={finding.severity === 'yellow' || finding.isWaived ? 'soft' : undefined}>
      <p>
        {finding.row ? <span className="soft">{words.row(finding.row)} </span> : null}
        {finding.message} {finding.isWaived ? <strong>{words.accepted}</strong> : null}
        {mayAccept && !isOpen ? <Button size="small" onClick={() => setOpen(true)}>{words.accept}</Button> : null}
      </p>
      {mayAccept && isOpen ? <Accepting draft={draft} finding={finding} accept={accept} /> : null}
    </li>
  )
}

function Accepting({ draft, finding, accept }: { draft: Draft; finding: DraftFinding; accept: (draft: Draft) => void }) {
  const words = useWords(protectionWords)
  const text = useFailureText()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/drafts/{id}/waivers', accept)
  const isTooShort = [...reason.trim()].length < 10
  const id = `accept-${finding.fingerprint.slice(0, 12)}`
  const send = () => {
    setTried(true)
    if (!isTooShort) act.send({ params: { id: draft.id }, body: { fingerprint: finding.fingerprint, reason: reason.trim() } })
  }
  return (
    <form noValidate onKeyDown={sendsOnCtrlEnter(send)} onSubmit={event => (event.preventDefault(), send())}>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <Labelled id={id} label={words.acceptReason} problem={isTried && isTooShort ? words.acceptTooShort : undefined}>
        <Input.TextArea id={id} lang="zh-CN" autoFocus maxLength={1000} readOnly={act.isSending} autoSize={{ minRows: 2, maxRows: 6 }} value={reason} onChange={event => setReason(event.target.value)} />
      </Labelled>
      <Button type="primary" htmlType="submit" loading={act.isSending}>{words.acceptSend}</Button>
    </form>
  )
}
