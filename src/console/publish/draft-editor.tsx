import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import { useAct } from '../act.ts'
import type { Draft } from '../api-types.ts'
import { Refused } from '../client.ts'
import { useInstantText, useWords } from '../language.tsx'
import { useMe } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { UnsavedGuard } from '../shell/unsaved-guard.tsx'
import { Attachments } from './attachments.tsx'
import { FindingsSheet } from './findings-sheet.tsx'
import { ImportSheet } from './import-sheet.tsx'
import { useLiveCheck } from './live-check.ts'
import { withoutAccepted } from './mask-place.ts'
import { PreviewDrawer } from './preview-drawer.tsx'
import { blocks } from './problems.ts'
import { RecordForm } from './record-form.tsx'
import type { RecordValues } from './record-values.ts'
import { withoutEmptyRows } from './record-values.ts'
import { useSaveKey } from './save-key.ts'

type Props = { draft: Draft; schema: FieldSchema; cadence: Cadence; accept: (draft: Draft) => void }

/** The form of a stored draft: saved as often as one likes, handed in once nothing is wrong. */
export function DraftEditor({ draft, schema, cadence, accept }: Props) {
  const words = useWords(publishWords)
  const today = useMe()?.today ?? '1900-01-01'
  const desk = useSaving(draft, accept)
  const { values, setValues } = desk
  const live = useLiveCheck(schema, values, today)
  const check = { ...live, problems: withoutAccepted(live.problems, draft, values) }
  const [isPreviewed, setPreviewed] = useState(false)
  useSaveKey(() => desk.save(false))
  const blocking = check.problems.filter(blocks).length
  const input = { villageCode: draft.villageCode, item: draft.item, period: values.period, title: values.title, fields: values.fields, rows: withoutEmptyRows(values.rows) }
  return (
    <>
      <UnsavedGuard isDirty={desk.isDirty} />
      <ImportSheet item={draft.item} villageCode={draft.villageCode} schema={schema} values={values} change={setValues} />
      <RecordForm schema={schema} cadence={cadence} today={today} values={values} change={setValues} {...check} isCorrection={draft.baseVersion > 0} isNew={false} />
      <Attachments draft={draft} accept={desk.acceptFiles} />
      {draft.findings.some(finding => finding.severity !== 'yellow') ? <FindingsSheet draft={draft} accept={accept} /> : null}
      <div className="save-bar">
        <SaveFailure failure={desk.failure} load={desk.load} overwrite={desk.overwrite} />
        <Button loading={desk.isSending} disabled={!desk.isDirty} onClick={() => desk.save(false)}>{words.saveDraft}</Button>
        <Button onClick={() => setPreviewed(true)}>{words.preview}</Button>
        <Button type="primary" loading={desk.isSending} disabled={check.isChecking || blocking > 0} onClick={() => desk.save(true)}>{words.submit}</Button>
        <span className="soft">{blocking > 0 ? words.problems(blocking) : words.submitNext}</span>
        <SavedMark draft={draft} isDirty={desk.isDirty} />
      </div>
      {isPreviewed ? <PreviewDrawer input={input} schema={schema} close={() => setPreviewed(false)} /> : null}
    </>
  )
}

function SavedMark({ draft, isDirty }: { draft: Draft; isDirty: boolean }) {
  const words = useWords(publishWords)
  const at = useInstantText()
  return <span className="soft saved-mark" role="status">{isDirty ? words.notSaved : words.savedAt(at(draft.updatedAt))}</span>
}

/** What is typed, what of it is stored, and the two acts that store it. `asOf` belongs to what was loaded, not to what is newest. */
function useSaving(draft: Draft, accept: (draft: Draft) => void) {
  const [base, setBase] = useState(() => ({ values: valuesOf(draft), asOf: draft.eventCount }))
  const [values, setValues] = useState(base.values)
  const isDirty = values !== base.values
  const handsIn = useRef(false)
  const move = useAct('POST /api/v1/drafts/{id}/moves', accept)
  const put = useAct('PUT /api/v1/drafts/{id}', saved => {
    load(saved)
    accept(saved)
    if (handsIn.current) move.send({ params: { id: draft.id }, body: { action: 'submit', asOf: saved.eventCount } })
  })
  const load = (newer: Draft) => {
    const loaded = { values: valuesOf(newer), asOf: newer.eventCount }
    setBase(loaded)
    setValues(loaded.values)
  }
  useEffect(() => {
    if (draft.eventCount > base.asOf && !isDirty) load(draft)
  })
  const save = (andHandIn: boolean, asOf = base.asOf) => {
    handsIn.current = andHandIn
    move.reset()
    if (isDirty) put.send({ params: { id: draft.id }, body: { asOf, ...editOf(values, draft) } })
    else if (andHandIn) move.send({ params: { id: draft.id }, body: { action: 'submit', asOf } })
  }
  return {
    values, setValues, isDirty, save,
    isSending: put.isSending || move.isSending,
    failure: put.failure ?? move.failure,
    load: () => (put.reset(), load(draft)),
    overwrite: (eventCount: number) => save(false, eventCount),
    acceptFiles: (attachments: Draft['attachments'], eventCount: number) => {
      setBase({ ...base, asOf: eventCount })
      accept({ ...draft, attachments, eventCount })
    },
  }
}

function valuesOf(draft: Draft): RecordValues {
  return { period: draft.period, title: draft.title, reason: draft.reason ?? '', fields: draft.fields, rows: draft.rows }
}

function editOf(values: RecordValues, draft: Draft) {
  const { period, title, reason, fields, rows } = values
  return { period, title: title.trim(), fields, rows: withoutEmptyRows(rows), ...(draft.baseVersion > 0 && reason.trim() ? { reason: reason.trim() } : {}) }
}

function SaveFailure({ failure, load, overwrite }: { failure: Error | null; load: () => void; overwrite: (eventCount: number) => void }) {
  const words = useWords(publishWords)
  const text = useFailureText()
  if (!failure) return null
  const problem = failure instanceof Refused ? failure.problem : undefined
  const { code, eventCount, problems = [] } = problem ?? {}
  if (code === 'stale' && eventCount) {
    return (
      <Alert
        type="warning"
        role="alert"
        title={words.stale}
        action={
          <>
            <Button size="small" onClick={load}>{words.staleLoad}</Button> <Button size="small" danger onClick={() => overwrite(eventCount)}>{words.staleKeep}</Button>
          </>
        }
      />
    )
  }
  return <Alert type="error" role="alert" title={text(failure)} description={problems.length > 0 ? <ul>{problems.slice(0, 20).map((each, index) => <li key={index}>{each.message}</li>)}</ul> : undefined} />
}
