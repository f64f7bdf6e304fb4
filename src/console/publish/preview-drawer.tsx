import { Alert, Drawer } from 'antd'
import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import type { DraftCheck, DraftInput } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import { RecordView } from './record-view.tsx'
import { columnHead, shownText } from './shown.ts'

/** What residents will see, made by the server from what is typed now. Nothing is stored. */
export function PreviewDrawer({ input, schema, close }: { input: DraftInput; schema: FieldSchema; close: () => void }) {
  const words = useWords(publishWords)
  return (
    <Drawer open size={860} title={words.previewTitle} onClose={close}>
      <p className="soft">{words.previewText}</p>
      <h2 className="preview-title" lang="zh-CN">{input.title || words.untitled}</h2>
      <PublicPreview input={input} schema={schema} />
    </Drawer>
  )
}

/** The same, wherever it is to be shown. */
export function PublicPreview({ input, schema }: { input: DraftInput; schema: FieldSchema }) {
  const words = useWords(publishWords)
  const reading = useRead('POST /api/v1/drafts/check', { body: input }, { staleTime: 60_000 })
  return (
    <Loaded reading={reading}>
      {check => (
        <>
          {check.findings.length > 0 ? (
            <Alert type="error" role="alert" title={words.findings} description={<ul>{check.findings.map((finding, index) => <li key={index}>{finding.message}</li>)}</ul>} />
          ) : null}
          <RecordView schema={schema} fields={check.publicView.fields} rows={check.publicView.rows} isPublic />
          <PreviewFoot check={check} schema={schema} />
        </>
      )}
    </Loaded>
  )
}

function PreviewFoot({ check, schema }: { check: DraftCheck; schema: FieldSchema }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  if (!schema.rows) return null
  const fieldOf = (key: string): Field | undefined => schema.rows?.fields.find(field => field.key === key)
  return (
    <p className="soft">
      {words.previewRows(check.publicView.rows.length, check.publicView.rowCount)}
      {Object.entries(check.totals.sums).map(([key, sum]) => {
        const field = isSummed(schema, key) ? fieldOf(key) : undefined
        return field ? ` · ${words.sum} ${columnHead(field, language)} ${shownText(field, sum, language)}` : null
      })}
    </p>
  )
}

/** Whether a column means anything added up: running balances do not. The schema says so by what it compares or lists. */
function isSummed(schema: FieldSchema, key: string): boolean {
  return schema.totalOf === key || schema.checks.some(check => check.kind === 'sum' && check.row === key)
}
