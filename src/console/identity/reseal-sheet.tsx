import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { custodyWords } from '#text/console-identity.ts'
import { useAct } from '../act.ts'
import type { CustodyList } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

/** The leave of both groups to seal everything to other keys. */
export function ResealSheet({ desk: { resealing }, again }: { desk: CustodyList; again: () => void }) {
  const words = useWords(custodyWords)
  const failureText = useFailureText()
  const [note, setNote] = useState('')
  const propose = useAct('POST /api/v1/resealings', again)
  const approve = useAct('POST /api/v1/resealings/{id}/approval', again)
  const failure = propose.failure ?? approve.failure
  return (
    <section className="sheet tip-step">
      <h2>{words.resealTitle}</h2>
      <p className="soft">{words.resealLead}</p>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      {resealing ? (
        <>
          <p lang="zh-CN">{words.proposedBy(resealing.proposedByName, resealing.reason)}</p>
          {resealing.mayApprove ? <Button loading={approve.isSending} onClick={() => approve.send({ params: { id: resealing.id }, body: {} })}>{words.approve}</Button> : <p>{resealing.isApproved ? words.approved : words.waitsOther}</p>}
        </>
      ) : (
        <>
          <Labelled id="reseal-why" label={words.why} problem={undefined}>
            <Input id="reseal-why" lang="zh-CN" maxLength={500} value={note} onChange={event => setNote(event.target.value)} />
          </Labelled>
          <Button loading={propose.isSending} disabled={note.trim().length < 4} onClick={() => propose.send({ body: { note: note.trim() } })}>{words.propose}</Button>
        </>
      )}
    </section>
  )
}
