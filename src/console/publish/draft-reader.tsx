import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import { reviewWords } from '#text/console-review.ts'
import { deputyTexts } from '#text/deputies.ts'
import type { Draft } from '../api-types.ts'
import { useInstantText, useLanguage, useWords } from '../language.tsx'
import { Attachments } from './attachments.tsx'
import { ComparedView } from './compared-view.tsx'
import { differenceOf } from './difference.ts'
import { periodText } from '#text/values.ts'
import { FindingsSheet } from './findings-sheet.tsx'
import { PublicPreview } from './preview-drawer.tsx'
import { RecordView } from './record-view.tsx'
import { ReviewPanel } from './review-panel.tsx'

type View = 'residents' | 'entered' | 'compared'

/** A draft to read: as residents will see it, as it was entered, and, for a correction, what changed. */
export function DraftReader({ draft, schema, accept }: { draft: Draft; schema: FieldSchema; accept: (draft: Draft) => void }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  const [view, setView] = useState<View>(draft.previous ? 'compared' : 'residents')
  return (
    <div className="case">
      <div className="case-told">
        <section className="sheet">
          <div className="reader-head">
            <Views draft={draft} view={view} setView={setView} />
            <span className="soft">{words.period} {periodText(language, draft.period)}</span>
          </div>
          {draft.reason ? <p className="seen" lang="zh-CN"><span className="soft">{words.reason}</span> {draft.reason}</p> : null}
          <Viewed draft={draft} schema={schema} view={view} />
        </section>
        <Attachments draft={draft} />
      </div>
      <div className="case-doing">
        <FindingsSheet draft={draft} accept={accept} />
        <ReviewPanel draft={draft} accept={accept} />
        <DraftHistory draft={draft} />
      </div>
    </div>
  )
}

function Views({ draft, view, setView }: { draft: Draft; view: View; setView: (view: View) => void }) {
  const words = useWords(reviewWords)
  const options = [
    { value: 'residents' as const, label: words.asResidents },
    { value: 'entered' as const, label: words.asEntered },
    ...(draft.previous ? [{ value: 'compared' as const, label: words.compared(draft.previous.version) }] : []),
  ]
  return <Segmented<View> options={options} value={view} onChange={setView} />
}

function Viewed({ draft, schema, view }: { draft: Draft; schema: FieldSchema; view: View }) {
  const { villageCode, item, period, title, fields, rows, previous } = draft
  const input = useMemo(() => ({ villageCode, item, period, title, fields, rows }), [villageCode, item, period, title, fields, rows])
  const difference = useMemo(() => previous && differenceOf(previous, { title, fields, rows }), [previous, title, fields, rows])
  switch (view) {
    case 'residents': return <PublicPreview input={input} schema={schema} />
    case 'entered': return <RecordView schema={schema} fields={fields} rows={rows} />
    case 'compared': return difference ? <ComparedView difference={difference} schema={schema} /> : null
  }
}

function DraftHistory({ draft }: { draft: Draft }) {
  const { language } = useLanguage()
  const words = useWords(reviewWords)
  const at = useInstantText()
  return (
    <section className="sheet" aria-labelledby="draft-history">
      <h2 id="draft-history">{words.history}</h2>
      <ol className="timeline">
        {draft.events.toReversed().map(event => (
          <li key={event.seq}>
            <p className="timeline-what">{words.events[event.action] ?? event.action}</p>
            <p className="soft"><time dateTime={event.at}>{at(event.at)}</time> · <span lang="zh-CN">{event.forName === undefined ? event.officerName : deputyTexts[language].inPostOf(event.officerName, event.forName)}</span></p>
            {event.note ? <blockquote lang="zh-CN">{event.note}</blockquote> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
