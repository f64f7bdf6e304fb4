import { Button } from 'antd'
import { useRef } from 'react'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import type { Cells } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import '../style/grid.css'
import { FieldMarks } from './field-marks.tsx'
import { CellEditor, ShownCell } from './grid-cell.tsx'
import { useGridPaste } from './grid-paste.ts'
import type { GridPlace } from './grid-place.ts'
import { rowHeight, stepFrom, useRowWindow } from './grid-place.ts'
import type { ProblemIndex } from './problems.ts'
import { isEmptyRow, withoutRow, withRowCell } from './record-values.ts'
import { columnHead } from './shown.ts'

type Props = {
  list: NonNullable<FieldSchema['rows']>
  rows: readonly Cells[]
  change: (rows: readonly Cells[]) => void
  problems: ProblemIndex
  active: GridPlace | undefined
  setActive: (place: GridPlace | undefined) => void
  /** Goes to the next cell with a problem, if there is one. */
  toNext: (() => void) | undefined
}

/** The rows of a record as a grid to type and paste into. Only the rows in view are drawn, so twenty thousand are as quick as twenty. */
export function RowsGrid(props: Props) {
  const { list, rows, change, active } = props
  const words = useWords(publishWords)
  const box = useRef<HTMLDivElement>(null)
  const view = useRowWindow(box, rows.length, active?.row)
  const paste = useGridPaste(list, rows, change)
  const columns = list.fields.filter(field => field.audience !== 'never')
  return (
    <section className="sheet" aria-labelledby="rows">
      <GridHead list={list} count={rows.length} />
      <div ref={box} className="grid-box" onScroll={view.follow} onPaste={event => paste.take(event, active)}>
        <table className="grid" role="grid" aria-rowcount={rows.length + 1}>
          <HeadRow columns={columns} />
          <tbody>
            <Spacer rows={view.first} />
            {rows.slice(view.first, view.end).map((cells, offset) => <GridRow key={view.first + offset} {...props} columns={columns} cells={cells} row={view.first + offset} />)}
            <Spacer rows={rows.length - view.end} />
          </tbody>
        </table>
        {rows.length === 0 ? <p className="grid-empty soft">{words.emptyRows}</p> : null}
      </div>
      <GridFoot {...props} columns={columns} notice={paste.notice} />
    </section>
  )
}

type RowProps = Props & { columns: Props['list']['fields']; cells: Cells; row: number }

function GridRow({ list, rows, change, problems, active, setActive, columns, cells, row }: RowProps) {
  const words = useWords(publishWords)
  const move = (to: GridPlace) => {
    if (to.row < rows.length) setActive(to)
    // Going down from the last row adds one, unless that row is itself still empty.
    else if (rows.length < list.maximum && !isEmptyRow(rows.at(-1))) {
      change([...rows, {}])
      setActive(to)
    }
  }
  return (
    <tr aria-rowindex={row + 2} className={problems.row(row) ? 'is-wrong' : undefined}>
      <th scope="row" title={problems.row(row)}>{row + 1}</th>
      {columns.map((field, column) => {
        const shared = { field, text: cells[field.key] ?? '', problem: problems.cell(row, field.key) }
        return active?.row === row && active.column === column ? (
          <CellEditor key={field.key} {...shared} place={active} write={text => change(withRowCell(rows, row, field.key, text))} step={step => move(stepFrom({ row, column }, step, columns.length))} />
        ) : (
          <ShownCell key={field.key} {...shared} enter={() => setActive({ row, column })} />
        )
      })}
      <td className="grid-delete">
        <button
          type="button"
          aria-label={words.deleteRow(row + 1)}
          title={words.deleteRow(row + 1)}
          onClick={() => {
            setActive(undefined)
            change(withoutRow(rows, row))
          }}
        >
          ×
        </button>
      </td>
    </tr>
  )
}

function GridFoot({ list, rows, change, problems, active, setActive, toNext, columns, notice }: Props & { columns: Props['list']['fields']; notice: string | undefined }) {
  const words = useWords(publishWords)
  const message = active ? problems.cell(active.row, columns[active.column]?.key ?? '') ?? problems.row(active.row) : undefined
  const add = () => {
    change([...rows, {}])
    setActive({ row: rows.length, column: 0 })
  }
  return (
    <div className="grid-foot">
      <Button size="small" disabled={rows.length >= list.maximum} onClick={add}>{words.addRow}</Button>
      {toNext ? <Button size="small" danger onClick={toNext}>{words.nextProblem}</Button> : null}
      <span className={message ? 'wrong' : 'soft'} role="status">{message ?? notice ?? words.gridKeys}</span>
    </div>
  )
}

function GridHead({ list, count }: { list: Props['list']; count: number }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  return (
    <div className="section-head is-inside">
      <h2 id="rows">{language === 'en' ? list.en : list.zh}</h2>
      <span className="soft">{words.rowCount(count, list.maximum)}</span>
    </div>
  )
}

function HeadRow({ columns }: { columns: Props['list']['fields'] }) {
  const words = useWords(publishWords)
  const { language } = useLanguage()
  return (
    <thead>
      <tr>
        <th scope="col">{words.rowHead}</th>
        {columns.map(field => (
          <th key={field.key} scope="col" className={`is-${field.type}`}>
            {columnHead(field, language)} {field.required ? <span className="must" title={words.required}>*</span> : null}
            <FieldMarks field={field} />
          </th>
        ))}
        <th aria-hidden="true" />
      </tr>
    </thead>
  )
}

/** Stands for the rows that are not drawn, so that the scroll bar tells the truth. */
function Spacer({ rows }: { rows: number }) {
  return rows > 0 ? <tr aria-hidden="true" style={{ height: rows * rowHeight }}><td colSpan={99} /></tr> : null
}
