import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { personFields } from '#rules/identity/sealed.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'
import { custodyWords } from '#text/console-identity.ts'
import { useAct } from '../act.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { fetchSealed, hasViewKey, keyIn, openViewed } from './view-key.ts'

type Seen = { readonly person: EnteredPerson; readonly until: string; readonly seconds: number }

/** What two custodians opened for whoever asked: a quarter of an hour, in this page alone. */
export function ViewSheet({ caseId, id, again }: { caseId: string; id: string; again: () => void }) {
  const words = useWords(custodyWords)
  const failureText = useFailureText()
  const [fromFile, setFile] = useState<string>()
  const [seen, setSeen] = useState<Seen | 'wrong-key' | 'gone'>()
  const act = useAct('POST /api/v1/identity-requests/{id}/view', reply => {
    void fetchSealed(id).then(sealed => openViewed(sealed, caseId, fromFile)).then(person => setSeen(person ? { person, ...reply } : 'wrong-key'), () => setSeen('gone'))
  })
  if (typeof seen === 'object') return <Person seen={seen} close={() => { setSeen('gone'); again() }} />
  return (
    <div className="tip-step">
      <p className="soft">{words.viewLead}</p>
      {hasViewKey() ? null : <p><label htmlFor="view-key">{words.chooseKey}</label>{' '}<input id="view-key" type="file" onChange={event => void event.target.files?.[0]?.text().then(text => setFile(keyIn(text)))} /></p>}
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      {seen === undefined ? null : <p role="alert" className="wrong">{seen === 'gone' ? words.gone : words.wrongKey}</p>}
      <Button type="primary" loading={act.isSending} disabled={!hasViewKey() && fromFile === undefined} onClick={() => act.send({ params: { id }, body: {} })}>{words.view}</Button>
    </div>
  )
}

function Person({ seen: { person, until, seconds }, close }: { seen: Seen; close: () => void }) {
  const words = useWords(custodyWords)
  const at = useInstantText()
  // The time belongs to what is shown, whatever is drawn around it: a new `close` must not begin it anew.
  const latest = useRef(close)
  useEffect(() => {
    latest.current = close
  })
  useEffect(() => {
    const left = setTimeout(() => latest.current(), seconds * 1000)
    return () => clearTimeout(left)
  }, [seconds])
  return (
    <div className="opened-identity">
      <dl className="facts">{personFields.filter(field => person[field]).map(field => <div key={field}><dt>{words[field]}</dt><dd lang="zh-CN" className="said">{person[field]}</dd></div>)}</dl>
      <p className="soft">{words.seenUntil(at(until))}</p>
      <Button size="small" onClick={close}>{words.hide}</Button>
    </div>
  )
}
