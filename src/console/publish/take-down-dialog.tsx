import { Alert, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { takedownReasons, type TakedownReason } from '#rules/disclosures/takedown.ts'
import { protectionWords } from '#text/console-protection.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { Labelled } from '../shell/labelled.tsx'

/** Taking a record down in an emergency: why, and what happened. */
export function TakeDownDialog({ record, close }: { record: PublishedSummary; close: () => void }) {
  const words = useWords(protectionWords)
  const shell = useWords(consoleWords)
  const text = useFailureText()
  const navigate = useNavigate()
  const [reason, setReason] = useState<TakedownReason>('personal-data')
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/disclosures/{id}/takedown', () => {
    void forgetLists()
    void navigate('/incidents')
  })
  const isTooShort = [...note.trim()].length < 5
  const send = () => {
    setTried(true)
    if (!isTooShort) act.send({ params: { id: record.id }, body: { reason, note: note.trim() } })
  }
  return (
    <Modal open title={words.takeDownTitle} okText={words.takeDownSend} okButtonProps={{ danger: true }} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={send} onCancel={close} width={560}>
      <p lang="zh-CN"><strong>{record.title}</strong></p>
      <p className="soft">{words.takeDownText}</p>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <fieldset className="take-down-reasons">
        <legend>{words.takeDownReason}</legend>
        <Radio.Group vertical value={reason} onChange={event => setReason(event.target.value as TakedownReason)} options={takedownReasons.map(value => ({ value, label: words.reasons[value] }))} />
      </fieldset>
      <div onKeyDown={sendsOnCtrlEnter(send)}>
        <Labelled id="take-down-note" label={words.takeDownNote} problem={isTried && isTooShort ? words.takeDownTooShort : undefined}>
          <Input.TextArea id="take-down-note" lang="zh-CN" maxLength={1000} readOnly={act.isSending} autoSize={{ minRows: 3, maxRows: 8 }} value={note} onChange={event => setNote(event.target.value)} />
        </Labelled>
      </div>
    </Modal>
  )
}
