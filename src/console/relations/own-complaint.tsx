import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { conflictWords } from '#text/console-conflicts.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

/** An officer who filed a complaint is kept away from it by its code, which is forgotten as soon as it was sent. */
export function OwnComplaint() {
  const words = useWords(conflictWords)
  const text = useFailureText()
  const [code, setCode] = useState('')
  const act = useAct('POST /api/v1/relations/own-complaints', () => setCode(''))
  return (
    <section className="sheet" aria-labelledby="own">
      <h2 id="own">{words.own}</h2>
      <p className="soft">{words.ownLead}</p>
      <div role="status">{act.reply ? <Alert type="success" title={words.ownDone} /> : null}</div>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <Labelled id="own-code" label={words.ownCode} problem={undefined}>
        <Input id="own-code" inputMode="numeric" autoComplete="off" maxLength={40} value={code} onChange={event => setCode(event.target.value)} />
      </Labelled>
      <Button loading={act.isSending} disabled={code.trim() === ''} onClick={() => act.send({ body: { code } })}>{words.ownSend}</Button>
    </section>
  )
}
