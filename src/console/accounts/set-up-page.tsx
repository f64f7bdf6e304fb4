import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { setUpWords } from '#text/console-set-up.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { SetUpState } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/list.css'
import '../style/publish.css'
import '../style/rules.css'
import '../style/security.css'
import { Last } from './granted-set-up.tsx'
import { HalvesSheet, type Halves } from './halves.tsx'
import { SetUpProblems, SetUpTable } from './set-up-plan.tsx'

/** A county from a spreadsheet: one administrator sends it, another grants it, and each is shown half of every code. */
export function SetUpPage() {
  const words = useWords(setUpWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/accounts/set-up', {}, { staleTime: 0 })
  const [halves, show] = useState<Halves>()
  const [said, say] = useState<string>()
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  const after = (what: string, told?: Halves) => { say(what); show(told && told.people.length > 0 ? told : undefined); void reading.refetch() }
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1><div className="page-acts"><Link to="/accounts">{words.back}</Link></div></div>
      <p className="soft">{words.lead}</p>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => say(undefined) }} />}
      {halves ? <HalvesSheet {...halves} close={() => show(undefined)} /> : (
        <Loaded reading={reading}>
          {state => (
            <>
              {state.waiting ? <Waiting waiting={state.waiting} after={after} /> : null}
              {state.mayAsk && !state.waiting ? <Sending after={after} /> : null}
              <Last after={after} state={state} />
            </>
          )}
        </Loaded>
      )}
    </>
  )
}

type After = (what: string, told?: Halves) => void

/** A file is read and shown first; what is sent then is that very file. */
function Sending({ after }: { after: After }) {
  const words = useWords(setUpWords)
  const failureText = useFailureText()
  const chooser = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const read = useAct('POST /api/v1/accounts/set-up/reading')
  const ask = useAct('POST /api/v1/accounts/set-up', reply => after(words.asked, { which: 'first', people: reply.halves }))
  const shown = read.isSending ? undefined : read.reply
  return (
    <section className="sheet account">
      <p className="account-acts">
        <input
          ref={chooser} type="file" hidden accept=".csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={event => {
            const chosen = event.target.files?.[0]
            event.target.value = ''
            if (!chosen) return
            setFile(chosen)
            ask.reset()
            read.send({ form: { file: chosen } })
          }}
        />
        <Button type={shown ? 'default' : 'primary'} loading={read.isSending} onClick={() => chooser.current?.click()}>{read.isSending ? words.reading : words.choose}</Button>
        <a href="/api/v1/accounts/set-up/template.xlsx" download>{words.template}</a>
        {file ? <span className="soft">{file.name}</span> : null}
      </p>
      {[read.failure, ask.failure].map((failure, index) => (failure ? <Alert key={index} type="error" role="alert" title={failureText(failure)} /> : null))}
      {shown?.refusal ? <Alert type="error" role="alert" title={shown.refusal.message} /> : null}
      {shown && !shown.refusal ? (
        <>
          {shown.problems.length > 0 ? <SetUpProblems problems={shown.problems} /> : <Alert type="success" role="status" title={words.clean} />}
          <SetUpTable plan={shown.plan} />
          {file && shown.problems.length === 0 && !shown.plan.isNothing ? <Button type="primary" loading={ask.isSending} onClick={() => ask.send({ form: { file } })}>{words.ask}</Button> : null}
        </>
      ) : null}
    </section>
  )
}

function Waiting({ waiting, after }: { waiting: NonNullable<SetUpState['waiting']>; after: After }) {
  const words = useWords(setUpWords)
  const failureText = useFailureText()
  const instant = useInstantText()
  const grant = useAct('POST /api/v1/accounts/set-up/{id}/grant', reply => after(words.granted(reply.units, reply.posts, reply.changed), { which: 'second', people: reply.halves }))
  const withdraw = useAct('POST /api/v1/accounts/set-up/{id}/withdraw', () => after(words.withdrawn))
  const params = { id: waiting.id }
  return (
    <section className="sheet account">
      <h2>{words.waiting}</h2>
      <p className="soft">{words.waitingBy(waiting.askedBy, instant(waiting.askedAt), instant(waiting.expiresAt))}</p>
      {waiting.problems.length > 0 ? <><Alert type="warning" role="alert" title={words.overtaken} /><SetUpProblems problems={waiting.problems} /></> : waiting.mayGrant ? <p>{words.check}</p> : null}
      {[grant.failure, withdraw.failure].map((failure, index) => (failure ? <Alert key={index} type="error" role="alert" title={failureText(failure)} /> : null))}
      <SetUpTable plan={waiting.plan} />
      <p className="account-acts">
        {waiting.mayGrant && waiting.problems.length === 0 ? <Button type="primary" loading={grant.isSending} onClick={() => grant.send({ params })}>{words.grant}</Button> : null}
        {waiting.mayWithdraw ? <Button loading={withdraw.isSending} onClick={() => withdraw.send({ params })}>{words.withdraw}</Button> : null}
      </p>
    </section>
  )
}
