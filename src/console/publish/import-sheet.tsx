import { Alert, Button, Select } from 'antd'
import { useRef, useState } from 'react'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { Cells, ImportReading } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import type { RecordValues } from './record-values.ts'

type Props = { item: string; villageCode: number; schema: FieldSchema; values: RecordValues; change: (values: RecordValues) => void }

/** Reads a spreadsheet into the form. The server reads it and keeps nothing; what is wrong is shown with its cell. */
export function ImportSheet({ item, villageCode, schema, values, change }: Props) {
  const words = useWords(publishWords)
  const text = useFailureText()
  const chooser = useRef<HTMLInputElement>(null)
  const [waiting, setWaiting] = useState<ImportReading>()
  const [fileName, setFileName] = useState('')
  const take = (reading: ImportReading) => {
    setWaiting(undefined)
    change({ ...values, fields: { ...values.fields, ...reading.fields }, rows: reading.rows })
  }
  const act = useAct('POST /api/v1/imports', reading => {
    if (reading.rows.length === 0 && Object.keys(reading.fields).length === 0) return
    if (values.rows.length > 0) setWaiting(reading)
    else take(reading)
  })
  return (
    <section className="sheet import">
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={event => {
          const file = event.target.files?.[0]
          // The same file may be chosen again after it was put right.
          event.target.value = ''
          if (!file) return
          setFileName(file.name)
          act.send({ form: { item, villageCode: String(villageCode), file } })
        }}
      />
      <Button loading={act.isSending} onClick={() => chooser.current?.click()}>{act.isSending ? words.importing : words.importFile}</Button>
      <span className="soft"> {words.importHint}</span>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
      {waiting ? <Replacing take={() => take(waiting)} leave={() => setWaiting(undefined)} /> : null}
      {act.reply && !waiting ? <Reading reading={act.reply} fileName={fileName} schema={schema} choose={fields => change({ ...values, title: titleOf(schema, fields) ?? values.title, fields: { ...values.fields, ...fields } })} /> : null}
    </section>
  )
}

function Replacing({ take, leave }: { take: () => void; leave: () => void }) {
  const words = useWords(publishWords)
  const shell = useWords(consoleWords)
  return (
    <Alert
      type="warning"
      role="alert"
      title={words.importReplace}
      action={
        <>
          <Button size="small" danger onClick={take}>{words.importReplaceOk}</Button> <Button size="small" onClick={leave}>{shell.cancel}</Button>
        </>
      }
    />
  )
}

function Reading({ reading, fileName, schema, choose }: { reading: ImportReading; fileName: string; schema: FieldSchema; choose: (fields: Cells) => void }) {
  const words = useWords(publishWords)
  if (reading.refusal) return <Alert type="error" role="alert" title={reading.refusal.message} />
  const records = reading.records ?? []
  const isEmpty = reading.rows.length === 0 && records.length === 0 && Object.keys(reading.fields).length === 0
  return (
    <>
      <Alert type={isEmpty ? 'warning' : 'success'} role="status" title={isEmpty ? words.importNothing : words.importRead(reading.sheetName || fileName, reading.rows.length + records.length)} />
      {records.length > 0 ? <ChooseRecord reading={reading} records={records} schema={schema} choose={choose} /> : null}
      <FileProblems reading={reading} />
      <ColumnsRead reading={reading} schema={schema} />
    </>
  )
}

function ChooseRecord({ reading, records, schema, choose }: { reading: ImportReading; records: readonly Cells[]; schema: FieldSchema; choose: (fields: Cells) => void }) {
  const words = useWords(publishWords)
  const nameOf = (cells: Cells) => titleOf(schema, cells) ?? Object.values(cells).slice(0, 2).join(' · ')
  return (
    <Select
      aria-label={words.importChoose(records.length)}
      placeholder={words.importChoose(records.length)}
      style={{ width: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(index: number) => choose(records[index] ?? {})}
      options={records.map((cells, index) => ({ value: index, label: `${words.sheetRow(reading.rowNumbers[index] ?? index + 1)} · ${nameOf(cells)}` }))}
    />
  )
}

/** The name that a record has in the file: twenty notices of one day would otherwise all be called the same. */
function titleOf(schema: FieldSchema, cells: Cells): string | undefined {
  return schema.titleOf === undefined ? undefined : cells[schema.titleOf]?.trim() || undefined
}

function FileProblems({ reading }: { reading: ImportReading }) {
  const words = useWords(publishWords)
  if (reading.problems.length === 0) return null
  const shown = reading.problems.slice(0, 200)
  return (
    <details className="import-problems" open>
      <summary>{words.importProblems(reading.problems.length)}</summary>
      <ol>
        {shown.map((problem, index) => (
          <li key={index}>
            <code>{problem.cell ?? problem.column ?? ''}</code> {problem.message}
          </li>
        ))}
        {reading.problems.length > shown.length ? <li className="soft">{words.moreProblems(reading.problems.length - shown.length)}</li> : null}
      </ol>
    </details>
  )
}

function ColumnsRead({ reading, schema }: { reading: ImportReading; schema: FieldSchema }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  const fields = [...(schema.rows?.fields ?? []), ...schema.fields]
  const nameOf = (key: string | undefined) => {
    const field = fields.find(known => known.key === key)
    return field && (language === 'en' ? field.en : field.zh)
  }
  return (
    <details>
      <summary>{words.importColumns}</summary>
      <ul className="import-columns">
        {reading.columns.map(column => (
          <li key={column.column}>
            <code>{column.column}</code> <span lang="zh-CN">{column.header}</span> → {nameOf(column.field) ?? <span className="soft">{words.importIgnored}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
