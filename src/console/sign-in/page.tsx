import { Alert } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { roleTexts } from '#text/cases.ts'
import { accountWords } from '#text/console-accounts.ts'
import { consoleWords } from '#text/console.ts'
import { isProviderWord, providerWords, signInWords } from '#text/console-sign-in.ts'
import type { DemonstrationAccount } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { queryClient, useRead } from '../queries.ts'
import { knowsPasskeys } from '../security/web-authn.ts'
import '../style/sign-in.css'
import { CodeForm, CredentialsForm } from './forms.tsx'
import { enterByPasskey, enterCode, signIn } from './sign-in.ts'
import type { SignedIn, SignInFailure } from './sign-in.ts'

/** The door. In a demonstration it names the posts one can enter as. */
export function SignInPage() {
  const words = useWords(signInWords)
  const accountText = useWords(accountWords)
  const shell = useWords(consoleWords)
  const { language, choose } = useLanguage()
  const [search] = useSearchParams()
  const entrance = useEntrance(search.get('next'))
  const known = useRead('GET /api/v1/sign-in', {}, { staleTime: Infinity })
  const came = search.get('provider')
  const fromProvider = useWords(providerWords)
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
        <h1>{entrance.isSecond ? words.codeTitle : words.title}</h1>
        <p className="door-lead">{entrance.isSecond ? words.codeLead : words.lead}</p>
        {search.has('ended') && !entrance.failure ? <Alert type="info" title={words.signedOut} /> : null}
        {came !== null && isProviderWord(came) && !entrance.failure ? <Alert type="error" role="alert" title={fromProvider[came]} /> : null}
        {entrance.isSecond
          ? <CodeForm enter={entrance.enterCode} back={entrance.back} isSending={entrance.isSending} failure={entrance.failure} />
          : <CredentialsForm enter={entrance.enter} hasProvider={known.data?.offersProvider === true} enterByPasskey={known.data?.offersPasskeys && knowsPasskeys() ? entrance.enterByPasskey : undefined} isSending={entrance.isSending} failure={entrance.failure} />}
        <Link className="door-public" to="/invitation">{accountText.link}</Link>
        <a className="door-public" href={`${known.data?.residentsAt ?? ''}/`}>{words.publicSite}</a>
      </div>
      {accounts.length > 0 && !entrance.isSecond ? <DemonstrationAccounts accounts={accounts} enter={entrance.enter} isSending={entrance.isSending} /> : null}
    </main>
  )
}

function useEntrance(next: string | null) {
  const navigate = useNavigate()
  const { language } = useLanguage()
  const [isSending, setSending] = useState(false)
  const [isSecond, setSecond] = useState(false)
  const [failure, setFailure] = useState<SignInFailure>()
  async function attempt(step: () => Promise<SignedIn>) {
    if (isSending) return
    setSending(true)
    const came = await step()
    setSending(false)
    setFailure(typeof came === 'object' ? came.failure : undefined)
    if (typeof came === 'object' ? came.failure === 'over' : came === 'second-step') setSecond(came === 'second-step')
    if (came !== 'in') return
    queryClient.clear()
    // Only a path of our own: an address from a letter must not lead elsewhere after signing in.
    await navigate(next && /^\/(?![/\\])/.test(next) ? next : '/', { replace: true })
  }
  return {
    isSending, isSecond, failure,
    enter: (username: string, password: string) => attempt(() => signIn(username, password, language)),
    enterByPasskey: () => attempt(() => enterByPasskey(language)),
    enterCode: (code: string, isRecovery: boolean) => attempt(() => enterCode(code, isRecovery, language)),
    back: () => { setSecond(false); setFailure(undefined) },
  }
}

function DemonstrationAccounts({ accounts, enter, isSending }: { accounts: readonly DemonstrationAccount[]; enter: (username: string, password: string) => Promise<void>; isSending: boolean }) {
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
