import { Alert, Button } from 'antd'
import { useState } from 'react'
import { readIdentity } from '#rules/identity/sealed.ts'
import { custodyWords, requestStateTexts } from '#text/console-identity.ts'
import { identityReasonTexts } from '#text/identity.ts'
import { useAct } from '../act.ts'
import type { CustodyList } from '../api-types.ts'
import { useInstantText, useLanguage, useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import { base64, openSealed, sealTo, useHasKey } from '../tips/office-key.ts'
import { fetchSealed } from './view-key.ts'

type Request = CustodyList['requests'][number]
type Props = { request: Request; group: CustodyList['group']; again: () => void }

/** One request as a custodian sees it: who asks and why, never the matter. */
export function CustodyRequestView({ request, group, again }: Props) {
  const words = useWords(custodyWords)
  const { language } = useLanguage()
  const name = useName()
  const at = useInstantText()
  return (
    <section className="sheet tip-part">
      <p><span className="state">{requestStateTexts[language][request.state]}</span> <strong>{identityReasonTexts[language][request.reason]}</strong></p>
      <p className="soft"><span lang="zh-CN">{request.askedByName}</span> · {name(request.unit)} · {at(request.askedAt)}{request.state === 'asked' || request.state === 'passed' ? ` · ${words.until(at(request.lapsesAt))}` : ''}</p>
      <p lang="zh-CN" className="said">{request.note}</p>
      {request.refusal ? <p>{words.refusedWhy(request.refusal)}</p> : null}
      {request.isMyTurn ? <Decision request={request} group={group} again={again} /> : null}
    </section>
  )
}

function Decision({ request, group, again }: Props) {
  const words = useWords(custodyWords)
  const failureText = useFailureText()
  const hasKey = useHasKey()
  const [isRefusing, setRefusing] = useState(false)
  const [problem, setProblem] = useState<'failed' | 'exchanged'>()
  const pass = useAct('POST /api/v1/identity-requests/{id}/pass', again)
  const open = useAct('POST /api/v1/identity-requests/{id}/open', again)
  const refuse = useAct('POST /api/v1/identity-requests/{id}/refuse', again)
  const failure = pass.failure ?? open.failure
  const agree = () => void handOn(request, group).then(sealed => {
    if (sealed === 'failed' || sealed === 'exchanged') setProblem(sealed)
    else (group === 'B' ? pass : open).send({ params: { id: request.id }, body: { sealed } })
  })
  return (
    <div className="tip-step">
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      {problem ? <Alert type="error" role="alert" title={words[problem]} /> : null}
      {hasKey ? null : <p className="soft">{words.needKey}</p>}
      <div className="page-acts">
        <Button type="primary" disabled={!hasKey} loading={pass.isSending || open.isSending} onClick={agree}>{group === 'B' ? words.pass : words.open}</Button>
        <Button danger onClick={() => setRefusing(true)}>{words.refuse}</Button>
      </div>
      {isRefusing ? (
        <ReasonDialog id={`refuse-${request.id}`} title={words.refuseTitle} subject={<span lang="zh-CN">{request.note}</span>} label={words.refuseWhy} least={{ characters: 4, problem: words.tooShort }} act={words.refuse} isDanger
          isSending={refuse.isSending} failure={refuse.failure} send={note => refuse.send({ params: { id: request.id }, body: { note } })} close={() => setRefusing(false)} />
      ) : null}
    </div>
  )
}

/** Opens our layer here, in the browser, and seals what is in it to whoever is next: group A, whose layer it still has, or whoever asked. */
async function handOn(request: Request, group: CustodyList['group']): Promise<string> {
  const inner = await fetchSealed(request.id).then(openSealed).catch(() => undefined)
  if (!inner) return 'failed'
  if (group === 'B') return base64(inner)
  return readIdentity(new TextDecoder().decode(inner), request.caseId) ? sealTo([request.viewRecipient], inner) : 'exchanged'
}
