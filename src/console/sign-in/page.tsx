import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { roleTexts } from '#text/cases.ts'
import { consoleWords } from '#text/console.ts'
import { signInWords } from '#text/console-sign-in.ts'
import type { DemonstrationAccount } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { queryClient, useRead } from '../queries.ts'
import '../style/sign-in.css'
import { signIn } from './sign-in.ts'
import type { SignInFailure } from './sign-in.ts'

/** The door. In a demonstration it names the posts one can enter as. */
export function SignInPage() {
  const words = useWords(signInWords)
  const shell = useWords(consoleWords)
  const { language, choose } = useLanguage()
  const [search] = useSearchParams()
  const entrance = useEntrance(search.get('next'))
  const known = useRead('GET /api/v1/sign-in', {}, { staleTime: Infinity })
  const accounts = known.data?.accounts ?? []
  return (
    <main className="door">
      <div className="door-sheet">
        <header className="door-head">
          <span className="seal is-large" aria-hidden="true">督</span>
          <p>{shell.product}</p>
          <button type="button" lang={language === 'en' ? 'zh-CN' : 'en'} aria-label={shell.otherLanguageLabel} onClick={() => choose(language === 'en' ? 'zh-CN' : 'en')}>
            {shell.otherLanguage}
          </button>
        </header>
        <h1>{words.title}</h1>
        <p className="door-lead">{words.lead}</p>
        {search.has('ended') && !entrance.failure ? <Alert type="info" title={words.signedOut} /> : null}
        <CredentialsForm enter={entrance.enter} isSending={entrance.isSending} failure={entrance.failure} />
        <a className="door-public" href="/">{words.publicSite}</a>
      </div>
      {accounts.length > 0 ? <DemonstrationAccounts accounts={accounts} enter={entrance.enter} isSending={entrance.isSending} /> : null}
    </main>
  )
}

function useEntrance(next: string | null) {
  const navigate = useNavigate()
  const { language } = useLanguage()
  const [isSending, setSending] = useState(false)
  const [failure, setFailure] = useState<SignInFailure>()
  async function enter(username: string, password: string) {
    if (isSending) return
    setSending(true)
    const failed = await signIn(username, password, language)
    setFailure(failed)
    setSending(false)
    if (failed) return
    queryClient.clear()
    // Only a path of our own: an address from a letter must not lead elsewhere after signing in.
    await navigate(next && /^\/(?![/\\])/.test(next) ? next : '/', { replace: true })
  }
  return { enter, isSending, failure }
}

type Enter = (username: string, password: string) => Promise<void>

function CredentialsForm({ enter, isSending, failure }: { enter: Enter; isSending: boolean; failure: SignInFailure | undefined }) {
  const words = useWords(signInWords)
  const shell = useWords(consoleWords)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [isTried, setTried] = useState(false)
  const sentence = failure && { wrong: words.wrong, 'too-many': words.tooMany, unusable: words.unusable, unreachable: shell.unreachable }[failure]
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
      {sentence ? <Alert type="error" title={sentence} role="alert" /> : null}
      <label htmlFor="username">{words.username}</label>
      <Input id="username" size="large" autoComplete="username" autoCapitalize="off" spellCheck={false} autoFocus value={username} onChange={event => setUsername(event.target.value)} {...wrongIf(isTried && !username.trim(), 'username-wrong')} />
      {isTried && !username.trim() ? <p id="username-wrong" className="wrong">{words.missingUsername}</p> : null}
      <label htmlFor="password">{words.password}</label>
      <Input.Password id="password" size="large" autoComplete="current-password" value={password} onChange={event => setPassword(event.target.value)} {...wrongIf(isTried && !password, 'password-wrong')} />
      {isTried && !password ? <p id="password-wrong" className="wrong">{words.missingPassword}</p> : null}
      <Button type="primary" size="large" htmlType="submit" loading={isSending} block>{isSending ? words.submitting : words.submit}</Button>
    </form>
  )
}

function wrongIf(isWrong: boolean, describedBy: string) {
  return isWrong ? { status: 'error' as const, 'aria-invalid': true, 'aria-describedby': describedBy } : {}
}

function DemonstrationAccounts({ accounts, enter, isSending }: { accounts: readonly DemonstrationAccount[]; enter: Enter; isSending: boolean }) {
  const words = useWords(signInWords)
  const { language } = useLanguage()
  const name = useName()
  return (
    <section className="door-demonstration" aria-labelledby="demonstration-title">
      <h2 id="demonstration-title">{words.demonstrationTitle}</h2>
      <p>{words.demonstrationText}</p>
      <ul>
        {accounts.map(account => (
          <li key={account.username}>
            <button type="button" disabled={isSending} title={words.enterAs(account.name, roleTexts[language][account.role])} onClick={() => void enter(account.username, account.password)}>
              <strong>{roleTexts[language][account.role]}</strong>
              <span>{account.name} · {name({ zh: account.unitZh, en: account.unitEn })}</span>
              <code>{account.username}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
