import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { keptRefusal } from '#rules/cases/redaction.ts'
import { messageWordsRefusal } from '#rules/cases/messages.ts'
import { withoutTraces } from '#rules/masking/traces.ts'
import { matterWords } from '#text/console-matter.ts'
import { refusalSentence } from '#text/refusals.ts'
import { useAct } from '../act.ts'
import type { Exchange } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { useUnsaved } from '../shell/unsaved-guard.tsx'
import { Marked } from './marked.tsx'

/** What the complainant wrote, as the units will read it. */
export function ReleaseForm({ id, one, cancel, done }: { id: string; one: Exchange; cancel: () => void; done: () => void }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  const failure = useFailureText()
  const [first] = useState(() => one.released?.words ?? withoutTraces(one.words ?? ''))
  const [typed, change] = useState(first)
  const [firstPhotos] = useState<readonly number[]>(one.released?.photos ?? [])
  const [photos, choose] = useState(firstPhotos)
  const [reason, explain] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/cases/{id}/releases', done)
  useUnsaved(typed !== first || photos !== firstPhotos || reason !== '')
  const judged = messageWordsRefusal(typed) ?? keptRefusal(reason, typed)
  const send = () => {
    setTried(true)
    if (!judged) act.send({ params: { id }, body: { of: one.seq, words: typed.trim(), photos: [...photos], ...(reason.trim() !== '' && { reason: reason.trim() }) } })
  }
  const field = `release-${one.seq}`
  return (
    <form className="act-form" noValidate onSubmit={event => (event.preventDefault(), send())}>
      {act.failure ? <Alert type="error" role="alert" title={failure(act.failure)} /> : null}
      <Marked text={one.words ?? ''} />
      <Labelled id={field} label={words.releaseWords} problem={isTried && judged ? refusalSentence(language, judged) : undefined}>
        <Input.TextArea id={field} readOnly={act.isSending} lang="zh-CN" autoSize={{ minRows: 2, maxRows: 10 }} value={typed} onChange={event => change(event.target.value)} />
      </Labelled>
      {one.photos.map(n => <Checkbox key={n} checked={photos.includes(n)} onChange={event => choose(event.target.checked ? [...photos, n] : photos.filter(other => other !== n))}>{words.photo(n)}</Checkbox>)}
      {keptRefusal(undefined, typed) ? <Labelled id={`${field}-reason`} label={words.reason} problem={undefined} hint={words.reasonHint}><Input id={`${field}-reason`} maxLength={500} value={reason} onChange={event => explain(event.target.value)} /></Labelled> : null}
      <div className="act-send">
        <Button type="primary" htmlType="submit" loading={act.isSending}>{words.releaseSend}</Button>
        <Button onClick={cancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
