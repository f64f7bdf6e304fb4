import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { securityWords } from '#text/console-security.ts'
import { isProviderWord, providerWords } from '#text/console-sign-in.ts'
import { useAct } from '../act.ts'
import type { AccountSecurity } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { readAccountAgain } from './read-again.ts'

/** The identity of the sign-in platform, where there is one: linked by going there and coming back. */
export function ProviderSection({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const doorWords = useWords(providerWords)
  const failureText = useFailureText()
  const instant = useInstantText()
  const [search] = useSearchParams()
  const [said, say] = useState<string>()
  const link = useAct('POST /api/v1/security/provider', ({ address }) => location.assign(address))
  const unlink = useAct('POST /api/v1/security/provider/remove', () => { say(words.providerRemoved); readAccountAgain() })
  const { provider } = security
  const came = search.get('provider')
  const failure = link.failure ?? unlink.failure
  if (!provider) return null
  return (
    <section className="sheet account">
      <h2>{words.providerTitle}</h2>
      <p className="soft">{words.providerWhat}</p>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} />
        : said !== undefined ? <Alert type="success" role="status" title={said} />
          : came === 'linked' ? <Alert type="success" role="status" title={words.providerDone} />
            : came !== null && isProviderWord(came) ? <Alert type="error" role="alert" title={doorWords[came]} /> : null}
      <p>{provider.linkedAt ? words.providerOn(instant(provider.linkedAt)) : words.providerOff}{provider.usedAt ? ` · ${words.passkeyUsed(instant(provider.usedAt))}` : ''}</p>
      <p className="account-acts">
        <Button loading={link.isSending} onClick={() => link.send({})}>{provider.linkedAt ? words.providerOther : words.providerLink}</Button>
        {provider.linkedAt ? <Button danger loading={unlink.isSending} onClick={() => unlink.send({})}>{words.providerRemove}</Button> : null}
      </p>
    </section>
  )
}
