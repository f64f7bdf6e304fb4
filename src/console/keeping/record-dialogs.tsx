import { App, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { erasureGrounds, type ErasureGround } from '#rules/policy/keeping.ts'
import { keepingTexts } from '#text/keeping.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { schemaOf } from '../publish/schema-of.ts'
import { forgetLists, useRead } from '../queries.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

type Asked = { record: PublishedSummary; what: 'erase' | 'hold' }

/** Asks that a record be kept longer, or that one personal value of it be deleted. */
export function KeepingDialog({ record, what, close }: Asked & { close: () => void }) {
  return what === 'hold' ? <HoldDialog kind="disclosure" subjectId={record.id} subject={<strong lang="zh-CN">{record.title}</strong>} close={close} /> : <EraseDialog record={record} close={close} />
}

/** Asks that a complaint or a record be kept beyond its time. */
export function HoldDialog({ kind, subjectId, subject, close }: { kind: 'case' | 'disclosure'; subjectId: string; subject: React.ReactNode; close: () => void }) {
  const words = useWords(keepingTexts)
  const { message } = App.useApp()
  const act = useAct('POST /api/v1/holds', () => {
    void message.success(words.holdDone)
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="hold-reason" title={words.hold} subject={subject} text={words.holdLead} label={words.holdReason} least={{ characters: 4, problem: words.holdReason }} act={words.hold}
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ body: { kind, subjectId, reason } })} close={close}
    />
  )
}

function EraseDialog({ record, close }: { record: PublishedSummary; close: () => void }) {
  const words = useWords(keepingTexts)
  const { message } = App.useApp()
  const [row, setRow] = useState(record.rowCount > 0 ? 1 : 0)
  const [field, setField] = useState<string>()
  const [ground, setGround] = useState<ErasureGround>('asked')
  const act = useAct('POST /api/v1/disclosures/{id}/erasures', () => {
    void message.success(words.askDone)
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="erasure-note" title={words.ask} subject={<strong lang="zh-CN">{record.title}</strong>} text={words.askLead} label={words.note} least={{ characters: 4, problem: words.note }} act={words.ask} isDanger
      isSending={act.isSending} failure={act.failure} send={note => { if (field !== undefined) act.send({ params: { id: record.id }, body: { row, field, ground, note } }) }} close={close}
    >
      <Labelled problem={undefined} label={words.row} id="erasure-row" hint={words.rowHelp}><InputNumber id="erasure-row" min={0} max={record.rowCount} precision={0} value={row} onChange={value => { setRow(value ?? 0); setField(undefined) }} /></Labelled>
      <FieldChoice item={record.item} isHeader={row === 0} value={field} choose={setField} />
      <Labelled problem={undefined} label={words.ground} id="erasure-ground"><Select id="erasure-ground" value={ground} onChange={setGround} options={erasureGrounds.map(value => ({ value, label: words.grounds[value] }))} /></Labelled>
    </ReasonDialog>
  )
}

const figures: readonly string[] = ['money', 'quantity', 'integer', 'percent']

/** The values of a line, or of the header, that can be personal. */
function FieldChoice({ item, isHeader, value, choose }: { item: string; isHeader: boolean; value: string | undefined; choose: (key: string) => void }) {
  const words = useWords(keepingTexts)
  const { language } = useLanguage()
  const reading = useRead('GET /api/v1/schemas/{item}', { params: { item }, query: {} }, { staleTime: 600_000 })
  const schema = reading.data && schemaOf(reading.data)
  const fields = (isHeader ? schema?.fields : schema?.rows?.fields) ?? []
  const options = fields.filter(field => field.audience === 'public' && !figures.includes(field.type) && field.place === undefined).map(field => ({ value: field.key, label: language === 'en' ? field.en : field.zh }))
  return <Labelled problem={undefined} label={words.field} id="erasure-field"><Select id="erasure-field" loading={reading.isPending} value={value} onChange={choose} options={options} /></Labelled>
}
