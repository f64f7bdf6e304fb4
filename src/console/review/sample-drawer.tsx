import { Alert, Button, Drawer } from 'antd'
import { dutyWords } from '#text/console-duties.ts'
import { useAct } from '../act.ts'
import type { Draft } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { PublicPreview } from '../publish/preview-drawer.tsx'
import { schemaOf } from '../publish/schema-of.ts'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Loaded } from '../shell/waiting.tsx'

/** A drawn draft as residents would see it, and the word that it is right. */
export function SampleDrawer({ batchId, draftId, close, confirmed }: { batchId: string; draftId: string; close: () => void; confirmed: () => void }) {
  const words = useWords(dutyWords)
  const text = useFailureText()
  const reading = useRead('GET /api/v1/drafts/{id}', { params: { id: draftId } }, { staleTime: 0 })
  const act = useAct('POST /api/v1/review-batches/{id}/confirmations', confirmed)
  return (
    <Drawer open onClose={close} size={900} title={<span lang="zh-CN">{reading.data?.title}</span>}>
      <Loaded reading={reading}>
        {draft => (
          <>
            <Seen draft={draft} />
            {act.failure ? <Alert type="error" role="alert" title={text(act.failure)} /> : null}
            <div className="save-bar">
              <Button type="primary" loading={act.isSending} onClick={() => act.send({ params: { id: batchId }, body: { draftId, asOf: draft.eventCount } })}>{words.confirm}</Button>
            </div>
          </>
        )}
      </Loaded>
    </Drawer>
  )
}

function Seen({ draft }: { draft: Draft }) {
  const schema = useRead('GET /api/v1/schemas/{item}', { params: { item: draft.item }, query: { version: draft.schemaVersion } }, { staleTime: 600_000 })
  const { villageCode, item, period, title, fields, rows } = draft
  return <Loaded reading={schema}>{view => <PublicPreview input={{ villageCode, item, period, title, fields, rows }} schema={schemaOf(view)} />}</Loaded>
}
