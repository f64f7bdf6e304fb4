import { Alert, Button } from 'antd'
import { useRef } from 'react'
import { channelTexts } from '#text/intake.ts'
import { intakeWords } from '#text/console-intake.ts'
import { personalData } from '#text/problems.ts'
import type { CaseDetail, CaseIntake } from '../api-types.ts'
import { useAct } from '../act.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { queryClient, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'

/** By which door a case came, as far as this officer may know. A case from the web with nothing to say of it shows nothing. */
export function IntakeSheet({ file }: { file: CaseDetail }) {
  const reading = useRead('GET /api/v1/cases/{id}/intake', { params: { id: file.id } })
  const intake = reading.data
  if (!intake || (intake.receivedOn === undefined && intake.personal.length === 0 && intake.channel !== 'proxy')) return null
  return <Came file={file} intake={intake} />
}

function Came({ file, intake }: { file: CaseDetail; intake: CaseIntake }) {
  const words = useWords(intakeWords)
  const { language } = useLanguage()
  const day = useDayText()
  const facts = [
    [words.came, intake.channel === 'proxy' && intake.receivedOn === undefined ? words.byHelper : channelTexts[language][intake.channel]], [words.channelNumber, intake.channelNumber], [words.receivedOn, intake.receivedOn && day(intake.receivedOn)],
    [words.hotlineDue, intake.dueOn && day(intake.dueOn)], [words.enteredBy, intake.enteredByName],
  ] as const
  return (
    <section className="sheet" aria-labelledby="came">
      <h2 id="came">{words.came}</h2>
      <dl className="facts">{facts.map(([label, value]) => (value ? <div key={label}><dt>{label}</dt><dd>{value}</dd></div> : null))}</dl>
      {intake.dueOn ? <p className="soft">{words.hotlineDueHint}</p> : null}
      {intake.personal.length > 0 ? <Alert type="warning" title={<>{words.personal} {intake.personal.map(({ kind, field, start, length }) => `${personalData[language][kind] ?? ''}“${(file[field] ?? '').slice(start, start + length)}”`).join('、')}</>} /> : null}
      {intake.scans.length > 0 ? <p>{intake.scans.map(({ n }) => <a key={n} className="scan" href={`/api/v1/cases/${file.id}/scans/${n}`} target="_blank" rel="noreferrer">{words.scan(n)}</a>)}</p> : null}
      {intake.mayAddScan ? <AddScan caseId={file.id} /> : null}
    </section>
  )
}

function AddScan({ caseId }: { caseId: string }) {
  const words = useWords(intakeWords)
  const text = useFailureText()
  const chooser = useRef<HTMLInputElement>(null)
  const add = useAct('POST /api/v1/cases/{id}/scans', () => void queryClient.invalidateQueries({ queryKey: ['GET /api/v1/cases/{id}/intake'] }))
  return (
    <>
      <input
        ref={chooser} type="file" hidden aria-label={words.addScan} accept="image/*,application/pdf"
        onChange={event => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) add.send({ params: { id: caseId }, form: { file: chosen } })
        }}
      />
      <Button size="small" loading={add.isSending} onClick={() => chooser.current?.click()}>{words.addScan}</Button>
      {add.failure ? <Alert type="error" role="alert" title={text(add.failure)} /> : null}
    </>
  )
}
