import { Alert, Button } from 'antd'
import { useState } from 'react'
import { securityWords } from '#text/console-security.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { signByPasskey, type NoPasskey } from './web-authn.ts'

/** Shows by a passkey who is there. */
export function ProveByPasskey({ proved }: { proved: () => void }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const [not, setNot] = useState<NoPasskey>()
  const prove = useAct('POST /api/v1/security/proof/passkey', proved)
  const ask = useAct('POST /api/v1/security/proof/passkey/options', ({ options }) => void sign(options))
  async function sign(options: Record<string, unknown>) {
    const response = await signByPasskey(options)
    setNot(typeof response === 'string' ? response : undefined)
    if (typeof response !== 'string') prove.send({ body: { response } })
  }
  const failure = ask.failure ?? prove.failure
  return (
    <div className="account-codes">
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : not ? <Alert type="warning" role="alert" title={words.noPasskey[not]} /> : null}
      <Button type="primary" loading={ask.isSending || prove.isSending} onClick={() => ask.send({})}>{words.passkeyProve}</Button>
    </div>
  )
}
