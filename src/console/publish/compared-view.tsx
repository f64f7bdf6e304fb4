import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { reviewWords } from '#text/console-review.ts'
import type { Cells } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import type { CellChange, Difference, RowChange } from './difference.ts'
import { columnHead, shownText } from './shown.ts'

/** What a correction changed, place by place: what it was, what it is now. */
export function ComparedView({ difference, schema }: { difference: Difference; schema: FieldSchema }) {
  const words = useWords(reviewWords)
  if (difference.count === 0) return <p className="soft">{words.noChange}</p>
  return (
    <div className="compared">
      <p className="soft">{words.changes(difference.count)}</p>
      {difference.title ? <Change label={words.titleField} change={difference.title} field={undefined} /> : null}
      {difference.fields.map(change => <FieldChange key={change.key} change={change} fields={schema.fields} />)}
      {difference.rows.map((change, index) => <RowChanged key={index} change={change} fields={schema.rows?.fields ?? []} />)}
    </div>
  )
}

function FieldChange({ change, fields }: { change: CellChange; fields: readonly Field[] }) {
  const { language } = useLanguage()
  const field = fields.find(known => known.key === change.key)
  return <Change label={field ? columnHead(field, language) : change.key} change={change} field={field} />
}

function Change({ label, change, field }: { label: string; change: CellChange; field: Field | undefined }) {
  const words = useWords(reviewWords)
  const { language } = useLanguage()
  const shown = (text: string) => (field ? shownText(field, text, language) : text) || words.emptyValue
  return (
    <p className="change">
      <span className="change-label">{label}</span>
      <del lang="zh-CN" aria-label={`${words.was} ${shown(change.was)}`}>{shown(change.was)}</del>
      <span aria-hidden="true">→</span>
      <ins lang="zh-CN" aria-label={`${words.now} ${shown(change.now)}`}>{shown(change.now)}</ins>
    </p>
  )
}

function RowChanged({ change, fields }: { change: RowChange; fields: readonly Field[] }) {
  const words = useWords(reviewWords)
  const number = change.kind === 'removed' ? change.was : change.now
  return (
    <section className={`change-row is-${change.kind}`}>
      <h3>{words.rowAt(number)} · {words[change.kind]}</h3>
      {change.kind === 'changed' ? change.cells.map(cell => <FieldChange key={cell.key} change={cell} fields={fields} />) : <WholeRow cells={change.cells} fields={fields} />}
    </section>
  )
}

function WholeRow({ cells, fields }: { cells: Cells; fields: readonly Field[] }) {
  const { language } = useLanguage()
  return (
    <p lang="zh-CN">
      {fields.filter(field => cells[field.key]).map(field => (
        <span key={field.key} className="whole-cell"><span className="soft">{columnHead(field, language)}</span> {shownText(field, cells[field.key], language)}</span>
      ))}
    </p>
  )
}
