import { Alert, Button } from 'antd'
import { useRef } from 'react'
import { publishWords } from '#text/console-publish.ts'
import { useAct } from '../act.ts'
import type { Draft } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { bytesText } from './bytes-text.ts'

type Props = { draft: Draft; accept?: (attachments: Draft['attachments'], eventCount: number) => void }

/** The files of a draft. With `accept` they can be added and removed. */
export function Attachments({ draft, accept }: Props) {
  const words = useWords(publishWords)
  const text = useFailureText()
  const add = useAct('POST /api/v1/drafts/{id}/attachments', reply => accept?.(reply.attachments, reply.eventCount))
  const remove = useAct('DELETE /api/v1/drafts/{id}/attachments/{n}', reply => accept?.(reply.attachments, reply.eventCount))
  const date = useAct('PUT /api/v1/drafts/{id}/attachments/{n}/day-taken', reply => accept?.(reply.attachments, reply.eventCount))
  const failure = add.failure ?? remove.failure ?? date.failure
  return (
    <section className="sheet" aria-labelledby="attachments">
      <h2 id="attachments">{words.attachments}</h2>
      {failure ? <Alert type="error" role="alert" title={text(failure)} /> : null}
      {draft.attachments.length === 0 && !accept ? <p className="soft">{words.noAttachments}</p> : null}
      <ul className="attachments">
        {draft.attachments.map(file => (
          <li key={file.n}>
            <a href={`/api/v1/drafts/${draft.id}/attachments/${file.n}`} target="_blank" rel="noreferrer" lang="zh-CN">{file.name}</a> <span className="soft number">{bytesText(file.bytes)}</span>
            {file.mediaType.startsWith('image/') ? <DayTaken file={file} {...(accept ? { correct: takenOn => date.send({ params: { id: draft.id, n: file.n }, body: { takenOn } }) } : {})} /> : null}
            {accept ? <Button size="small" type="text" danger disabled={remove.isSending} aria-label={words.removeAttachment(file.name)} onClick={() => remove.send({ params: { id: draft.id, n: file.n } })}>{words.remove}</Button> : null}
          </li>
        ))}
      </ul>
      {accept ? <AddFile isSending={add.isSending} send={file => add.send({ params: { id: draft.id }, form: { file } })} /> : null}
    </section>
  )
}

/** The day a picture was taken, as its camera wrote it or as the clerk puts it right. */
function DayTaken({ file, correct }: { file: Draft['attachments'][number]; correct?: (day: string | null) => void }) {
  const words = useWords(publishWords)
  const dayText = useDayText()
  if (!correct) return file.takenOn ? <span className="soft"> · {words.dayTaken} {dayText(file.takenOn)}</span> : null
  return (
    <label className="day-taken soft">
      {words.dayTaken} <input type="date" aria-label={words.dayTakenOf(file.name)} min="1990-01-01" defaultValue={file.takenOn ?? ''} key={file.takenOn ?? ''} onBlur={event => { if (event.target.value !== (file.takenOn ?? '')) correct(event.target.value || null) }} />
    </label>
  )
}

function AddFile({ isSending, send }: { isSending: boolean; send: (file: File) => void }) {
  const words = useWords(publishWords)
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept="image/*,application/pdf,.docx,.xlsx,.pptx"
        onChange={event => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file) send(file)
        }}
      />
      <Button loading={isSending} onClick={() => chooser.current?.click()}>{words.addAttachment}</Button> <span className="soft">{words.attachmentHint}</span>
    </>
  )
}
