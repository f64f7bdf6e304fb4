import { Alert, Button } from 'antd'
import { useState } from 'react'
import { matterWords } from '#text/console-matter.ts'
import { useAct, useOvertaken } from '../act.ts'
import type { CaseDetail, Correspondence, TextVersion } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { useUnsaved } from '../shell/unsaved-guard.tsx'
import { firstText, matterOf, refusalOf } from './redaction.ts'
import { TextFields } from './text-fields.tsx'

type Props = { file: CaseDetail; known: Correspondence; accept: (file: CaseDetail) => void; reload: () => Promise<unknown> }

/** For the desk: the text the units read, its versions, and a way to write the next. */
export function TextSheet({ file, known, accept, reload }: Props) {
  const words = useWords(matterWords)
  const [isOpen, setOpen] = useState(false)
  const [isSaved, setSaved] = useState(false)
  const { versions } = known
  if (!versions) return null
  const standing = versions.at(-1)
  const done = (newer: CaseDetail) => {
    setOpen(false)
    setSaved(true)
    accept(newer)
  }
  return (
    <section className="sheet" aria-labelledby="for-units">
      <h2 id="for-units">{words.forUnits}</h2>
      <div role="status">{isSaved ? <Alert type="success" title={words.saved} /> : null}</div>
      {isOpen ? <Writing file={file} standing={standing} eventCount={known.eventCount} done={done} cancel={() => setOpen(false)} reload={reload} /> : (
        <>
          {standing ? <Version version={standing} /> : <p className="soft">{words.noText}</p>}
          {known.mayRedact ? <Button onClick={() => setOpen(true)}>{standing ? words.mend : words.write}</Button> : null}
        </>
      )}
      {versions.length > 1 ? <Earlier versions={versions} /> : null}
    </section>
  )
}

type WritingProps = { file: CaseDetail; standing: TextVersion | undefined; eventCount: number; done: (newer: CaseDetail) => void; cancel: () => void; reload: () => Promise<unknown> }

function Writing({ file, standing, eventCount, done, cancel, reload }: WritingProps) {
  const words = useWords(matterWords)
  const failure = useFailureText()
  const [first] = useState(() => firstText(file, standing))
  const [typed, change] = useState(first)
  useUnsaved(typed !== first)
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/cases/{id}/redactions', done)
  const overtaken = useOvertaken(act.failure, reload)
  const send = () => {
    setTried(true)
    overtaken.forget()
    if (!refusalOf(typed, file)) act.send({ params: { id: file.id }, body: { asOf: eventCount, ...matterOf(typed) } })
  }
  return (
    <form className="act-form" noValidate onSubmit={event => (event.preventDefault(), send())}>
      {act.failure ? <Alert type="error" role="alert" title={overtaken.is ? words.overtaken : failure(act.failure)} /> : null}
      <TextFields file={file} typed={typed} change={change} isTried={isTried} isFrozen={act.isSending} prefix="revision" />
      <div className="act-send">
        <Button type="primary" htmlType="submit" loading={act.isSending}>{words.save}</Button>
        <Button onClick={cancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}

function Version({ version }: { version: TextVersion }) {
  const words = useWords(matterWords)
  const facts = [[words.place, version.place], [words.happened, version.happened], [words.wish, version.wish], [words.reason, version.reason]] as const
  return (
    <>
      <p className="statement" lang="zh-CN">{version.statement}</p>
      <dl className="facts">{facts.map(([label, value]) => (value ? <div key={label}><dt>{label}</dt><dd lang="zh-CN">{value}</dd></div> : null))}</dl>
      {version.photos.length > 0 ? <p className="soft">{version.photos.map(words.photo).join('、')}</p> : null}
    </>
  )
}

function Earlier({ versions }: { versions: readonly TextVersion[] }) {
  const words = useWords(matterWords)
  const day = useDayText()
  return (
    <details>
      <summary>{words.versions(versions.length)}</summary>
      {versions.map((version, i) => (
        <div key={version.seq} className="seen">
          <h3>{words.version(i + 1, version.on ? day(version.on) : '', version.officerName ?? '')}</h3>
          <Version version={version} />
        </div>
      ))}
    </details>
  )
}
