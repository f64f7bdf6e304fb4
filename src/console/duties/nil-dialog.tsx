import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { dutyWords } from '#text/console-duties.ts'
import { consoleWords } from '#text/console.ts'
import { periodText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { DutyView } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

/** Signs that nothing happened: what is signed stands above the button. */
export function NilDialog({ duty, villageCode, close }: { duty: DutyView; villageCode: number; close: () => void }) {
  const words = useWords(dutyWords)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const name = useName()
  const text = useFailureText()
  const [note, setNote] = useState('')
  const act = useAct('POST /api/v1/nil-declarations', () => {
    void forgetLists()
    close()
  })
  const send = () => act.send({ body: { villageCode, item: duty.item, period: duty.period, ...(note.trim() ? { note: note.trim() } : {}) } })
  return (
    <Modal open title={words.nilTitle} okText={words.nilSend} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={send} onCancel={close} width={520}>
      <p><strong>{name(duty.itemName)}</strong> · {periodText(language, duty.period)}</p>
      <p className="soft">{words.nilText}</p>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <Labelled id="nil-note" label={words.nilNote} problem={undefined}>
        <Input.TextArea id="nil-note" lang="zh-CN" maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} value={note} onChange={event => setNote(event.target.value)} />
      </Labelled>
    </Modal>
  )
}
