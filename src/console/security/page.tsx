import { Alert } from 'antd'
import { useEffect } from 'react'
import { consoleWords } from '#text/console.ts'
import { securityWords } from '#text/console-security.ts'
import { useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/security.css'
import { CodesSection } from './codes.tsx'
import { NoticesSection } from './notices.tsx'
import { PasskeysSection } from './passkeys.tsx'
import { PasswordSection } from './password.tsx'
import { ProviderSection } from './provider.tsx'
import { SecondStep } from './second-step.tsx'
import { SessionsSection } from './sessions.tsx'

/** One's own account: second factors, the password, where one is signed in, and what was tried or changed. */
export function SecurityPage() {
  const words = useWords(securityWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/security', {}, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <Loaded reading={reading}>
        {security => (
          <>
            {security.owed ? <Alert type="warning" role="alert" title={words.owed[security.owed]} /> : null}
            <p className="soft account-lead">{words.lead(security.username)}</p>
            {security.owed === 'second-step-due' ? <SecondStep security={security} /> : (
              <>
                <CodesSection security={security} />
                <PasskeysSection security={security} />
                <ProviderSection security={security} />
                <PasswordSection security={security} />
                <SessionsSection security={security} />
                <NoticesSection security={security} />
              </>
            )}
          </>
        )}
      </Loaded>
    </>
  )
}
