import { useRef } from 'react'
import type { Field, FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import type { Cells } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import '../style/grid.css'
import { FieldMarks } from './field-marks.tsx'
import { rowHeight, useRowWindow } from './grid-place.ts'
import { columnHead, isFigure, shownText } from './shown.ts'

type Props = { schema: FieldSchema; fields: Cells; rows: readonly Cells[]; isPublic?: boolean }

/** A record to read. `isPublic` leaves out the fields residents do not see, and the marks that say so. */
export function RecordView({ schema, fields, rows, isPublic = false }: Props) {
  const { language } = useLanguage()
  const shown = schema.fields.filter(field => isShown(field, isPublic) && fields[field.key])
  return (
    <>
      <dl className="facts record-facts">
        {shown.map(field => (
          <div key={field.key}>
            <dt>{columnHead(field, language)} {isPublic ? null : <FieldMarks field={field} />}</dt>
            <dd lang="zh-CN" className={isFigure(field) ? 'number' : undefined}>{shownText(field, fields[field.key], language)}</dd>
          </div>
        ))}
      </dl>
      {schema.rows && rows.length > 0 ? <RowsView columns={columnsOf(schema.rows.fields, rows, isPublic)} rows={rows} isPublic={isPublic} /> : null}
    </>
  )
}

function isShown(field: Field, isPublic: boolean): boolean {
  return isPublic ? field.audience === 'public' : field.audience !== 'never'
}

/** As on the public page, columns that say nothing and the clerk's own numbering are left out of what residents see. */
function columnsOf(fields: readonly Field[], rows: readonly Cells[], isPublic: boolean): readonly Field[] {
  const shown = fields.filter(field => isShown(field, isPublic))
  return isPublic ? shown.filter(field => field.key !== 'seq' && rows.some(row => row[field.key])) : shown
}

function RowsView({ columns, rows, isPublic }: { columns: readonly Field[]; rows: readonly Cells[]; isPublic: boolean }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const view = useRowWindow(box, rows.length, undefined)
  const spacer = (count: number) => (count > 0 ? <tr aria-hidden="true" style={{ height: count * rowHeight }}><td colSpan={99} /></tr> : null)
  return (
    <div ref={box} className="grid-box" onScroll={view.follow} tabIndex={0}>
      <table className="grid is-read" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">{words.rowHead}</th>
            {columns.map(field => <th key={field.key} scope="col" className={`is-${field.type}`}>{columnHead(field, language)} {isPublic ? null : <FieldMarks field={field} />}</th>)}
          </tr>
        </thead>
        <tbody lang="zh-CN">
          {spacer(view.first)}
          {rows.slice(view.first, view.end).map((cells, offset) => (
            <tr key={view.first + offset}>
              <th scope="row">{view.first + offset + 1}</th>
              {columns.map(field => <td key={field.key} className={isFigure(field) ? 'is-figure' : undefined} title={shownText(field, cells[field.key], language)}>{shownText(field, cells[field.key], language)}</td>)}
            </tr>
          ))}
          {spacer(rows.length - view.end)}
        </tbody>
      </table>
    </div>
  )
}
