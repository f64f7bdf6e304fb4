import { Alert, Button, Input, Modal, Radio, Select } from 'antd'
import { useEffect, useState } from 'react'
import { relationKinds } from '#rules/policy/relations.ts'
import { conflictWords, relationKindTexts } from '#text/console-conflicts.ts'
import { consoleWords } from '#text/console.ts'
import { plainDayText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { RelationList, RelationView } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { OwnComplaint } from './own-complaint.tsx'

/** Relations that keep officers from matters: one's own, and for the county's desk those of everybody in the county. */
export function RelationsPage() {
  const words = useWords(conflictWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/relations', {}, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft">{words.lead}</p>
      <Loaded reading={reading}>
        {list => (
          <>
            <Relations list={list} reload={() => void reading.refetch()} />
            <Declare list={list} reload={() => void reading.refetch()} />
            <OwnComplaint />
          </>
        )}
      </Loaded>
    </>
  )
}

function Relations({ list, reload }: { list: RelationList; reload: () => void }) {
  const words = useWords(conflictWords)
  const { language } = useLanguage()
  const name = useName()
  const [ending, setEnding] = useState<RelationView>()
  if (list.relations.length === 0) return <div className="empty"><p>{words.none}</p></div>
  return (
    <>
      <table className="list">
        <thead><tr><th scope="col">{words.who}</th><th scope="col">{words.kind}</th><th scope="col">{words.withWhom}</th><th scope="col">{words.entered}</th>{list.keepsAll ? <th scope="col"><span className="soft">{words.end}</span></th> : null}</tr></thead>
        <tbody>
          {list.relations.map(relation => (
            <tr key={relation.id}>
              <th scope="row"><span lang="zh-CN">{relation.officerName} · {name(relation.unit)}</span>{relation.note ? <span className="about" lang="zh-CN">{relation.note}</span> : null}</th>
              <td>{relationKindTexts[language][relation.kind]}</td>
              <td><span lang="zh-CN">{[relation.otherName, name(relation.otherUnit)].filter(Boolean).join(' · ')}</span></td>
              <td className="tight number">{plainDayText(language, relation.enteredOn)}</td>
              {list.keepsAll ? <td className="tight">{relation.mayEnd ? <Button size="small" onClick={() => setEnding(relation)}>{words.end}</Button> : null}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {ending ? <EndDialog relation={ending} close={() => { setEnding(undefined); reload() }} /> : null}
    </>
  )
}

function EndDialog({ relation, close }: { relation: RelationView; close: () => void }) {
  const words = useWords(conflictWords)
  const text = useFailureText()
  const [reason, say] = useState('')
  const act = useAct('POST /api/v1/relations/{id}/end', close)
  return (
    <Modal open title={words.endTitle} okText={words.end} cancelText={words.cancel} confirmLoading={act.isSending} onOk={() => act.send({ params: { id: relation.id }, body: { reason } })} onCancel={close}>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <Labelled id="relation-end" label={words.endReason} problem={undefined}>
        <Input.TextArea id="relation-end" lang="zh-CN" maxLength={1000} value={reason} onChange={event => say(event.target.value)} />
      </Labelled>
    </Modal>
  )
}

type Declared = { officerId: string | undefined; kind: (typeof relationKinds)[number]; withOfficerId: string | undefined; withUnitId: string | undefined; note: string }
const nothing: Declared = { officerId: undefined, kind: 'kin', withOfficerId: undefined, withUnitId: undefined, note: '' }

function Declare({ list, reload }: { list: RelationList; reload: () => void }) {
  const words = useWords(conflictWords)
  const { language } = useLanguage()
  const name = useName()
  const text = useFailureText()
  const [typed, type] = useState(nothing)
  const act = useAct('POST /api/v1/relations', () => {
    type(nothing)
    reload()
  })
  const officers = list.officers.map(officer => ({ value: officer.id, label: `${officer.name} · ${name(officer.unit)}` }))
  const { note, officerId, withOfficerId, withUnitId, kind } = typed
  const send = () => act.send({ body: { kind, ...(officerId && { officerId }), ...(withOfficerId && { withOfficerId }), ...(withUnitId && { withUnitId }), ...(note.trim() && { note: note.trim() }) } })
  return (
    <section className="sheet" aria-labelledby="declare">
      <h2 id="declare">{words.declare}</h2>
      <div role="status">{act.reply ? <Alert type="success" title={words.declared} /> : null}</div>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      {list.keepsAll ? (
        <Labelled id="relation-of" label={words.ofWhom} problem={undefined}>
          <Select id="relation-of" allowClear placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={officerId} onChange={chosen => type({ ...typed, officerId: chosen })} options={officers} />
        </Labelled>
      ) : null}
      <fieldset className="plain"><legend>{words.kind}</legend><Radio.Group value={kind} onChange={event => type({ ...typed, kind: event.target.value as Declared['kind'] })} options={relationKinds.map(value => ({ value, label: relationKindTexts[language][value] }))} /></fieldset>
      <Labelled id="relation-officer" label={words.withOfficer} problem={undefined}>
        <Select id="relation-officer" allowClear placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={withOfficerId} onChange={chosen => type({ ...typed, withOfficerId: chosen, withUnitId: undefined })} options={officers} />
      </Labelled>
      <Labelled id="relation-unit" label={words.withUnit} problem={undefined}>
        <Select id="relation-unit" allowClear placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={withUnitId} onChange={chosen => type({ ...typed, withUnitId: chosen, withOfficerId: undefined })} options={list.units.map(unit => ({ value: unit.id, label: name(unit) }))} />
      </Labelled>
      <Labelled id="relation-note" label={words.note} problem={undefined}>
        <Input id="relation-note" lang="zh-CN" maxLength={200} value={note} onChange={event => type({ ...typed, note: event.target.value })} />
      </Labelled>
      <Button type="primary" loading={act.isSending} disabled={!withOfficerId && !withUnitId} onClick={send}>{words.declare}</Button>
    </section>
  )
}
