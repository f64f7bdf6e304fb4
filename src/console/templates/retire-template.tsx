import { Alert, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { toolWords } from '#text/console-tools.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { ReplyTemplate, ReplyTemplates } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

/** Sets the last day of a template. */
export function RetireTemplate({ template, today, close, done }: { template: ReplyTemplate; today: string; close: () => void; done: (list: ReplyTemplates) => void }) {
  const words = useWords(toolWords)
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const id = useId()
  const [validTo, setValidTo] = useState(today)
  const act = useAct('POST /api/v1/reply-templates/{id}/retirement', done)
  return (
    <Modal open title={words.retireTitle(template.title)} okText={words.retire} okButtonProps={{ danger: true, disabled: validTo === '' }} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={() => act.send({ params: { id: template.id }, body: { validTo } })} onCancel={close} width={440}>
      <p>{words.retireText}</p>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      <Labelled id={id} label={words.lastDay} problem={undefined}>
        <Input id={id} type="date" className="day-field" min={today} value={validTo} onChange={event => setValidTo(event.target.value)} />
      </Labelled>
    </Modal>
  )
}
