import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { consoleWords } from '#text/console.ts'
import { signInWords } from '#text/console-sign-in.ts'
import { securityWords } from '#text/console-security.ts'
import { useWords } from '../language.tsx'
import type { SignInFailure } from './sign-in.ts'

type Sending = { readonly isSending: boolean; readonly failure: SignInFailure | undefined }

/** What one enters first. */
export function CredentialsForm({ enter, enterByPasskey, hasProvider, isSending, failure }: Sending & { readonly hasProvider: boolean } & { readonly enter: (username: string, password: string) => Promise<void>; readonly enterByPasskey: (() => Promise<void>) | undefined }) {
  const words = useWords(signInWords)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <form
      className="door-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (username.trim() && password) void enter(username.trim(), password)
      }}
    >
      <Failure failure={failure} />
      <label htmlFor="username">{words.username}</label>
      <Input id="username" size="large" autoComplete="username" autoCapitalize="off" spellCheck={false} autoFocus value={username} onChange={event => setUsername(event.target.value)} {...wrongIf(isTried && !username.trim(), 'username-wrong')} />
      {isTried && !username.trim() ? <p id="username-wrong" className="wrong">{words.missingUsername}</p> : null}
      <label htmlFor="password">{words.password}</label>
      <Input.Password id="password" size="large" autoComplete="current-password" value={password} onChange={event => setPassword(event.target.value)} {...wrongIf(isTried && !password, 'password-wrong')} />
      {isTried && !password ? <p id="password-wrong" className="wrong">{words.missingPassword}</p> : null}
      <Button type="primary" size="large" htmlType="submit" loading={isSending} block>{isSending ? words.submitting : words.submit}</Button>
      {enterByPasskey ? <Button size="large" block disabled={isSending} onClick={() => void enterByPasskey()}>{words.byPasskey}</Button> : null}
      {hasProvider ? <Button size="large" block disabled={isSending} href="/api/auth/provider">{words.byProvider}</Button> : null}
    </form>
  )
}

/** What one enters second: a code of the authenticator, or a recovery code. */
export function CodeForm({ enter, back, isSending, failure }: Sending & { readonly enter: (code: string, isRecovery: boolean) => Promise<void>; readonly back: () => void }) {
  const words = useWords(signInWords)
  const [isRecovery, setRecovery] = useState(false)
  const [code, setCode] = useState('')
  const [isTried, setTried] = useState(false)
  return (
    <form
      className="door-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (code.trim()) void enter(code.trim(), isRecovery)
      }}
    >
      <Failure failure={failure} />
      <label htmlFor="code">{isRecovery ? words.recovery : words.code}</label>
      <Input key={String(isRecovery)} id="code" size="large" autoComplete="one-time-code" inputMode={isRecovery ? 'text' : 'numeric'} maxLength={40} spellCheck={false} autoFocus value={code} onChange={event => setCode(event.target.value)} {...wrongIf(isTried && !code.trim(), 'code-wrong')} />
      {isTried && !code.trim() ? <p id="code-wrong" className="wrong">{words.missingCode}</p> : null}
      <Button type="primary" size="large" htmlType="submit" loading={isSending} block>{isSending ? words.submitting : words.submit}</Button>
      <Button type="link" onClick={() => { setRecovery(!isRecovery); setCode(''); setTried(false) }}>{isRecovery ? words.useCode : words.useRecovery}</Button>
      <Button type="link" onClick={back}>{words.back}</Button>
    </form>
  )
}

function Failure({ failure }: { failure: SignInFailure | undefined }) {
  const words = useWords(signInWords)
  const shell = useWords(consoleWords)
  const { noPasskey } = useWords(securityWords)
  if (!failure) return null
  const sentence = { wrong: words.wrong, ...noPasskey, 'wrong-passkey': words.wrongPasskey, 'weak-passkey': words.weakPasskey, 'wrong-code': words.wrongCode, over: words.over, 'too-many': words.tooMany, unusable: words.unusable, unreachable: shell.unreachable }[failure]
  return <Alert type="error" title={sentence} role="alert" />
}

function wrongIf(isWrong: boolean, describedBy: string) {
  return isWrong ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': describedBy } : {}
}
