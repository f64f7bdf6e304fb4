import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { securityWords } from '#text/console-security.ts'
import { useAct } from '../act.ts'
import type { AccountSecurity } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { queryClient } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ProveByPasskey } from './prove-by-passkey.tsx'

/** What is left of a sign-in whose first step was the password, or the word of a sign-in platform. */
export function SecondStep({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const [code, setCode] = useState('')
  const done = () => void queryClient.resetQueries()
  const act = useAct('POST /api/v1/security/proof', done)
  return (
    <section className="sheet account">
      <h2>{words.secondStepTitle}</h2>
      {security.passkeys.length > 0 ? <ProveByPasskey proved={done} /> : null}
      {security.recoveryCodesLeft === undefined ? null : (
        <form className="account-form" onSubmit={event => { event.preventDefault(); if (code.trim()) act.send({ body: { code } }) }}>
          {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
          <Labelled id="step-code" label={words.code} problem={undefined}>
            <Input id="step-code" inputMode="numeric" autoComplete="one-time-code" maxLength={10} value={code} onChange={event => setCode(event.target.value)} />
          </Labelled>
          <Button type="primary" htmlType="submit" loading={act.isSending} disabled={!code.trim()}>{words.stepDo}</Button>
        </form>
      )}
      <p className="soft">{words.secondStepLost}</p>
    </section>
  )
}
