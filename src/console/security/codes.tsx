import { Alert, Button, Checkbox, Input, QRCode } from 'antd'
import { useState } from 'react'
import { consoleWords } from '#text/console.ts'
import { securityWords } from '#text/console-security.ts'
import { signInWords } from '#text/console-sign-in.ts'
import { useAct } from '../act.ts'
import type { AccountSecurity, CodesBegun } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { enterCode } from '../sign-in/sign-in.ts'
import { readAccountAgain } from './read-again.ts'

/** The second step at sign-in: off, being set up, or in use. */
export function CodesSection({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const [begun, begin] = useState<CodesBegun>()
  const [said, say] = useState<string>()
  const isOn = security.recoveryCodesLeft !== undefined
  return (
    <section className="sheet account">
      <h2>{words.codesTitle}</h2>
      <p className="soft">{words.codesWhat} {security.factorNeeded && (isOn || security.passkeys.length === 0) ? words.needed : ''}</p>
      {said === undefined ? null : <Alert type="success" role="status" title={said} />}
      {isOn ? <InUse left={security.recoveryCodesLeft!} say={say} />
        : begun ? <Confirm begun={begun} done={() => { begin(undefined); say(words.codesDone); readAccountAgain() }} />
          : <Begin begun={codes => { say(undefined); begin(codes) }} />}
    </section>
  )
}

function Begin({ begun }: { begun: (codes: CodesBegun) => void }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const [password, setPassword] = useState('')
  const act = useAct('POST /api/v1/security/codes', begun)
  return (
    <form className="account-form" onSubmit={event => { event.preventDefault(); if (password) act.send({ body: { password } }) }}>
      <p>{words.codesOff}</p>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Labelled id="codes-password" label={words.password} problem={undefined}>
        <Input.Password id="codes-password" autoComplete="current-password" value={password} onChange={event => setPassword(event.target.value)} />
      </Labelled>
      <Button type="primary" htmlType="submit" loading={act.isSending} disabled={!password}>{words.setUp}</Button>
    </form>
  )
}

function Confirm({ begun, done }: { begun: CodesBegun; done: () => void }) {
  const words = useWords(securityWords)
  const [isSaved, setSaved] = useState(false)
  return (
    <div className="account-codes">
      <p>{words.scan}</p>
      <QRCode type="svg" value={begun.address} size={200} bordered={false} bgColor="#fff" />
      <p>{words.byHand} <code className="written">{begun.secret.match(/.{1,4}/g)?.join(' ')}</code></p>
      <RecoveryCodes codes={begun.recoveryCodes} />
      <Checkbox checked={isSaved} onChange={event => setSaved(event.target.checked)}>{words.saved}</Checkbox>
      {isSaved ? <FirstCode done={done} /> : null}
    </div>
  )
}

function FirstCode({ done }: { done: () => void }) {
  const words = useWords(securityWords)
  const doorWords = useWords(signInWords)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const [code, setCode] = useState('')
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()
  async function confirm() {
    setSending(true)
    const came = await enterCode(code, false, language)
    setSending(false)
    if (came === 'in') return done()
    const failure = typeof came === 'object' ? came.failure : 'wrong-code'
    setProblem(failure === 'too-many' ? doorWords.tooMany : failure === 'unreachable' ? shell.unreachable : words.codesWrong)
  }
  return (
    <form className="account-form" onSubmit={event => { event.preventDefault(); if (code.trim() && !isSending) void confirm() }}>
      <Labelled id="first-code" label={words.code} problem={problem}>
        <Input id="first-code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} value={code} onChange={event => setCode(event.target.value)} />
      </Labelled>
      <Button type="primary" htmlType="submit" loading={isSending} disabled={!code.trim()}>{words.confirm}</Button>
    </form>
  )
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const words = useWords(securityWords)
  return (
    <>
      <h3>{words.recoveryTitle}</h3>
      <p className="soft">{words.recoveryWhat}</p>
      <ol className="recovery">{codes.map(code => <li key={code}><code className="written">{code}</code></li>)}</ol>
      <p><Button onClick={() => print()}>{words.print}</Button></p>
    </>
  )
}

function InUse({ left, say }: { left: number; say: (what: string) => void }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const off = useAct('POST /api/v1/security/codes/remove', () => { say(words.offDone); readAccountAgain() })
  const renew = useAct('POST /api/v1/security/recovery-codes', () => { say(words.renewed); readAccountAgain() })
  const failure = off.failure ?? renew.failure
  return (
    <>
      <p><strong>{words.codesOn(left)}</strong></p>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      {renew.reply ? <RecoveryCodes codes={renew.reply.recoveryCodes} /> : null}
      <p className="soft">{words.offText}</p>
      <p className="account-acts">
        <Button loading={renew.isSending} onClick={() => renew.send({})}>{words.renew}</Button>
        <Button danger loading={off.isSending} onClick={() => off.send({})}>{words.off}</Button>
      </p>
    </>
  )
}
