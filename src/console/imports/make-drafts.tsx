import { Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { importWords } from '#text/console-imports.ts'
import { publishWords } from '#text/console-publish.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { useAct } from '../act.ts'
import type { CatalogueItem, Cells, ImportResult, ImportUpload } from '../api-types.ts'
import { Refused } from '../client.ts'
import { useWords } from '../language.tsx'
import { FieldInput } from '../publish/field-input.tsx'
import { PeriodField } from '../publish/period-field.tsx'
import { titleFor } from '../publish/periods.ts'
import { forgetLists, queryClient, useMe } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

type Props = { upload: ImportUpload; result: ImportResult; item: CatalogueItem; schema: FieldSchema }

/** The last step: what all drafts share, and the drafts. */
export function MakeDrafts(props: Props) {
  const { upload, result } = props
  if (upload.draftIds) return <Made ids={upload.draftIds} />
  return result.isBlocked || result.villages.length === 0 ? null : <Making {...props} />
}

function Making({ upload, result, item, schema }: Props) {
  const words = useWords(importWords)
  const publish = useWords(publishWords)
  const text = useFailureText()
  const today = useMe()?.today ?? '1900-01-01'
  const [period, setPeriod] = useState('')
  const [title, setTitle] = useState<string>()
  const [fields, setFields] = useState<Cells>(result.fields)
  const [despiteKnownRows, setDespite] = useState(false)
  const act = useAct('POST /api/v1/import-uploads/{id}/drafts', () => {
    void forgetLists()
    void queryClient.invalidateQueries({ queryKey: ['GET /api/v1/import-uploads/{id}'] })
  })
  const shownTitle = title ?? titleFor(result.villages.length === 1 ? result.villages[0]?.villageName ?? '' : '', period, item.zh)
  const asked = result.isRecords ? [] : schema.fields.filter(field => field.audience !== 'never' && (field.required || result.fields[field.key] !== undefined))
  return (
    <section className="sheet import">
      <Repeated result={result} isAccepted={despiteKnownRows} accept={setDespite} />
      <div className="fields">
        <div className="field"><PeriodField cadence={item.cadence} period={period} today={today} change={setPeriod} /></div>
        <div className="field is-wide">
          <Labelled id="title" label={publish.title} problem={undefined}><Input id="title" maxLength={200} value={shownTitle} onChange={event => setTitle(event.target.value)} /></Labelled>
        </div>
        {asked.map(field => <FieldInput key={field.key} field={field} text={fields[field.key] ?? ''} problem={undefined} change={value => setFields({ ...fields, [field.key]: value })} />)}
      </div>
      {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} description={act.failure instanceof Refused ? act.failure.problem.problems?.map((problem, index) => <div key={index}>{problem.message}</div>) : undefined} /> : null}
      <p>
        <Button
          type="primary" loading={act.isSending} disabled={period === '' || shownTitle.trim() === '' || (result.known.length > 0 && !despiteKnownRows)}
          onClick={() => act.send({ params: { id: upload.id }, body: { period, title: shownTitle, fields, despiteKnownRows } })}
        >{words.makeDrafts}</Button> {period === '' ? <span className="soft">{publish.choosePeriodFirst}</span> : null}
      </p>
    </section>
  )
}

function Repeated({ result, isAccepted, accept }: { result: ImportResult; isAccepted: boolean; accept: (isAccepted: boolean) => void }) {
  const words = useWords(importWords)
  if (result.known.length + result.sameFile.length === 0) return null
  return (
    <Alert
      type="warning"
      role="alert"
      title={result.known.length > 0 ? words.known : words.sameFile(result.sameFile.length)}
      description={
        <>
          {result.known.length > 0 && result.sameFile.length > 0 ? <p>{words.sameFile(result.sameFile.length)}</p> : null}
          <ul>{result.known.map(known => <li key={known.draftId}><Link to={`/drafts/${known.draftId}`} lang="zh-CN">{words.knownLine(known.villageName, known.title, known.rows)}</Link></li>)}</ul>
          {result.known.length > 0 ? <Checkbox checked={isAccepted} onChange={event => accept(event.target.checked)}>{words.despite}</Checkbox> : null}
        </>
      }
    />
  )
}

function Made({ ids }: { ids: readonly string[] }) {
  const words = useWords(importWords)
  return (
    <section className="sheet import">
      <Alert type="success" role="status" title={words.made(ids.length)} />
      <ul className="import-villages">{ids.map((id, index) => <li key={id}><Link to={`/drafts/${id}`}>{words.openDraft(index + 1)}</Link></li>)}</ul>
    </section>
  )
}
