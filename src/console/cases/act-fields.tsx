import { Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { actionRules } from '#rules/cases/lifecycle.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import { actWords } from '#text/console-acts.ts'
import type { Reply } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { TextFields } from '../matter/text-fields.tsx'
import { Labelled } from '../shell/labelled.tsx'
import { useProblemText, type FieldProps } from './act-field.ts'
import { asksDays, daysMost, isChoice, replyLimits } from './act-values.ts'
import { AddressField, ChoiceField, HelpersField, StatementField } from './choice-fields.tsx'

/** What an act asks for: a unit, a number of days, an answer, a reason. */
export function ActFields(props: FieldProps) {
  const { action } = props
  return (
    <>
      {action === 'assign' ? <UnitField {...props} /> : null}
      {action === 'joinUnits' ? <HelpersField {...props} /> : null}
      {isChoice(action) ? <ChoiceField {...props} action={action} /> : null}
      {action === 'proposeRejection' ? <AddressField {...props} /> : null}
      {action === 'split' ? <StatementField {...props} /> : null}
      {asksDays(action) ? <DaysField {...props} /> : null}
      {action === 'draftReply' ? <ReplyFields {...props} /> : null}
      {action === 'assign' ? <TextFields file={props.file} typed={props.values.redacted} change={redacted => props.change({ ...props.values, redacted })} isTried={props.problems.redacted !== undefined} isFrozen={props.isFrozen} prefix="assign" /> : null}
      {actionRules[action].note.need === 'none' ? null : <NoteField {...props} />}
    </>
  )
}

function UnitField({ file, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const name = useName()
  const text = useProblemText()
  const id = useId()
  const chosen = file.responsibleUnits.find(unit => unit.id === values.unitId)
  const bound = file.responsibleUnits.filter(unit => unit.bound)
  return (
    <Labelled id={id} label={words.unit} problem={text(problems.unitId)} hint={chosen && !chosen.bound && bound.length > 0 ? words.notBound : undefined}>
      <Select
        id={id}
        disabled={isFrozen}
        placeholder={words.chooseUnit}
        showSearch={{ optionFilterProp: 'label' }}
        value={values.unitId}
        onChange={unitId => change({ ...values, unitId })}
        options={[...bound, ...file.responsibleUnits.filter(unit => !unit.bound)].map(unit => ({
          value: unit.id,
          label: name({ zh: unit.nameZh, en: unit.nameEn }) + (unit.bound ? ` (${words.bound})` : ''),
        }))}
      />
    </Labelled>
  )
}

function DaysField({ action, file, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const text = useProblemText()
  const id = useId()
  const { asked = 0, most = 2 } = file.extension ?? {}
  const longest = daysMost(action, file)
  const hint = action === 'askExtension' ? `${words.daysLimit(longest)} · ${words.extensionCount(asked + 1, most)}` : words.daysLimit(longest)
  return (
    <Labelled id={id} label={action === 'supervise' ? words.superviseDays : words.days} problem={text(problems.days)} hint={hint}>
      <InputNumber id={id} disabled={isFrozen} min={1} max={longest} precision={0} value={values.days ?? null} onChange={days => change({ ...values, days: days ?? undefined })} />
    </Labelled>
  )
}

function NoteField({ action, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const text = useProblemText()
  const id = useId()
  const { need, least, most } = actionRules[action].note
  return (
    <Labelled id={id} label={need === 'required' ? words.noteRequired(least) : words.noteOptional} problem={text(problems.note)} hint={words.counted([...values.note].length, most)}>
      <Input.TextArea id={id} readOnly={isFrozen} lang="zh-CN" autoSize={{ minRows: 3, maxRows: 12 }} value={values.note} onChange={event => change({ ...values, note: event.target.value })} />
    </Labelled>
  )
}

function ReplyFields(props: FieldProps) {
  const words = useWords(actWords)
  return (
    <>
      <ReplyField {...props} part="found" label={words.found} hint={words.foundHint} rows={3} />
      <ReplyField {...props} part="done" label={words.done} hint={words.doneHint} rows={3} />
      <ReplyField {...props} part="nextStep" label={words.nextStep} rows={2} />
      <ReplyField {...props} part="text" label={words.text} hint={words.textHint} rows={5} />
      <ReplyField {...props} part="answeredBy" label={words.answeredBy} hint={words.answeredByHint} rows={1} />
    </>
  )
}

function ReplyField({ part, label, hint, rows, values, change, problems, isFrozen }: FieldProps & { part: keyof Reply; label: string; hint?: string; rows: number }) {
  const words = useWords(actWords)
  const text = useProblemText()
  const id = useId()
  const typed = values.reply[part]
  // Only a warning here: the server decides, and a project number may look like somebody's card.
  const warning = findPersonalData(typed).length > 0 ? words.personalData : undefined
  return (
    <Labelled id={id} label={label} problem={text(problems[part])} warning={warning} hint={typed.length > replyLimits[part] / 2 ? words.counted([...typed].length, replyLimits[part]) : hint}>
      <Input.TextArea id={id} readOnly={isFrozen} lang="zh-CN" autoSize={{ minRows: rows, maxRows: 16 }} value={typed} onChange={event => change({ ...values, reply: { ...values.reply, [part]: event.target.value } })} />
    </Labelled>
  )
}
