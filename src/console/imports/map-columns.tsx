import { Button, Select } from 'antd'
import { useState } from 'react'
import { importWords } from '#text/console-imports.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { ImportResult } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'

type Props = { result: ImportResult; schema: FieldSchema; isChecking: boolean; check: (mapping: (string | null)[]) => void }

/** A choice for every column: which field it fills, or that it is left out. What was corrected is remembered with the drafts. */
export function MapColumns({ result, schema, isChecking, check }: Props) {
  const words = useWords(importWords)
  const name = useName()
  const [mapping, setMapping] = useState<readonly (string | null)[]>(result.columns.map(column => column.field ?? null))
  const isChanged = mapping.some((key, index) => key !== (result.columns[index]?.field ?? null))
  const fields = (result.isRecords ? schema.fields : schema.rows?.fields ?? schema.fields).filter(field => field.audience !== 'never')
  const likelyName = (key: string | undefined) => {
    const field = fields.find(known => known.key === key)
    return field && words.likely(name(field))
  }
  // A column that was never understood means the reader's own rules found no table at all; then it must be open.
  const isOpen = result.mappedBy !== 'names' || result.columns.some(column => column.field === undefined && !column.isPlace)
  return (
    <details open={isOpen}>
      <summary>{words.columns}</summary>
      <ul className="import-mapping">
        {result.columns.map((column, index) => (
          <li key={column.column}>
            <label htmlFor={`column-${column.column}`}><code>{column.column}</code> <span lang="zh-CN">{column.header}</span></label>
            <Select
              id={`column-${column.column}`} showSearch={{ optionFilterProp: 'label' }} allowClear placeholder={likelyName(column.likely) ?? (column.isPlace ? words.asPlace : words.leaveOut)}
              value={mapping[index] ?? null} onChange={key => setMapping(mapping.map((old, at) => (at === index ? key ?? null : old)))}
              options={fields.map(field => ({ value: field.key, label: `${name(field)}${field.required ? ' *' : ''}` }))}
            />
          </li>
        ))}
      </ul>
      <Button disabled={!isChanged} loading={isChecking} onClick={() => check([...mapping])}>{words.readAgain}</Button>
    </details>
  )
}
