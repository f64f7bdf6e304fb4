import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { securityWords } from '#text/console-security.ts'
import { useAct } from '../act.ts'
import type { AccountSecurity } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { readAccountAgain } from './read-again.ts'

/** The password, and another one. */
export function PasswordSection({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const instant = useInstantText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const act = useAct('POST /api/v1/security/password', () => {
    setCurrent('')
    setNext('')
    readAccountAgain()
  })
  return (
    <section className="sheet account">
      <h2>{words.passwordTitle}</h2>
      {security.passwordSetAt ? <p className="soft">{words.passwordSet(instant(security.passwordSetAt))}</p> : null}
      <form className="account-form" onSubmit={event => { event.preventDefault(); if (current && next) act.send({ body: { current, next } }) }}>
        {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
        {act.reply && !act.failure ? <Alert type="success" role="status" title={words.changed(act.reply.ended)} /> : null}
        <Labelled id="password-current" label={words.password} problem={undefined}>
          <Input.Password id="password-current" autoComplete="current-password" value={current} onChange={event => setCurrent(event.target.value)} />
        </Labelled>
        <Labelled id="password-next" label={words.newPassword} problem={undefined} hint={security.passwords === 'mlps3' ? words.passwordAdviceMlps : words.passwordAdvice}>
          <Input.Password id="password-next" autoComplete="new-password" value={next} onChange={event => setNext(event.target.value)} />
        </Labelled>
        <Button htmlType="submit" loading={act.isSending} disabled={!current || !next}>{words.change}</Button>
      </form>
    </section>
  )
}
