import { Alert, Select, Spin } from 'antd'
import { importWords } from '#text/console-imports.ts'
import { publishWords } from '#text/console-publish.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { useAct } from '../act.ts'
import type { CatalogueItem, ImportResult, ImportUpload } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { schemaOf } from '../publish/schema-of.ts'
import { queryClient, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Loaded } from '../shell/waiting.tsx'
import { MakeDrafts } from './make-drafts.tsx'
import { MapColumns } from './map-columns.tsx'

/** What the check of an upload found, asked for until it is done. */
export function Checked({ id, item }: { id: string; item: CatalogueItem }) {
  const words = useWords(importWords)
  const schema = useRead('GET /api/v1/schemas/{item}', { params: { item: item.slug }, query: {} }, { staleTime: 600_000 })
  const first = useRead('GET /api/v1/import-uploads/{id}', { params: { id } }, { staleTime: 0 })
  const isRunning = first.data?.state === 'checking'
  // A short interval while something moves, none afterwards.
  const reading = useRead('GET /api/v1/import-uploads/{id}', { params: { id } }, { staleTime: 0, ...(isRunning && { every: 500 }) })
  return (
    <Loaded reading={reading}>
      {upload => (upload.result === undefined
        ? <section className="sheet import" role="status"><Spin size="small" /> {words.checking(upload.rowsRead)}</section>
        : <Loaded reading={schema}>{view => <Result upload={upload} result={upload.result!} item={item} schema={schemaOf(view)} />}</Loaded>)}
    </Loaded>
  )
}

function Result({ upload, result, item, schema }: { upload: ImportUpload; result: ImportResult; item: CatalogueItem; schema: FieldSchema }) {
  const words = useWords(importWords)
  const text = useFailureText()
  const again = useAct('POST /api/v1/import-uploads/{id}/checks', () => void queryClient.invalidateQueries({ queryKey: ['GET /api/v1/import-uploads/{id}'] }))
  const check = (body: { table?: number; mapping?: (string | null)[] }) => again.send({ params: { id: upload.id }, body })
  if (result.refusal) return <Alert type="error" role="alert" title={result.refusal.message} />
  const isDone = upload.state === 'drafted'
  return (
    <>
      <section className="sheet import">
        {result.tables.length > 1 && !isDone ? (
          <Select aria-label={words.table} style={{ width: '100%' }} value={result.table} onChange={table => check({ table })} options={result.tables.map((table, value) => ({ value, label: words.tableAt(table.sheet, table.row, table.rows) }))} />
        ) : null}
        {result.mappedBy === 'memory' ? <Alert type="info" title={words.remembered} /> : null}
        {again.failure ? <Alert type="error" role="alert" title={text(again.failure)} /> : null}
        {isDone || result.columns.length === 0 ? null : <MapColumns key={JSON.stringify(result.columns)} result={result} schema={schema} isChecking={again.isSending} check={mapping => check({ table: result.table, mapping })} />}
        <Problems result={result} />
        <Villages result={result} />
      </section>
      <MakeDrafts upload={upload} result={result} item={item} schema={schema} />
    </>
  )
}

function Problems({ result }: { result: ImportResult }) {
  const words = useWords(importWords)
  const publish = useWords(publishWords)
  if (result.problems.length === 0) return null
  const shown = result.problems.slice(0, 200)
  const hasErrors = result.villages.some(village => village.ready < village.rows)
  const more = result.problems.length + result.omitted - shown.length
  return (
    <>
      {result.isBlocked || hasErrors ? <Alert type={result.isBlocked ? 'error' : 'warning'} role="alert" title={result.isBlocked ? words.blocked : words.withProblems} /> : null}
      <details className="import-problems" open>
        <summary>{publish.importProblems(result.problems.length + result.omitted)}</summary>
        <ol>
          {shown.map(({ cell, column, message }, index) => <li key={index}>{cell ?? column ? <code>{cell ?? column}</code> : null} {message}</li>)}
          {more > 0 ? <li className="soft">{publish.moreProblems(more)}</li> : null}
        </ol>
      </details>
    </>
  )
}

function Villages({ result }: { result: ImportResult }) {
  const words = useWords(importWords)
  if (result.isBlocked || result.villages.length === 0) return null
  return (
    <details open={result.villages.length <= 20}>
      <summary>{words.villages} ({result.villages.length})</summary>
      <ul className="import-villages">
        {result.villages.map(village => (
          <li key={village.villageCode}>
            <span lang="zh-CN">{village.villageName}</span> <span className="soft">{words.villageLine(village.rows, village.ready)}{village.total === undefined ? '' : ` · ${words.yuan(village.total)}`}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
