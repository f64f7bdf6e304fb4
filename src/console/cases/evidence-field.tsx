import { Alert, Button, Checkbox } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { toolWords } from '#text/console-tools.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import type { FieldProps } from './act-field.ts'

/** Photos and documents for the answer, or for what a helping unit found: each is looked into as it comes, and goes along unless its mark is taken away. */
export function EvidenceField(props: FieldProps) {
  const { action, file, values, change, isFrozen } = props
  const words = useWords(toolWords)
  const isPart = action === 'contribute'
  const text = useFailureText()
  const chooser = useRef<HTMLInputElement>(null)
  const [known, setKnown] = useState(file.evidence)
  // Words may have been typed while the file was under way.
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  })
  const add = useAct('POST /api/v1/cases/{id}/evidence', ({ id, evidence }) => {
    setKnown(evidence)
    change({ ...latest.current, evidence: [...new Set([...latest.current.evidence, id])] })
  })
  return (
    <fieldset className="plain evidence">
      <legend>{isPart ? words.partEvidence : words.evidence}</legend>
      <p className="soft">{words.evidenceHint}</p>
      {known.map(one => <EvidenceLine key={one.id} {...props} one={one} />)}
      <input
        ref={chooser} type="file" hidden aria-label={words.addEvidence} accept="image/*,application/pdf"
        onChange={event => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen) add.send({ params: { id: file.id }, form: { file: chosen } })
        }}
      />
      <Button disabled={isFrozen} loading={add.isSending} onClick={() => chooser.current?.click()}>{words.addEvidence}</Button>
      {add.failure ? <Alert type="error" role="alert" title={text(add.failure)} /> : null}
    </fieldset>
  )
}

function EvidenceLine({ action, file, values, change, isFrozen, one: { id, name } }: FieldProps & { one: FieldProps['file']['evidence'][number] }) {
  const words = useWords(toolWords)
  return (
    <div className="evidence-line">
      <Checkbox
        disabled={isFrozen} aria-label={action === 'contribute' ? words.goesToLead(name) : words.goesWith(name)} checked={values.evidence.includes(id)}
        onChange={event => change({ ...values, evidence: event.target.checked ? [...values.evidence, id] : values.evidence.filter(other => other !== id) })}
      >
        <span lang="zh-CN">{name}</span>
      </Checkbox>
      <a href={`/api/v1/cases/${file.id}/evidence/${id}`} target="_blank" rel="noreferrer">{words.open}</a>
    </div>
  )
}
