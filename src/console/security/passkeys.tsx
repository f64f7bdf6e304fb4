import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { securityWords } from '#text/console-security.ts'
import { useAct } from '../act.ts'
import type { AccountSecurity, Passkey } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { readAccountAgain } from './read-again.ts'
import { knowsPasskeys, makePasskey, type NoPasskey } from './web-authn.ts'

/** The passkeys of the account: added on this device, named, taken away. */
export function PasskeysSection({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const [said, say] = useState<string>()
  const done = (what: string) => { say(what); readAccountAgain() }
  return (
    <section className="sheet account">
      <h2>{words.passkeysTitle}</h2>
      <p className="soft">{words.passkeysWhat} {security.factorNeeded && security.recoveryCodesLeft === undefined ? words.passkeysNeeded : ''}</p>
      {said === undefined ? null : <Alert type="success" role="status" title={said} />}
      {security.passkeys.length === 0 ? <p>{words.passkeysNone}</p> : <ul className="account-sessions">{security.passkeys.map(passkey => <Line key={passkey.id} passkey={passkey} done={done} />)}</ul>}
      {security.offersPasskeys && knowsPasskeys() ? <Add done={done} /> : <p className="soft">{words.noPasskey.unable}</p>}
    </section>
  )
}

function Add({ done }: { done: (what: string) => void }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const [name, setName] = useState('')
  const [not, setNot] = useState<NoPasskey>()
  const add = useAct('POST /api/v1/security/passkeys', () => { setName(''); done(words.passkeyAdded) })
  const ask = useAct('POST /api/v1/security/passkeys/options', ({ options }) => void make(options))
  async function make(options: Record<string, unknown>) {
    const response = await makePasskey(options)
    setNot(typeof response === 'string' ? response : undefined)
    if (typeof response !== 'string') add.send({ body: { response, name } })
  }
  const failure = ask.failure ?? add.failure
  return (
    <form className="account-form" onSubmit={event => { event.preventDefault(); add.reset(); if (name.trim()) ask.send({}) }}>
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : not ? <Alert type="warning" role="alert" title={words.noPasskey[not]} /> : null}
      <Labelled id="passkey-name" label={words.passkeyName} problem={undefined} hint={words.passkeyNameHint}>
        <Input id="passkey-name" maxLength={40} value={name} onChange={event => setName(event.target.value)} />
      </Labelled>
      <Button htmlType="submit" loading={ask.isSending || add.isSending} disabled={!name.trim()}>{words.passkeyAdd}</Button>
    </form>
  )
}

function Line({ passkey: { id, name, madeAt, usedAt, isWeak }, done }: { passkey: Passkey; done: (what: string) => void }) {
  const words = useWords(securityWords)
  const failureText = useFailureText()
  const instant = useInstantText()
  const [next, setNext] = useState<string>()
  const rename = useAct('POST /api/v1/security/passkeys/{id}/name', () => { setNext(undefined); done(words.passkeyRenamed) })
  const remove = useAct('POST /api/v1/security/passkeys/{id}/remove', () => done(words.passkeyRemoved))
  const failure = rename.failure ?? remove.failure
  return (
    <li>
      {next === undefined ? <strong>{name}</strong> : (
        <form className="account-acts" onSubmit={event => { event.preventDefault(); if (next.trim()) rename.send({ params: { id }, body: { name: next } }) }}>
          <Input aria-label={words.passkeyName} maxLength={40} autoFocus value={next} onChange={event => setNext(event.target.value)} style={{ width: 200 }} />
          <Button htmlType="submit" loading={rename.isSending} disabled={!next.trim()}>{words.passkeySave}</Button>
        </form>
      )}
      <span className="soft">{words.passkeyMade(instant(madeAt))} · {usedAt ? words.passkeyUsed(instant(usedAt)) : words.passkeyUnused}</span>
      {isWeak ? <span className="wrong">{words.passkeyWeak}</span> : null}
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      <div className="account-acts">
        {next === undefined ? <Button onClick={() => setNext(name)}>{words.passkeyRename}</Button> : null}
        <Button danger loading={remove.isSending} onClick={() => remove.send({ params: { id } })}>{words.passkeyRemove}</Button>
      </div>
    </li>
  )
}
