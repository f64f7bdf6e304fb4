import { Alert, Button, Input } from 'antd'
import { useState, type ComponentProps } from 'react'
import { Link } from 'react-router'
import { accountWords } from '#text/console-accounts.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import '../style/sign-in.css'

const fields = ['username', 'first', 'second', 'password'] as const
type Field = (typeof fields)[number]

const inputs: Record<Field, ComponentProps<typeof Input>> = {
  username: { autoComplete: 'username', autoCapitalize: 'off', maxLength: 60 },
  first: { autoComplete: 'off', autoCapitalize: 'characters', maxLength: 40 },
  second: { autoComplete: 'off', autoCapitalize: 'characters', maxLength: 40 },
  password: { autoComplete: 'new-password', maxLength: 300 },
}

/** Where an invited person sets a password with both halves of the code. */
export function InvitationPage() {
  const words = useWords(accountWords)
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const { language, choose } = useLanguage()
  const [values, setValues] = useState<Record<Field, string>>({ username: '', first: '', second: '', password: '' })
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/invitations/accept')
  const send = () => {
    setTried(true)
    if (fields.every(field => values[field].trim())) act.send({ body: values })
  }
  return (
    <main className="door">
      <div className="door-sheet">
        <header className="door-head">
          <span className="seal is-large" aria-hidden="true">督</span>
          <p>{shell.product}</p>
          <button type="button" lang={language === 'en' ? 'zh-CN' : 'en'} aria-label={shell.otherLanguageLabel} onClick={() => choose(language === 'en' ? 'zh-CN' : 'en')}>{shell.otherLanguage}</button>
        </header>
        <h1>{words.acceptTitle}</h1>
        {act.reply ? <><Alert type="success" role="status" title={words.accepted} /><p><Link className="door-public" to="/sign-in">{words.toSignIn}</Link></p></> : (
          <form className="door-form" noValidate onSubmit={event => { event.preventDefault(); send() }}>
            <p className="door-lead">{words.acceptLead}</p>
            {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
            {fields.map(field => <AcceptField key={field} field={field} value={values[field]} isMissing={isTried && !values[field].trim()} change={value => setValues({ ...values, [field]: value })} />)}
            <Button type="primary" size="large" htmlType="submit" loading={act.isSending} block>{words.accept}</Button>
          </form>
        )}
      </div>
    </main>
  )
}

function AcceptField({ field, value, isMissing, change }: { field: Field; value: string; isMissing: boolean; change: (value: string) => void }) {
  const words = useWords(accountWords)
  const hint = field === 'password' ? words.passwordHint : field === 'username' ? undefined : words.halfHint
  const Kind = field === 'password' ? Input.Password : Input
  return (
    <Labelled id={field} label={words[field]} problem={isMissing ? words.missing : undefined} hint={hint}>
      <Kind id={field} size="large" spellCheck={false} {...inputs[field]} value={value} onChange={event => change(event.target.value)} />
    </Labelled>
  )
}
