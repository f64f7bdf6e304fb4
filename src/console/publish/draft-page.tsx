import { Alert } from 'antd'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { reviewWords } from '#text/console-review.ts'
import { dutyWords } from '#text/console-duties.ts'
import { publishWords } from '#text/console-publish.ts'
import { draftStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import type { Draft } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists, keepReply, queryClient, queryKeyOf, useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/publish.css'
import { DraftEditor } from './draft-editor.tsx'
import { DraftReader } from './draft-reader.tsx'
import { schemaOf } from './schema-of.ts'

/** One draft: to edit for the clerk, to read and decide for the reviewer. What may be done is the server's word. */
export function DraftPage() {
  const { id = '' } = useParams()
  // Opened anew it is read anew: between two looks the township may have sent it back.
  const reading = useRead('GET /api/v1/drafts/{id}', { params: { id } }, { staleTime: 0 })
  return <Loaded reading={reading}>{draft => <WithSchema key={draft.id} draft={draft} />}</Loaded>
}

function WithSchema({ draft }: { draft: Draft }) {
  const schema = useRead('GET /api/v1/schemas/{item}', { params: { item: draft.item }, query: { version: draft.schemaVersion } }, { staleTime: 600_000 })
  const catalogue = useRead('GET /api/v1/items', { query: {} }, { staleTime: 600_000 })
  return (
    <Loaded reading={schema}>
      {view => (
        <Loaded reading={catalogue}>
          {list => <DraftScreen draft={draft} schema={schemaOf(view)} cadence={list.items.find(item => item.slug === draft.item)?.cadence ?? 'E'} />}
        </Loaded>
      )}
    </Loaded>
  )
}

function DraftScreen({ draft, schema, cadence }: { draft: Draft; schema: FieldSchema; cadence: Cadence }) {
  const words = useWords(reviewWords)
  const accept = useNewerDraft(draft.id)
  const mayEdit = draft.allowed.includes('edit')
  return (
    <>
      <DraftHead draft={draft} />
      {draft.state === 'approved' && draft.rows.length === 0 && Object.keys(draft.fields).length === 0 ? <Alert type="info" title={words.entriesEnded} /> : null}
      {draft.state === 'returned' && draft.returnReason ? <Alert type="warning" title={words.returned} description={<span lang="zh-CN">{draft.returnReason}</span>} /> : null}
      {mayEdit ? <DraftEditor draft={draft} schema={schema} cadence={cadence} accept={accept} /> : <DraftReader draft={draft} schema={schema} accept={accept} />}
    </>
  )
}

function DraftHead({ draft }: { draft: Draft }) {
  const words = useWords(publishWords)
  const duties = useWords(dutyWords)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const name = useName()
  useEffect(() => {
    document.title = `${draft.title} · ${shell.brand}`
  }, [draft.title, shell])
  return (
    <div className="page-head">
      <h1 lang="zh-CN">{draft.title || words.untitled}</h1>
      <span className="state">{draftStateTexts[language][draft.state]}</span>
      {draft.state === 'approved' ? null : <span className={draft.problemCount > 0 ? 'wrong' : 'soft'}>{draft.problemCount > 0 ? duties.blocked(draft.problemCount) : duties.autoChecked}</span>}
      <span className="soft">
        <span lang="zh-CN">{draft.townshipName} {draft.villageName}</span> · {name(draft.itemName)}
        {draft.baseVersion > 0 ? ` · ${words.correctionOf(draft.baseVersion)}` : ''}
      </span>
    </div>
  )
}

/** Keeps the draft as the last act left it, and lets every list be read anew. */
function useNewerDraft(id: string): (draft: Draft) => void {
  const { language } = useLanguage()
  return draft => {
    const queryKey = queryKeyOf('GET /api/v1/drafts/{id}', { params: { id } }, language)
    const files = queryClient.getQueryData<Draft>(queryKey)?.attachments
    // Only the server looks into files: what it found in a new one is read anew.
    void keepReply('GET /api/v1/drafts/{id}', { params: { id } }, language, draft)
      .then(() => (files === draft.attachments ? undefined : queryClient.invalidateQueries({ queryKey })))
    void forgetLists()
  }
}
