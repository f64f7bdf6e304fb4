import { Alert, Drawer } from 'antd'
import { useState } from 'react'
import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { listWords } from '#text/console-list.ts'
import type { CountyItem, FieldSchemaView, ListProposal } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import { useLiveCheck } from '../publish/live-check.ts'
import { titleFor } from '../publish/periods.ts'
import { RecordForm } from '../publish/record-form.tsx'
import { emptyRecord, withOwnTitle, type RecordValues } from '../publish/record-values.ts'
import { schemaOf } from '../publish/schema-of.ts'
import { fieldChanges } from './field-values.ts'

export type AskedForm = NonNullable<ListProposal['form']>

type Shown = { item: Pick<CountyItem, 'slug' | 'zh' | 'en' | 'cadence' | 'hasSchema'>; today: string; close: () => void }

/** The form as a clerk will get it with what is being proposed for the item; the item's form itself stays as it is. */
export function ItemFormPreview({ item, today, close }: Shown) {
  const reading = useRead('GET /api/v1/schemas/{item}', { params: { item: item.slug }, query: {} }, { staleTime: 0 })
  return <PreviewDrawer item={item} close={close}><Loaded reading={reading}>{view => <TriedForm item={item} view={view} today={today} />}</Loaded></PreviewDrawer>
}

/** The form as a clerk will get it with the fields that are being proposed: made by the server with the same rules that will make it. */
export function ProposedFormPreview({ item, form, validFrom, today, close }: Shown & { form: AskedForm; validFrom: string }) {
  const words = useWords(listWords)
  const before = useRead('GET /api/v1/schemas/{item}', { params: { item: item.slug }, query: {} }, { enabled: item.hasSchema, staleTime: 0 })
  const reading = useRead('POST /api/v1/county-list/{item}/forms/preview', { params: { item: item.slug }, body: { validFrom, ...form } }, { staleTime: 0 })
  return (
    <PreviewDrawer item={item} close={close}>
      <Loaded reading={reading}>
        {({ schema, droppedChecks }) => (
          <>
            {item.hasSchema && before.data ? <Changes before={before.data} after={schema} /> : null}
            {droppedChecks > 0 ? <Alert type="warning" title={words.dropped(droppedChecks)} /> : null}
            <TriedForm item={item} view={schema} today={today} />
          </>
        )}
      </Loaded>
    </PreviewDrawer>
  )
}

function PreviewDrawer({ item, close, children }: { item: Shown['item']; close: () => void; children: React.ReactNode }) {
  const words = useWords(listWords)
  const name = useName()
  return (
    <Drawer open size="92vw" title={words.lookTitle(name(item))} onClose={close}>
      <p className="soft drawer-lead">{words.lookLead}</p>
      {children}
    </Drawer>
  )
}

/** The very form of the clerk's page, with its checks; nothing of what is tried is kept. */
function TriedForm({ item, view, today }: { item: Shown['item']; view: FieldSchemaView; today: string }) {
  const words = useWords(listWords)
  const schema = schemaOf(view)
  const [values, setValues] = useState<RecordValues>({ ...emptyRecord, title: titleFor(words.sampleVillage, '', item.zh) })
  const check = useLiveCheck(schema, values, today as PlainDate)
  return <RecordForm schema={schema} cadence={item.cadence} today={today} values={values} change={next => setValues(withOwnTitle(values, next, words.sampleVillage, item.zh))} {...check} isCorrection={false} isNew />
}

function Changes({ before, after }: { before: FieldSchemaView; after: FieldSchemaView }) {
  const words = useWords(listWords)
  const name = useName()
  const { added, removed, altered } = fieldChanges(before, after)
  const lines = ([[words.added, added], [words.removed, removed], [words.altered, altered]] as const).filter(([, fields]) => fields.length > 0)
  if (lines.length === 0) return <p>{words.sameFields}</p>
  return <ul className="changes">{lines.map(([label, fields]) => <li key={label}><strong>{label}</strong> {fields.map(field => name(field)).join(' · ')}</li>)}</ul>
}
