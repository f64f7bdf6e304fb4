import { Alert, Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { noteRefusal } from '#rules/cases/lifecycle.ts'
import { identityReasons, type IdentityReason } from '#rules/identity/request.ts'
import { custodyWords, requestStateTexts } from '#text/console-identity.ts'
import { identityReasonTexts } from '#text/identity.ts'
import { useAct } from '../act.ts'
import type { CaseIdentity } from '../api-types.ts'
import { useInstantText, useLanguage, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { makeViewKey } from './view-key.ts'
import { ViewSheet } from './view-sheet.tsx'
import '../style/tips.css'

/** Who complained: for the desk that sorts complaints, to ask for and, once two custodians opened it, to look at. */
export function IdentitySheet({ id, reload }: { id: string; reload: () => Promise<unknown> }) {
  return useMe()?.officer.role === 'triage' ? <OpenSheet id={id} reload={reload} /> : null
}

function OpenSheet({ id, reload }: { id: string; reload: () => Promise<unknown> }) {
  const words = useWords(custodyWords)
  const reading = useRead('GET /api/v1/cases/{id}/identity', { params: { id } }, { staleTime: 0 })
  const again = () => void Promise.all([reading.refetch(), reload()])
  return (
    <section className="sheet" aria-labelledby="identity">
      <h2 id="identity">{words.sheet}</h2>
      <Loaded reading={reading}>
        {known => known.isNamed ? (
          <>
            <p className="soft">{words.sheetLead}</p>
            {known.requests.map(request => <RequestLine key={request.id} caseId={id} request={request} again={again} />)}
            {known.mayAsk ? <Asking id={id} again={again} /> : null}
          </>
        ) : <p>{words.anonymous}</p>}
      </Loaded>
    </section>
  )
}

type Request = CaseIdentity['requests'][number]

function RequestLine({ caseId, request, again }: { caseId: string; request: Request; again: () => void }) {
  const words = useWords(custodyWords)
  const { language } = useLanguage()
  const at = useInstantText()
  const isOpen = request.state === 'opened' || request.state === 'viewing'
  return (
    <div className="tip-part">
      <p><span className="state">{requestStateTexts[language][request.state]}</span> <strong>{identityReasonTexts[language][request.reason]}</strong></p>
      <p className="soft"><span lang="zh-CN">{request.askedByName}</span> · {at(request.askedAt)}{request.state === 'asked' || request.state === 'passed' ? ` · ${words.until(at(request.lapsesAt))}` : ''}</p>
      <p lang="zh-CN" className="said">{request.note}</p>
      {request.refusal ? <p>{words.refusedWhy(request.refusal)}</p> : null}
      {isOpen && request.isOwn ? <ViewSheet caseId={caseId} id={request.id} again={again} /> : null}
    </div>
  )
}

function Asking({ id, again }: { id: string; again: () => void }) {
  const words = useWords(custodyWords)
  const { language } = useLanguage()
  const failureText = useFailureText()
  const [reason, choose] = useState<IdentityReason>('contact')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/cases/{id}/identity', again)
  const isShort = noteRefusal('askIdentity', note) !== undefined
  const send = async () => {
    setTried(true)
    if (!isShort) act.send({ params: { id }, body: { reason, note: note.trim(), viewRecipient: await makeViewKey() } })
  }
  return (
    <div className="tip-step tip-part">
      <strong id="identity-kind">{words.kind}</strong>
      <Radio.Group aria-labelledby="identity-kind" value={reason} onChange={event => choose(event.target.value as IdentityReason)} options={identityReasons.map(value => ({ value, label: identityReasonTexts[language][value] }))} />
      <Labelled id="identity-why" label={words.note} problem={isTried && isShort ? words.noteShort : undefined}>
        <Input.TextArea id="identity-why" lang="zh-CN" maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} value={note} onChange={event => setNote(event.target.value)} />
      </Labelled>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Button loading={act.isSending} onClick={() => void send()}>{words.send}</Button>
      <p className="soft">{words.saveKey}</p>
    </div>
  )
}
