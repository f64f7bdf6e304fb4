import { Alert, Button, Checkbox, Drawer, Input, Select } from 'antd'
import { useState } from 'react'
import { audiences, fieldTypes, maskKinds } from '#rules/disclosures/field-schema.ts'
import { listWords } from '#text/console-list.ts'
import { useAct } from '../act.ts'
import type { CountyItem, CountyList, FieldSchemaView, SchemaField } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Loaded } from '../shell/waiting.tsx'
import { ProposedFormPreview, type AskedForm } from './form-preview.tsx'
import { withChoices, withMask, withoutNothing } from './field-values.ts'

type Props = { item: CountyItem; today: string; close: () => void; done: (list: CountyList, said: string) => void }

/** The fields of an item's form; what is proposed becomes its next version once another officer has passed it. */
export function FormDrawer(props: Props) {
  const { item, close } = props
  const words = useWords(listWords)
  const name = useName()
  const reading = useRead('GET /api/v1/schemas/{item}', { params: { item: item.slug }, query: {} }, { enabled: item.hasSchema, staleTime: 0 })
  return (
    <Drawer open size="92vw" title={words.formTitle(name(item))} onClose={close}>
      {item.hasSchema ? <Loaded reading={reading}>{view => <FormEditor key={view.version} {...props} before={view} />}</Loaded> : <FormEditor {...props} before={undefined} />}
    </Drawer>
  )
}

function FormEditor({ item, today, done, before }: Props & { before: FieldSchemaView | undefined }) {
  const words = useWords(listWords)
  const failureText = useFailureText()
  const [fields, setFields] = useState<readonly SchemaField[]>(before?.fields ?? [])
  const [rows, setRows] = useState<readonly SchemaField[]>(before?.rows?.fields ?? [])
  const [validFrom, setValidFrom] = useState(today)
  const [isLooking, setLooking] = useState(false)
  const propose = useAct('POST /api/v1/county-list/{item}/forms', next => done(next, words.proposed))
  const named = before?.rows ?? { zh: '明细', en: 'Rows' }
  const form: AskedForm = { fields: fields.map(withoutNothing), ...(rows.length > 0 && { rows: { zh: named.zh, en: named.en, fields: rows.map(withoutNothing) } }) }
  return (
    <>
      <p className="soft">{words.formLead}</p>
      {propose.failure ? <Alert type="error" role="alert" title={failureText(propose.failure)} /> : null}
      <FieldTable title={words.header} fields={fields} change={setFields} />
      <FieldTable title={words.rows} fields={rows} change={setRows} />
      <p className="item-acts">
        <label htmlFor="formFrom">{words.validFrom}</label>
        <Input id="formFrom" type="date" min={today} value={validFrom} onChange={event => setValidFrom(event.target.value)} style={{ width: 160 }} />
        <Button onClick={() => setLooking(true)}>{words.look}</Button>
        <Button type="primary" loading={propose.isSending} onClick={() => propose.send({ params: { item: item.slug }, body: { validFrom, ...form } })}>{words.propose}</Button>
      </p>
      {isLooking ? <ProposedFormPreview item={item} form={form} validFrom={validFrom} today={today} close={() => setLooking(false)} /> : null}
    </>
  )
}

function FieldTable({ title, fields, change }: { title: string; fields: readonly SchemaField[]; change: (fields: readonly SchemaField[]) => void }) {
  const words = useWords(listWords)
  const write = (index: number, next: SchemaField) => change(fields.map((field, i) => (i === index ? next : field)))
  const add = () => change([...fields, { key: `county${fields.length + 1}${Math.random().toString(36).replaceAll(/[^a-z]/g, '').slice(0, 4)}`, zh: '', en: '', type: 'text', required: false, audience: 'public' }])
  return (
    <section className="item-category">
      <h2>{title}</h2>
      <table className="list items">
        <thead><tr>{[words.zh, words.en, words.type, words.audience, words.mask, words.required, words.remove].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{fields.map((field, index) => <FieldLine key={field.key} field={field} write={next => write(index, next)} remove={() => change(fields.filter((_, i) => i !== index))} />)}</tbody>
      </table>
      <p><Button onClick={add}>{words.addField}</Button></p>
    </section>
  )
}

function FieldLine({ field, write, remove }: { field: SchemaField; write: (field: SchemaField) => void; remove: () => void }) {
  const words = useWords(listWords)
  return (
    <tr>
      <td data-label={words.zh}><Input aria-label={words.zh} value={field.zh} maxLength={60} onChange={event => write({ ...field, zh: event.target.value })} /></td>
      <td data-label={words.en}><Input aria-label={words.en} value={field.en} maxLength={100} onChange={event => write({ ...field, en: event.target.value })} /></td>
      <td data-label={words.type}>
        <Select aria-label={words.type} value={field.type} popupMatchSelectWidth={false} onChange={type => write(withChoices({ ...field, type }))} options={fieldTypes.map(type => ({ value: type, label: words.types[type] }))} />
        {field.type === 'choice' ? <Input aria-label={words.choices} placeholder={words.choices} value={(field.choices ?? []).map(choice => choice.zh).join('、')} onChange={event => write(withChoices(field, event.target.value))} /> : null}
      </td>
      <td data-label={words.audience}><Select aria-label={words.audience} value={field.audience} popupMatchSelectWidth={false} onChange={audience => write({ ...field, audience })} options={audiences.map(audience => ({ value: audience, label: words.audiences[audience] }))} /></td>
      <td data-label={words.mask}><Select aria-label={words.mask} value={field.mask ?? ''} popupMatchSelectWidth={false} onChange={mask => write(withMask(field, mask))} options={[{ value: '', label: words.noMask }, ...maskKinds.map(mask => ({ value: mask, label: words.masks[mask] }))]} /></td>
      <td data-label={words.required}><Checkbox aria-label={words.required} checked={field.required} onChange={event => write({ ...field, required: event.target.checked })} /></td>
      <td><Button size="small" danger onClick={remove}>{words.remove}</Button></td>
    </tr>
  )
}
