import { Alert, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { findPersonalData } from '#rules/masking/detect.ts'
import { actWords } from '#text/console-acts.ts'
import { supervisionWords } from '#text/console-supervision.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { CaseDetail, LetterDraft } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'

type Props = { file: CaseDetail; accept: (file: CaseDetail) => void; close: () => void }

/** A supervision letter: drafted from the facts, edited, sent to the head of the unit. */
export function LetterDialog(props: Props) {
  const reading = useRead('GET /api/v1/cases/{id}/letter-draft', { params: { id: props.file.id } }, { staleTime: Infinity })
  return <Loaded reading={reading}>{draft => <LetterForm draft={draft} {...props} />}</Loaded>
}

function LetterForm({ draft, file, accept, close }: Props & { draft: LetterDraft }) {
  const words = useWords(supervisionWords)
  const shell = useWords(consoleWords)
  const name = useName()
  const failure = useFailureText()
  const form = useLetter(draft)
  const act = useAct('POST /api/v1/cases/{id}/moves', newer => {
    accept(newer)
    void forgetLists()
    close()
  })
  const submit = () => {
    form.setTried(true)
    if (form.problems.length > 0) return
    act.send({ params: { id: file.id }, body: { action: 'supervise', asOf: file.eventCount, note: form.note.trim(), details: { letter: form.text.trim(), days: form.days! } } })
  }
  return (
    <Modal open title={words.write} okText={words.send} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={submit} onCancel={close} width={720}>
      <p className="soft">{words.writeText(name({ zh: draft.unit.nameZh, en: draft.unit.nameEn }))}</p>
      {act.failure ? <Alert type="error" role="alert" title={failure(act.failure)} /> : null}
      <LetterFields form={form} />
    </Modal>
  )
}

type Form = ReturnType<typeof useLetter>

function useLetter(draft: LetterDraft) {
  const [text, setText] = useState(draft.text)
  const [note, setNote] = useState('')
  const [days, setDays] = useState<number | null>(draft.days)
  const [isTried, setTried] = useState(false)
  const length = [...text.trim()].length
  const problems = [
    ...(length < 20 || length > 3000 ? ['text' as const] : []), ...([...note.trim()].length < 4 ? ['note' as const] : []),
    ...(days === null || days < 1 || days > 30 ? ['days' as const] : []),
  ]
  return { text, setText, note, setNote, days, setDays, isTried, setTried, problems }
}

function LetterFields({ form }: { form: Form }) {
  const words = useWords(supervisionWords)
  const acts = useWords(actWords)
  const problem = (field: Form['problems'][number], sentence: string) => (form.isTried && form.problems.includes(field) ? sentence : undefined)
  return (
    <>
      <Labelled id="letter" label={words.letterLabel} problem={problem('text', words.letterShort)} warning={findPersonalData(form.text).length > 0 ? acts.personalData : undefined}>
        <Input.TextArea id="letter" lang="zh-CN" autoSize={{ minRows: 8, maxRows: 18 }} value={form.text} onChange={event => form.setText(event.target.value)} />
      </Labelled>
      <Labelled id="letter-days" label={words.daysLabel} problem={problem('days', words.daysWrong)}>
        <InputNumber id="letter-days" min={1} max={30} precision={0} value={form.days} onChange={days => form.setDays(days)} />
      </Labelled>
      <Labelled id="letter-reason" label={words.reasonLabel} problem={problem('note', words.reasonShort)}>
        <Input.TextArea id="letter-reason" lang="zh-CN" maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} value={form.note} onChange={event => form.setNote(event.target.value)} />
      </Labelled>
    </>
  )
}
