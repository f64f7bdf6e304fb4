import { Alert, Input, Modal } from 'antd'
import { useEffect, useState } from 'react'
import { consoleWords } from '#text/console.ts'
import { securityWords } from '#text/console-security.ts'
import { useAct } from '../act.ts'
import { onStepUp } from '../client.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ProveByPasskey } from './prove-by-passkey.tsx'

/** Waits behind every screen: when the server asks once more who is there, it asks, and the act goes on where it stopped. */
export function StepUp() {
  const [answer, setAnswer] = useState<{ give: (isProved: boolean) => void }>()
  useEffect(() => {
    let asked: Promise<boolean> | undefined
    // Several requests may be stopped at once; one proof serves them all.
    onStepUp.ask = () => asked ??= new Promise<boolean>(resolve => setAnswer({ give: resolve })).finally(() => {
      asked = undefined
      setAnswer(undefined)
    })
    return () => {
      onStepUp.ask = () => Promise.resolve(false)
    }
  }, [])
  return answer ? <ProofDialog give={answer.give} /> : null
}

function ProofDialog({ give }: { give: (isProved: boolean) => void }) {
  const words = useWords(securityWords)
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const security = useRead('GET /api/v1/security', {})
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const act = useAct('POST /api/v1/security/proof', () => give(true))
  const hasCodes = security.data?.recoveryCodesLeft !== undefined
  const hasPasskeys = (security.data?.passkeys.length ?? 0) > 0
  const isByPasskeyAlone = hasPasskeys && !hasCodes
  const send = () => act.send({ body: { password, ...(hasCodes && { code }) } })
  const isReady = password !== '' && (!hasCodes || code.trim() !== '')
  return (
    <Modal open title={words.stepTitle} okText={words.stepDo} cancelText={shell.cancel} okButtonProps={{ disabled: !isReady, ...(isByPasskeyAlone && { style: { display: 'none' } }) }} confirmLoading={act.isSending} onOk={send} onCancel={() => give(false)} width={420} zIndex={1100}>
      <p className="soft">{words.stepText}</p>
      {hasPasskeys ? <ProveByPasskey proved={() => give(true)} /> : null}
      {isByPasskeyAlone ? null : <form onSubmit={event => { event.preventDefault(); if (isReady) send() }}>
        {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
        <Labelled id="proof-password" label={words.password} problem={undefined}>
          <Input.Password id="proof-password" autoFocus autoComplete="current-password" value={password} onChange={event => setPassword(event.target.value)} />
        </Labelled>
        {hasCodes
          ? <Labelled id="proof-code" label={words.code} problem={undefined}><Input id="proof-code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} value={code} onChange={event => setCode(event.target.value)} /></Labelled>
          : null}
        <button type="submit" hidden />
      </form>}
    </Modal>
  )
}
