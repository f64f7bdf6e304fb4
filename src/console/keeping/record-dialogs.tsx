import { InputNumber, Select } from 'antd'
import { useState } from 'react'
import { erasureGrounds, type ErasureGround } from '#rules/policy/keeping.ts'
import { keepingTexts } from '#text/keeping.ts'
import { useAct } from '../act.ts'
import type { PublishedSummary } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { schemaOf } from '../publish/schema-of.ts'
import { forgetLists, useRead } from '../queries.ts'
import { usePlacesText } from './places-text.ts'
import { Labelled } from '../shell/labelled.tsx'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

/** What the page does when it is done, with what it may say; or when it is given up. */
type Then = { told: (words: string) => void; close: () => void }
type Asked = { record: PublishedSummary; what: 'erase' | 'hold' }

/** Asks that a record be kept longer, or that one personal value of it be deleted. */
export function KeepingDialog({ record, what, ...then }: Asked & Then) {
  return what === 'hold' ? <HoldDialog kind="disclosure" subjectId={record.id} subject={<strong lang="zh-CN">{record.title}</strong>} {...then} /> : <EraseDialog record={record} {...then} />
}

/** Asks that a complaint or a record be kept beyond its time. */
export function HoldDialog({ kind, subjectId, subject, told, close }: { kind: 'case' | 'disclosure'; subjectId: string; subject: React.ReactNode } & Then) {
  const words = useWords(keepingTexts)
  const act = useAct('POST /api/v1/holds', () => {
    void forgetLists()
    told(words.holdDone)
  })
  return (
    <ReasonDialog
      id="hold-reason" title={words.hold} subject={subject} text={words.holdLead} label={words.holdReason} least={{ characters: 4, problem: words.holdReason }} act={words.hold}
      isSending={act.isSending} failure={act.failure} send={reason => act.send({ body: { kind, subjectId, reason } })} close={close}
    />
  )
}

function EraseDialog({ record, told, close }: { record: PublishedSummary } & Then) {
  const words = useWords(keepingTexts)
  const [row, setRow] = useState(record.rowCount > 0 ? 1 : 0)
  const [field, setField] = useState<string>()
  const [ground, setGround] = useState<ErasureGround>('asked')
  const [isTried, setTried] = useState(false)
  const [version, setVersion] = useState(record.version)
  const placesText = usePlacesText()
  const act = useAct('POST /api/v1/disclosures/{id}/erasures', asked => {
    void forgetLists()
    told(`${words.askDone} ${placesText(asked)}`)
  })
  return (
    <ReasonDialog
      id="erasure-note" title={words.ask} subject={<strong lang="zh-CN">{record.title}</strong>} text={words.askLead} label={words.note} least={{ characters: 4, problem: words.note }} act={words.ask} isDanger
      isSending={act.isSending} failure={act.failure} send={note => (field === undefined ? setTried(true) : act.send({ params: { id: record.id }, body: { version, row, field, ground, note } }))} close={close}
    >
      {record.version === 1 ? null : <Labelled problem={undefined} label={words.version} id="erasure-version" hint={words.versionHelp}><Select id="erasure-version" value={version} onChange={setVersion} options={versionsOf(record).map(value => ({ value, label: words.ofVersion(value) }))} /></Labelled>}
      <Labelled problem={undefined} label={words.row} id="erasure-row" hint={words.rowHelp}><InputNumber id="erasure-row" min={0} {...(version === record.version && { max: record.rowCount })} precision={0} value={row} onChange={value => { setRow(value ?? 0); setField(undefined) }} /></Labelled>
      <FieldChoice problem={isTried && field === undefined ? words.fieldMissing : undefined} item={record.item} isHeader={row === 0} value={field} choose={setField} />
      <Labelled problem={undefined} label={words.ground} id="erasure-ground"><Select id="erasure-ground" value={ground} onChange={setGround} options={erasureGrounds.map(value => ({ value, label: words.grounds[value] }))} /></Labelled>
    </ReasonDialog>
  )
}

function versionsOf({ version }: PublishedSummary): number[] {
  return Array.from({ length: version }, (_, before) => version - before)
}

const figures: readonly string[] = ['money', 'quantity', 'integer', 'percent']

/** The values of a line, or of the header, that can be personal. */
function FieldChoice({ problem, item, isHeader, value, choose }: { problem: string | undefined; item: string; isHeader: boolean; value: string | undefined; choose: (key: string) => void }) {
  const words = useWords(keepingTexts)
  const { language } = useLanguage()
  const reading = useRead('GET /api/v1/schemas/{item}', { params: { item }, query: {} }, { staleTime: 600_000 })
  const schema = reading.data && schemaOf(reading.data)
  const fields = (isHeader ? schema?.fields : schema?.rows?.fields) ?? []
  const options = fields.filter(field => field.audience === 'public' && !figures.includes(field.type) && field.place === undefined).map(field => ({ value: field.key, label: language === 'en' ? field.en : field.zh }))
  return <Labelled problem={problem} label={words.field} id="erasure-field"><Select id="erasure-field" loading={reading.isPending} value={value} onChange={choose} options={options} /></Labelled>
}
