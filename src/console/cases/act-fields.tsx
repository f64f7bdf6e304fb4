import { Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { actionRules } from '#rules/cases/lifecycle.ts'
import { actWords } from '#text/console-acts.ts'
import { useName, useWords } from '../language.tsx'
import { TextFields } from '../matter/text-fields.tsx'
import { Labelled } from '../shell/labelled.tsx'
import { useProblemText, type FieldProps } from './act-field.ts'
import { asksDays, asksItem, daysMost, isChoice, sealsAway } from './act-values.ts'
import { ReplyFields } from './reply-fields.tsx'
import { EvidenceField } from './evidence-field.tsx'
import { ItemField } from './item-field.tsx'
import { SuggestedUnits } from './suggested-units.tsx'
import { AddressField, ChoiceField, HelpersField, StatementField } from './choice-fields.tsx'

/** What an act asks for: a unit, a number of days, an answer, a reason. */
export function ActFields(props: FieldProps) {
  const { action } = props
  return (
    <>
      {action === 'assign' ? <SuggestedUnits {...props} /> : null}
      {action === 'assign' ? <UnitField {...props} /> : null}
      {action === 'joinUnits' ? <HelpersField {...props} /> : null}
      {isChoice(action) ? <ChoiceField {...props} action={action} /> : null}
      {action === 'proposeRejection' ? <AddressField {...props} /> : null}
      {action === 'split' ? <StatementField {...props} /> : null}
      {asksItem(action) ? <ItemOfCase {...props} /> : null}
      {asksDays(action) ? <DaysField {...props} /> : null}
      {action === 'draftReply' ? <ReplyFields {...props} /> : null}
      {action === 'contribute' ? <EvidenceField {...props} /> : null}
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
    <Labelled id={id} label={words.unit} problem={text(problems.unitId)} hint={file.responsibleUnits.length === 0 ? words.noUnits : chosen && !chosen.bound && bound.length > 0 ? words.notBound : undefined}>
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

/** Acceptance may leave it as it is; the act of its own changes it. */
function ItemOfCase({ action, file, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const name = useName()
  const text = useProblemText()
  const isOwnAct = action === 'classify'
  return (
    <ItemField
      village={file.villageCode} value={values.item} choose={item => change({ ...values, item })} isFrozen={isFrozen} without={isOwnAct ? file.item?.slug : undefined}
      label={isOwnAct ? words.item : words.itemOptional} problem={text(problems.item)} hint={isOwnAct ? file.item && words.itemNow(name(file.item)) : words.itemHint}
    />
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

function NoteField({ action, file, values, change, problems, isFrozen }: FieldProps) {
  const words = useWords(actWords)
  const text = useProblemText()
  const id = useId()
  const { need, least, most } = actionRules[action].note
  return (
    <Labelled id={id} label={need === 'required' ? words.noteRequired(least) : sealsAway(action, values, file) ? words.sealedNote : words.noteOptional} problem={text(problems.note)} hint={words.counted([...values.note].length, most)}>
      <Input.TextArea id={id} readOnly={isFrozen} lang="zh-CN" autoSize={{ minRows: 3, maxRows: 12 }} value={values.note} onChange={event => change({ ...values, note: event.target.value })} />
    </Labelled>
  )
}
