import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { likenessTexts } from '#text/intake.ts'
import { intakeWords } from '#text/console-intake.ts'
import type { Alike, CaseDetail } from '../api-types.ts'
import { useAct } from '../act.ts'
import { useLanguage, useWords } from '../language.tsx'
import { queryClient, useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import '../style/intake.css'
import { AlikeFacts } from './alike-facts.tsx'

type Props = { file: CaseDetail; accept: (file: CaseDetail) => void }

/** Cases that may be about the same matter. For the desk and for supervisors; a unit that answers does not compare complainants. */
export function AlikeSheet(props: Props) {
  const role = useMe()?.officer.role
  return role === 'triage' || role === 'supervisor' ? <Comparing {...props} /> : null
}

function Comparing({ file, accept }: Props) {
  const words = useWords(intakeWords)
  const reading = useRead('GET /api/v1/cases/{id}/alike', { params: { id: file.id } }, { staleTime: 0 })
  if (!reading.data) return null
  return (
    <section className="sheet alike" aria-labelledby="alike">
      <h2 id="alike">{words.alikeTitle}</h2>
      {reading.data.alike.length === 0 ? <p className="soft">{words.alikeNone}</p> : null}
      <ol>{reading.data.alike.map(each => <Line key={each.id} file={file} alike={each} accept={accept} />)}</ol>
    </section>
  )
}

const forget = () => void queryClient.invalidateQueries({ queryKey: ['GET /api/v1/cases/{id}/alike'] })

function Line({ file, alike, accept }: Props & { alike: Alike }) {
  const words = useWords(intakeWords)
  const text = useFailureText()
  const say = useAct('POST /api/v1/cases/{id}/verdicts', forget)
  const [isMerging, setMerging] = useState(false)
  const verdict = (said: 'different' | 'again') => say.send({ params: { id: file.id }, body: { otherId: alike.id, verdict: said } })
  const mayMerge = alike.canLead && file.allowed.includes('merge')
  return (
    <li>
      <Link to={`/cases/${alike.id}`} lang="zh-CN">{alike.excerpt}</Link>
      <AlikeFacts alike={alike} />
      <div className="alike-acts">
        {mayMerge && !isMerging ? <Button size="small" type="primary" onClick={() => setMerging(true)}>{words.mergeInto}</Button> : null}
        {alike.isEarlier && !alike.isAgain ? <Button size="small" loading={say.isSending} onClick={() => verdict('again')}>{words.again}</Button> : null}
        <Button size="small" loading={say.isSending} onClick={() => verdict('different')}>{words.different}</Button>
      </div>
      {isMerging && mayMerge ? <Merging file={file} alike={alike} accept={accept} /> : null}
      {say.failure ? <Alert type="error" role="alert" title={text(say.failure)} /> : null}
    </li>
  )
}

function Merging({ file, alike, accept }: Props & { alike: Alike }) {
  const words = useWords(intakeWords)
  const text = useFailureText()
  const { language } = useLanguage()
  const [note, setNote] = useState(words.mergeDefault(alike.because.map(reason => likenessTexts[language][reason]).join(language === 'en' ? ', ' : '、')))
  const merge = useAct('POST /api/v1/cases/{id}/moves', newer => {
    accept(newer)
    forget()
  })
  return (
    <div className="alike-merge">
      <Input.TextArea aria-label={words.mergeNote} rows={2} value={note} onChange={event => setNote(event.target.value)} />
      <p className="soft">{words.mergeHint}</p>
      <Button type="primary" size="small" loading={merge.isSending} onClick={() => merge.send({ params: { id: file.id }, body: { action: 'merge', asOf: file.eventCount, note, details: { intoCaseId: alike.id } } })}>{words.mergeInto}</Button>
      {merge.failure ? <Alert type="error" role="alert" title={text(merge.failure)} /> : null}
    </div>
  )
}
