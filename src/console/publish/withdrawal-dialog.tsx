import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { dutyWords } from '#text/console-duties.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { Labelled } from '../shell/labelled.tsx'

/** Asks that a record be withdrawn. Says before that a correction is usually the better way. */
export function WithdrawalDialog({ record, close }: { record: PublishedSummary; close: () => void }) {
  const words = useWords(dutyWords)
  const shell = useWords(consoleWords)
  const text = useFailureText()
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/disclosures/{id}/withdrawals', () => {
    void forgetLists()
    close()
  })
  const isTooShort = [...reason.trim()].length < 5
  const send = () => {
    setTried(true)
    if (!isTooShort) act.send({ params: { id: record.id }, body: { action: 'ask', note: reason.trim() } })
  }
  return (
    <Modal open title={words.withdrawTitle} okText={words.askWithdrawal} okButtonProps={{ danger: true }} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={send} onCancel={close} width={560}>
      <p lang="zh-CN"><strong>{record.title}</strong></p>
      <p className="soft">{words.withdrawText}</p>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <div onKeyDown={sendsOnCtrlEnter(send)}>
        <Labelled id="withdrawal-reason" label={words.withdrawReason} problem={isTried && isTooShort ? words.withdrawReason : undefined}>
          <Input.TextArea id="withdrawal-reason" lang="zh-CN" autoFocus maxLength={1000} readOnly={act.isSending} autoSize={{ minRows: 3, maxRows: 8 }} value={reason} onChange={event => setReason(event.target.value)} />
        </Labelled>
      </div>
    </Modal>
  )
}
