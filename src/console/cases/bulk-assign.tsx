import { Alert, Button, Input, Modal, Select } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { countyOf } from '#rules/divisions/division-code.ts'
import { noteRefusal } from '#rules/cases/lifecycle.ts'
import { refusalText } from '#text/cases.ts'
import { actWords } from '#text/console-acts.ts'
import { toolWords } from '#text/console-tools.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { AssignmentOutcomes, CaseSummary } from '../api-types.ts'
import { useDayText, useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { sendsOnCtrlEnter } from '../shell/keys.ts'
import { Labelled } from '../shell/labelled.tsx'

type Props = { picked: readonly CaseSummary[]; close: () => void; done: () => void }

/** Several cases for one unit: asked once, and answered case by case. */
export function BulkAssign({ picked, close, done }: Props) {
  const words = useWords(toolWords)
  const shell = useWords(consoleWords)
  // What was picked when it was opened: a case that is assigned is no longer assignable and would go from under the answer.
  const [cases] = useState(picked)
  const act = useAct('POST /api/v1/cases/assignments', () => {
    void forgetLists()
    done()
  })
  const form = useAssignForm()
  const send = () => {
    form.setTried(true)
    if (form.unitId !== undefined && !form.noteProblem) act.send({ body: { responsibleUnitId: form.unitId, note: form.note.trim(), cases: cases.map(({ id, assignAsOf }) => ({ id, asOf: assignAsOf! })) } })
  }
  return (
    <Modal
      open title={words.assignTitle(cases.length)} onCancel={close} width={600}
      footer={act.reply ? <Button type="primary" onClick={close}>{shell.close}</Button> : [
        <Button key="no" onClick={close}>{shell.cancel}</Button>, <Button key="yes" type="primary" loading={act.isSending} onClick={send}>{words.assignPicked(cases.length)}</Button>,
      ]}
    >
      {act.reply ? <Outcomes outcomes={act.reply.outcomes} cases={cases} /> : <AssignFields form={form} isSending={act.isSending} failure={act.failure} cases={cases} send={send} />}
    </Modal>
  )
}

function useAssignForm() {
  const { language } = useLanguage()
  const [unitId, setUnitId] = useState<string>()
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const refusal = noteRefusal('assign', note)
  return { unitId, setUnitId, note, setNote, isTried, setTried, noteProblem: refusal && refusalText(language, refusal) }
}

function AssignFields({ form, cases, isSending, failure, send }: { form: ReturnType<typeof useAssignForm>; cases: readonly CaseSummary[]; isSending: boolean; failure: Error | null; send: () => void }) {
  const words = useWords(toolWords)
  const acts = useWords(actWords)
  const failureText = useFailureText()
  const name = useName()
  const [unit, note] = [useId(), useId()]
  // A desk above the counties: units answer in their own county alone.
  const village = cases[0]?.villageCode
  const hasSeveral = new Set(cases.map(item => countyOf(item.villageCode))).size > 1
  const reading = useRead('GET /api/v1/units', { query: village === undefined ? {} : { village } }, { staleTime: 600_000 })
  const units = (reading.data?.units ?? []).filter(({ kind }) => kind === 'responsible' || kind === 'township')
  return (
    <div className="act-form" onKeyDown={sendsOnCtrlEnter(send)}>
      <p>{words.assignText}</p>
      <ul className="picked-list" lang="zh-CN">{cases.map(item => <li key={item.id}>{item.villageName} · {[...item.excerpt].slice(0, 30).join('')}</li>)}</ul>
      {hasSeveral ? <Alert type="warning" role="alert" title={words.severalCounties} /> : null}
      {failure ? <Alert type="error" role="alert" title={failureText(failure)} /> : null}
      <Labelled id={unit} label={acts.unit} problem={form.isTried && form.unitId === undefined ? acts.chooseFirst : undefined} hint={reading.data && units.length === 0 ? acts.noUnits : undefined}>
        <Select
          id={unit} disabled={isSending} placeholder={acts.chooseUnit} showSearch={{ optionFilterProp: 'label' }} value={form.unitId} onChange={form.setUnitId}
          options={units.map(({ id, nameZh, nameEn }) => ({ value: id, label: name({ zh: nameZh, en: nameEn }) }))}
        />
      </Labelled>
      <Labelled id={note} label={acts.noteRequired(4)} problem={form.isTried ? form.noteProblem : undefined}>
        <Input.TextArea id={note} lang="zh-CN" readOnly={isSending} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={1000} value={form.note} onChange={event => form.setNote(event.target.value)} />
      </Labelled>
    </div>
  )
}

/** What became of each, those that were refused first. */
function Outcomes({ outcomes, cases }: { outcomes: AssignmentOutcomes['outcomes']; cases: readonly CaseSummary[] }) {
  const words = useWords(toolWords)
  const day = useDayText()
  const refused = outcomes.filter(outcome => !outcome.isAssigned)
  const assigned = outcomes.filter(outcome => outcome.isAssigned)
  const matter = (id: string) => [...(cases.find(item => item.id === id)?.excerpt ?? words.notSeen)].slice(0, 30).join('')
  return (
    <div role="status" className="outcomes">
      {refused.length > 0 ? <Alert type="warning" title={words.notAssigned(refused.length)} /> : null}
      <ul>{refused.map(({ id, message }) => <li key={id}><Link to={`/cases/${id}`} lang="zh-CN">{matter(id)}</Link><span className="wrong">{message}</span></li>)}</ul>
      {assigned.length > 0 ? <Alert type="success" title={words.assigned(assigned.length)} /> : null}
      <ul>
        {assigned.map(({ id, line }) => (
          <li key={id}>
            <Link to={`/cases/${id}`} lang="zh-CN">{matter(id)}</Link>
            {line?.stageDueOn && line.dueOn ? <span className="soft">{words.assignedUntil(day(line.stageDueOn), day(line.dueOn))}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}
