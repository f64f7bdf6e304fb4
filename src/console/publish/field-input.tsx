import { AutoComplete, Input, Select } from 'antd'
import type { Field } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import { moneyUnit } from '#text/values.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { Labelled } from '../shell/labelled.tsx'
import { FieldMarks } from './field-marks.tsx'

/** One header field of a record, typed as text whatever it is: the rules read it, forgivingly and exactly. */
export function FieldInput({ field, text, problem, change }: { field: Field; text: string; problem: string | undefined; change: (text: string) => void }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  const id = `field-${field.key}`
  const label = (
    <>
      {language === 'en' ? field.en : field.zh} {field.required ? <span className="must" title={words.required}>*</span> : null} <FieldMarks field={field} />
    </>
  )
  const hint = field.help && (language === 'en' ? field.help.en : field.help.zh)
  return (
    <div className={field.type === 'long-text' ? 'field is-wide' : 'field'}>
      <Labelled id={id} label={label} problem={problem} hint={hint}>
        <Control id={id} field={field} text={text} change={change} />
      </Labelled>
    </div>
  )
}

type ControlProps = { id: string; field: Field; text: string; change: (text: string) => void }

function Control({ id, field, text, change, ...described }: ControlProps) {
  const { language } = useLanguage()
  if (field.type === 'choice') {
    return (
      <Select
        {...described}
        id={id}
        allowClear={!field.required}
        value={text === '' ? null : text}
        onChange={(value: string | null) => change(value ?? '')}
        options={(field.choices ?? []).map(choice => ({ value: choice.value, label: language === 'en' ? choice.en : choice.zh }))}
      />
    )
  }
  if (field.key === 'projectCode') return <ProjectCodeInput {...described} id={id} text={text} change={change} />
  const shared = { ...described, id, value: text, lang: 'zh-CN', onChange: (event: { target: { value: string } }) => change(event.target.value) }
  if (field.type === 'long-text') return <Input.TextArea {...shared} autoSize={{ minRows: 3, maxRows: 14 }} />
  if (field.type === 'money') return <Input {...shared} inputMode="decimal" suffix={moneyUnit[language]} />
  if (field.type === 'percent') return <Input {...shared} inputMode="decimal" suffix="%" />
  if (field.type === 'quantity' || field.type === 'integer') return <Input {...shared} inputMode="decimal" suffix={field.unit ?? ''} />
  return <Input {...shared} {...(field.type === 'date' ? { placeholder: 'YYYY-MM-DD' } : {})} />
}

/** The code of a project, offered by name: a clerk remembers the road, not the number. */
function ProjectCodeInput({ id, text, change, ...described }: Omit<ControlProps, 'field'>) {
  const village = useMe()?.officer.division.code
  const projects = useRead('GET /api/v1/projects', { query: { village: village ?? 0 } }, { enabled: village !== undefined }).data?.projects ?? []
  return (
    <AutoComplete
      {...described}
      id={id}
      value={text}
      onChange={(value: string) => change(value)}
      options={projects.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      showSearch={{ filterOption: (typed, option) => `${option?.label}`.includes(typed) }}
    />
  )
}
