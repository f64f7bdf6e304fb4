import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { noteRefusal } from '#rules/cases/lifecycle.ts'
import { refusalText } from '#text/cases.ts'
import { conflictWords, subjectReasonTexts } from '#text/console-conflicts.ts'
import { useAct } from '../act.ts'
import type { CaseSubjects, NewSubject } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists, useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'

type Props = { id: string; reload: () => Promise<unknown> }

/** Whom a complaint is about: for the desk that sorts complaints, and nobody else. */
export function SubjectsSheet(props: Props) {
  return useMe()?.officer.role === 'triage' ? <OpenSheet {...props} /> : null
}

function OpenSheet({ id, reload }: Props) {
  const words = useWords(conflictWords)
  const reading = useRead('GET /api/v1/cases/{id}/subjects', { params: { id } }, { staleTime: 0 })
  const [told, tell] = useState<'saved' | 'outOfSight'>()
  return (
    <section className="sheet" aria-labelledby="subjects">
      <h2 id="subjects">{words.subjects}</h2>
      {told === 'outOfSight' ? <><Alert type="success" role="status" title={words.outOfSight} /><p><Link to="/cases?queue=all">{words.backToList}</Link></p></> : (
        <>
          <p className="soft">{words.subjectsLead}</p>
          <div role="status">{told ? <Alert type="success" title={words[told]} /> : null}</div>
          <Loaded reading={reading}>
            {known => <Naming key={known.eventCount} id={id} known={known} done={isOutOfSight => {
              tell(isOutOfSight ? 'outOfSight' : 'saved')
              void forgetLists()
              if (!isOutOfSight) void Promise.all([reload(), reading.refetch()])
            }} />}
          </Loaded>
        </>
      )}
    </section>
  )
}

type Chosen = { officerIds: string[]; unitIds: string[]; person: string; personUnit: string | undefined; isHead: boolean; lift: string[]; note: string }
const nothing: Chosen = { officerIds: [], unitIds: [], person: '', personUnit: undefined, isHead: false, lift: [], note: '' }

function Naming({ id, known, done }: { id: string; known: CaseSubjects; done: (isOutOfSight: boolean) => void }) {
  const words = useWords(conflictWords)
  const { language } = useLanguage()
  const text = useFailureText()
  const [chosen, choose] = useState(nothing)
  const [isTried, setTried] = useState(false)
  const act = useAct('POST /api/v1/cases/{id}/subjects', reply => done(reply.isOutOfSight))
  const refusal = isTried ? noteRefusal('nameSubjects', chosen.note) : undefined
  const name = namesOf(chosen)
  const send = () => {
    setTried(true)
    if (!noteRefusal('nameSubjects', chosen.note)) act.send({ params: { id }, body: { asOf: known.eventCount, note: chosen.note.trim(), name, lift: chosen.lift } })
  }
  return (
    <>
      <Subjects known={known} chosen={chosen} choose={choose} />
      <Proposals known={known} chosen={chosen} choose={choose} />
      <Choices known={known} chosen={chosen} choose={choose} />
      <Labelled id="subjects-why" label={words.why} problem={refusal && refusalText(language, refusal)}>
        <Input.TextArea id="subjects-why" lang="zh-CN" maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} value={chosen.note} onChange={event => choose({ ...chosen, note: event.target.value })} />
      </Labelled>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      <Button type="primary" loading={act.isSending} disabled={name.length + chosen.lift.length === 0} onClick={send}>{words.save}</Button>
    </>
  )
}

function namesOf({ officerIds, unitIds, person, personUnit, isHead }: Chosen): NewSubject[] {
  const typed = person.trim()
  return [
    ...officerIds.map(officerId => ({ officerId })), ...unitIds.map(unitId => ({ unitId })),
    ...(typed.length >= 2 ? [{ person: typed, ...(personUnit && { unitId: personUnit, isHead }) }] : []),
  ]
}

type Part = { known: CaseSubjects; chosen: Chosen; choose: (chosen: Chosen) => void }

function Subjects({ known, chosen, choose }: Part) {
  const words = useWords(conflictWords)
  const name = useName()
  if (known.subjects.length === 0) return <p className="soft">{words.noSubjects}</p>
  return (
    <ul className="subjects">
      {known.subjects.map(subject => (
        <li key={subject.id}>
          <span lang="zh-CN">{[subject.officerName ?? subject.person, subject.unit && name(subject.unit), subject.isHead ? words.head : undefined].filter(Boolean).join(' · ')}</span>{' '}
          <Checkbox checked={chosen.lift.includes(subject.id)} onChange={event => choose({ ...chosen, lift: toggled(chosen.lift, subject.id, event.target.checked) })}>{words.lift}</Checkbox>
        </li>
      ))}
    </ul>
  )
}

function Proposals({ known, chosen, choose }: Part) {
  const words = useWords(conflictWords)
  const { language } = useLanguage()
  const name = useName()
  if (known.proposals.length === 0) return null
  return (
    <fieldset className="plain">
      <legend>{words.proposed}</legend>
      {known.proposals.map(({ reason, officerId, unitId, name: person, unit }) => (
        <div key={reason}>
          <Checkbox
            checked={officerId ? chosen.officerIds.includes(officerId) : chosen.unitIds.includes(unitId ?? '')}
            onChange={event => choose(officerId ? { ...chosen, officerIds: toggled(chosen.officerIds, officerId, event.target.checked) } : { ...chosen, unitIds: toggled(chosen.unitIds, unitId ?? '', event.target.checked) })}
          >
            <span lang="zh-CN">{[person, name(unit)].filter(Boolean).join(' · ')}</span> <span className="soft">({subjectReasonTexts[language][reason]})</span>
          </Checkbox>
        </div>
      ))}
    </fieldset>
  )
}

function Choices({ known, chosen, choose }: Part) {
  const words = useWords(conflictWords)
  const name = useName()
  const units = known.units.map(unit => ({ value: unit.id, label: name(unit) }))
  return (
    <>
      <Labelled id="subject-officers" label={words.toName} problem={undefined}>
        <Select id="subject-officers" mode="multiple" placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={chosen.officerIds} onChange={officerIds => choose({ ...chosen, officerIds })}
          options={known.officers.map(officer => ({ value: officer.id, label: `${officer.name} · ${name(officer.unit)}` }))} />
      </Labelled>
      <Labelled id="subject-units" label={words.toNameUnit} problem={undefined}>
        <Select id="subject-units" mode="multiple" placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={chosen.unitIds} onChange={unitIds => choose({ ...chosen, unitIds })} options={units} />
      </Labelled>
      <Labelled id="subject-person" label={words.person} problem={undefined}>
        <Input id="subject-person" lang="zh-CN" maxLength={60} value={chosen.person} onChange={event => choose({ ...chosen, person: event.target.value })} />
      </Labelled>
      {chosen.person.trim() === '' ? null : (
        <>
          <Labelled id="subject-person-unit" label={words.personUnit} problem={undefined}>
            <Select id="subject-person-unit" allowClear placeholder={words.choose} showSearch={{ optionFilterProp: 'label' }} value={chosen.personUnit} onChange={personUnit => choose({ ...chosen, personUnit })} options={units} />
          </Labelled>
          <Checkbox checked={chosen.isHead} disabled={!chosen.personUnit} onChange={event => choose({ ...chosen, isHead: event.target.checked })}>{words.personHead}</Checkbox>
        </>
      )}
    </>
  )
}

function toggled(ids: readonly string[], id: string, isIn: boolean): string[] {
  return isIn ? [...ids, id] : ids.filter(other => other !== id)
}
