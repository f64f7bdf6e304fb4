import { Alert, Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { ReplyField as Part } from '#rules/cases/reply.ts'
import { isOffered, templateFields } from '#rules/cases/reply-templates.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import { actWords } from '#text/console-acts.ts'
import { toolWords } from '#text/console-tools.ts'
import { refusalSentence, type AnyRefusal } from '#text/refusals.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Labelled } from '../shell/labelled.tsx'
import { useProblemText, type FieldProps } from './act-field.ts'
import { boilerplateIn, replyLimits } from './act-values.ts'
import { EvidenceField } from './evidence-field.tsx'

/** An answer: what was found, what was done, what comes next and by when, in plain words, by whom, and what it rests on. */
export function ReplyFields(props: FieldProps) {
  const words = useWords(actWords)
  return (
    <>
      <TemplateField {...props} />
      <ReplyField {...props} part="found" label={words.found} hint={words.foundHint} rows={3} />
      <ReplyField {...props} part="done" label={words.done} hint={words.doneHint} rows={3} />
      <ReplyField {...props} part="nextStep" label={words.nextStep} rows={2} />
      <NextByField {...props} />
      <ReplyField {...props} part="text" label={words.text} hint={words.textHint} rows={5} />
      <ReplyField {...props} part="answeredBy" label={words.answeredBy} hint={words.answeredByHint} rows={1} />
      <EvidenceField {...props} />
      <LiveJudgement {...props} />
    </>
  )
}

function ReplyField({ part, label, hint, rows, values, change, problems, isFrozen }: FieldProps & { part: Part; label: string; hint?: string; rows: number }) {
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

function NextByField({ values, change, problems, isFrozen, rules }: FieldProps) {
  const words = useWords(toolWords)
  const text = useProblemText()
  const id = useId()
  return (
    <Labelled id={id} label={words.nextBy} problem={text(problems.nextBy)}>
      <Input id={id} type="date" className="day-field" readOnly={isFrozen} min={rules?.today} value={values.reply.nextBy} onChange={event => change({ ...values, reply: { ...values.reply, nextBy: event.target.value } })} />
    </Labelled>
  )
}

/** The skeletons that are offered today for the item of a case, those of its category first: the general ones fit everything a little. */
function useOffered({ file, rules }: Pick<FieldProps, 'file' | 'rules'>) {
  const items = useRead('GET /api/v1/items', { query: { village: file.villageCode } }, { staleTime: 600_000 }).data?.items
  if (!rules) return []
  const category = items?.find(item => item.slug === file.item?.slug)?.category
  return rules.templates
    .filter(({ validFrom, validTo, category: of }) => isOffered({ category: of, validFrom: validFrom as PlainDate, validTo: validTo as PlainDate | undefined }, rules.today as PlainDate, category))
    .toSorted((one, other) => Number(other.category !== undefined) - Number(one.category !== undefined))
}

/** A skeleton to begin with. Only what is still empty is filled, so nothing typed is lost. */
function TemplateField(props: FieldProps) {
  const { values, change, isFrozen, rules } = props
  const words = useWords(toolWords)
  const id = useId()
  const [chosen, choose] = useState<string>()
  const offered = useOffered(props)
  const template = offered.find(known => known.id === chosen)
  const empty = templateFields.filter(part => values.reply[part].trim() === '')
  return (
    <div className="template-field">
      <Labelled id={id} label={words.template} problem={undefined} hint={rules && offered.length === 0 ? words.noTemplate : words.templateHint}>
        <Select
          id={id} disabled={isFrozen || offered.length === 0} placeholder={words.chooseTemplate} showSearch={{ optionFilterProp: 'label' }} value={chosen} onChange={choose}
          options={offered.map(known => ({ value: known.id, label: known.title }))}
        />
      </Labelled>
      <Button disabled={isFrozen || !template} onClick={() => template && change({ ...values, reply: { ...values.reply, ...Object.fromEntries(empty.map(part => [part, template[part]])) } })}>{words.useTemplate}</Button>
    </div>
  )
}

/** What the server would refuse, while it is being written. */
function LiveJudgement({ values, rules }: FieldProps) {
  const words = useWords(toolWords)
  const { language } = useLanguage()
  const refusal = boilerplateIn(values.reply, rules)
  return <div role="status">{refusal ? <Alert type="warning" title={words.live} description={refusalSentence(language, refusal as AnyRefusal)} /> : null}</div>
}
