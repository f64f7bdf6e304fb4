import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { actionButtons } from '#text/cases.ts'
import type { OfficerAct } from '#text/console-acts.ts'
import { actWords, consequenceWords } from '#text/console-acts.ts'
import { consoleWords } from '#text/console.ts'
import { useAct, useOvertaken } from '../act.ts'
import type { CaseDetail } from '../api-types.ts'
import { Refused } from '../client.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { ActFields } from './act-fields.tsx'
import { Meanwhile } from './meanwhile.tsx'
import { firstValues, isTyped, moveOf, problemsIn, sealsAway } from './act-values.ts'

type Props = {
  action: OfficerAct
  file: CaseDetail
  /** Whether the server still offers the act; when not, the text stays to be copied. */
  isAllowed: boolean
  setDirty: (isDirty: boolean) => void
  reload: () => Promise<unknown>
  drop: () => void
  done: (newer: CaseDetail) => void
  /** The act took the whole case away. */
  gone: () => void
}

/** The form of one act: what is asked, what will follow, and what the server answered. */
export function ActForm(props: Props) {
  const { action, file, isAllowed, done, gone } = props
  const words = useWords(actWords)
  const { language } = useLanguage()
  const form = useForm(props)
  const isSealed = sealsAway(action, form.values, file)
  const act = useAct('POST /api/v1/cases/{id}/moves', newer => (isSealed ? gone() : done(newer)))
  const overtaken = useOvertaken(act.failure, props.reload)
  // What the officer was looking at when the writing began, and at each attempt to send.
  const [since, setSince] = useState(file.eventCount)
  const send = () => {
    form.setTried(true)
    if (!isAllowed || Object.keys(form.problems).length > 0) return
    overtaken.forget()
    setSince(file.eventCount)
    act.send({ params: { id: file.id }, body: moveOf(action, form.values, file.eventCount) })
  }
  return (
    <form className="act-form" noValidate onKeyDown={sendsOnCtrlEnter(send)} onSubmit={event => (event.preventDefault(), send())}>
      <ActNotice isAllowed={isAllowed} isOvertaken={overtaken.is} failure={act.failure} drop={props.drop} />
      {isAllowed && !overtaken.is ? null : <Meanwhile file={file} since={since} />}
      <ActFields action={action} file={file} values={form.values} rules={form.rules} change={form.change} problems={form.isTried ? form.problems : {}} isFrozen={act.isSending || !isAllowed} />
      <p className="act-next">
        <span>{words.next}</span> {isSealed ? words.sealedNext : consequenceWords[language][action]}
      </p>
      {isAllowed ? (
        <div className="act-send">
          <Button type="primary" htmlType="submit" loading={act.isSending} danger={isSealed || action === 'refuseExtension' || action === 'failReview'}>{isSealed ? words.sealedSend : actionButtons[language][action]}</Button>
          <span className="soft">{words.sendKeys}</span>
        </div>
      ) : null}
    </form>
  )
}

function useForm({ action, file, setDirty }: Props) {
  const name = useName()
  const me = useMe()
  const signature = me ? `${name({ zh: me.officer.unit.nameZh, en: me.officer.unit.nameEn })} ${me.officer.name}` : ''
  const [first] = useState(() => firstValues(action, file, signature))
  const [values, change] = useState(first)
  const [isTried, setTried] = useState(false)
  const rules = useRead('GET /api/v1/reply-templates', {}, { enabled: action === 'draftReply', staleTime: 600_000 }).data
  const isDirty = isTyped(values, first)
  useEffect(() => {
    setDirty(isDirty)
    return () => setDirty(false)
  }, [isDirty, setDirty])
  return { values, change, isTried, setTried, rules, problems: problemsIn(action, values, file, rules) }
}

function ActNotice({ isAllowed, isOvertaken, failure, drop }: { isAllowed: boolean; isOvertaken: boolean; failure: Error | null; drop: () => void }) {
  const words = useWords(actWords)
  const shell = useWords(consoleWords)
  const text = useFailureText()
  if (!isAllowed) return <Alert type="warning" role="alert" title={words.notNow} action={<Button size="small" onClick={drop}>{shell.close}</Button>} />
  if (isOvertaken) return <Alert type="warning" role="alert" title={words.stale} />
  if (!failure) return null
  const more = failure instanceof Refused ? failure.problem.problems ?? [] : []
  return (
    <Alert
      type="error"
      role="alert"
      title={text(failure)}
      description={more.length > 0 ? <ul>{more.map(problem => <li key={problem.code + (problem.field ?? '')}>{problem.message}</li>)}</ul> : undefined}
    />
  )
}
