import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { messageWordsRefusal } from '#rules/cases/messages.ts'
import { actionTexts } from '#text/cases.ts'
import { matterWords } from '#text/console-matter.ts'
import { refusalSentence } from '#text/refusals.ts'
import { useAct } from '../act.ts'
import type { CaseDetail, Correspondence, Exchange } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { useUnsaved } from '../shell/unsaved-guard.tsx'
import { ReleaseForm } from './release-form.tsx'

type Props = { file: CaseDetail; known: Correspondence; reload: () => Promise<unknown> }

/** What the officers and the complainant wrote to each other, and a line to write the next. */
export function MessagesSheet({ file, known, reload }: Props) {
  const words = useWords(matterWords)
  if (known.exchange.length === 0 && known.ofMerged.length === 0 && !known.mayWrite) return null
  return (
    <section className="sheet" aria-labelledby="messages">
      <h2 id="messages">{words.messages}</h2>
      {known.mayWrite ? <p className="soft">{words.messagesLead}</p> : null}
      {known.exchange.length === 0 ? <p className="soft">{words.noMessages}</p> : (
        <ol className="timeline">{known.exchange.map(one => <Said key={one.seq} one={one} file={file} reload={reload} />)}</ol>
      )}
      {known.ofMerged.length > 0 ? <OfMerged said={known.ofMerged} /> : null}
      {known.mayWrite ? <WordsForm id={file.id} route="POST /api/v1/cases/{id}/messages" label={words.messageWords} hint={words.messageHint} button={words.send} reload={reload} /> : null}
      {known.whyNot ? <p className="soft">{known.whyNot}</p> : null}
    </section>
  )
}

/** What the desk passed on from complainants whose cases were merged into this one. */
function OfMerged({ said }: { said: Correspondence['ofMerged'] }) {
  const words = useWords(matterWords)
  const day = useDayText()
  return (
    <>
      <h3 className="of-merged">{words.ofMerged}</h3>
      <ol className="timeline">{said.map(({ on, words: released }, at) => <li key={at}><p className="soft">{day(on)}</p><blockquote lang="zh-CN">{released}</blockquote></li>)}</ol>
    </>
  )
}

function Said({ one, file, reload }: { one: Exchange; file: CaseDetail; reload: () => Promise<unknown> }) {
  const words = useWords(matterWords)
  const { language } = useLanguage()
  const day = useDayText()
  const name = useName()
  const [isOpen, setOpen] = useState(false)
  const isComplainant = one.by === 'complainant'
  return (
    <li>
      <p className="timeline-what" lang={isComplainant ? undefined : 'zh-CN'}>{isComplainant ? words.complainant : one.unit ? name(one.unit) : ''}</p>
      <p className="soft"><time dateTime={one.on}>{day(one.on)}</time>{one.action === 'writeMessage' ? null : ` · ${actionTexts[language][one.action]}`}</p>
      {one.words === undefined ? <p className="soft">{isComplainant ? words.notReleased : words.desksOwn}</p> : <blockquote lang="zh-CN">{one.words}</blockquote>}
      <Pictures file={file} photos={one.photos} />
      {one.released ? <p className="soft">{words.isReleased}：<span lang="zh-CN">{one.released.words}</span>{one.released.photos.length > 0 ? `（${one.released.photos.map(words.photo).join('、')}）` : ''}</p> : null}
      {one.mayRelease && !one.isReleased ? <p className="warned">{words.waiting}</p> : null}
      {one.mayRelease && !isOpen ? <Button size="small" type={one.isReleased ? 'default' : 'primary'} onClick={() => setOpen(true)}>{one.isReleased ? words.releaseAgain : words.release}</Button> : null}
      {isOpen ? <ReleaseForm id={file.id} one={one} cancel={() => setOpen(false)} done={() => (setOpen(false), void reload())} /> : null}
    </li>
  )
}

export function Pictures({ file, photos }: { file: Pick<CaseDetail, 'id'>; photos: readonly number[] }) {
  const words = useWords(matterWords)
  if (photos.length === 0) return null
  return (
    <p className="photos">
      {photos.map(n => (
        <a key={n} href={`/api/v1/cases/${file.id}/photos/${n}`} target="_blank" rel="noreferrer"><img src={`/api/v1/cases/${file.id}/photos/${n}`} alt={words.photo(n)} width={112} height={84} /></a>
      ))}
    </p>
  )
}

type FormProps = { id: string; route: 'POST /api/v1/cases/{id}/messages' | 'POST /api/v1/cases/{id}/notes'; label: string; hint?: string; button: string; reload: () => Promise<unknown> }

/** A few words and a button: a message, or a note. What was typed stays until it has arrived. */
export function WordsForm({ id, route, label, hint, button, reload }: FormProps) {
  const { language } = useLanguage()
  const failure = useFailureText()
  const [typed, change] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct(route, () => {
    change('')
    setTried(false)
    void reload()
  })
  useUnsaved(typed.trim() !== '')
  const refusal = isTried ? messageWordsRefusal(typed) : undefined
  const send = () => {
    setTried(true)
    if (!messageWordsRefusal(typed)) act.send({ params: { id }, body: { words: typed.trim() } })
  }
  const field = route.endsWith('notes') ? 'note-words' : 'message-words'
  return (
    <form className="act-form" noValidate onSubmit={event => (event.preventDefault(), send())}>
      {act.failure ? <Alert type="error" role="alert" title={failure(act.failure)} /> : null}
      <Labelled id={field} label={label} problem={refusal && refusalSentence(language, refusal)} hint={hint}>
        <Input.TextArea id={field} readOnly={act.isSending} lang="zh-CN" autoSize={{ minRows: 2, maxRows: 10 }} value={typed} onChange={event => change(event.target.value)} />
      </Labelled>
      <div className="act-send"><Button htmlType="submit" loading={act.isSending}>{button}</Button></div>
    </form>
  )
}
