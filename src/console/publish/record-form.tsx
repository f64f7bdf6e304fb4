import { Input } from 'antd'
import { useMemo, useState } from 'react'
import type { Cadence } from '#rules/disclosures/days.ts'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import type { PlacedProblem } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { Labelled } from '../shell/labelled.tsx'
import '../style/publish.css'
import { FieldInput } from './field-input.tsx'
import type { GridPlace } from './grid-place.ts'
import { withMasked } from './mask-place.ts'
import { PeriodField } from './period-field.tsx'
import { blocks, indexProblems } from './problems.ts'
import { ProblemsSheet } from './problems-sheet.tsx'
import type { RecordValues } from './record-values.ts'
import { withField } from './record-values.ts'
import { RowsGrid } from './rows-grid.tsx'

type Props = {
  schema: FieldSchema
  cadence: Cadence
  today: string
  values: RecordValues
  change: (values: RecordValues) => void
  problems: readonly PlacedProblem[]
  isChecking: boolean
  /** A correction tells why; a first publication has nothing to explain. */
  isCorrection: boolean
  /** In a form just opened, an empty field is listed but not yet marked as wrong. */
  isNew: boolean
}

/** The form of a record: what it is called, its header fields, its rows, and everything that is wrong with them. */
export function RecordForm(props: Props) {
  const { schema, values, change, problems, isChecking, isNew } = props
  const [active, setActive] = useState<GridPlace>()
  // What only wants a look is listed and does not make a cell look wrong.
  const index = useMemo(() => indexProblems(problems.filter(problem => blocks(problem) && !(isNew && problem.code === 'missing' && problem.place === 'field'))), [problems, isNew])
  const next = nextProblem(problems, active, schema)
  const goTo = (problem: PlacedProblem) => {
    const column = shownColumns(schema).findIndex(field => field.key === problem.field)
    if (problem.place === 'row' && problem.row) {
      setActive({ row: problem.row - 1, column: Math.max(0, column) })
      document.getElementById('rows')?.scrollIntoView({ block: 'start' })
    } else document.getElementById(problem.field ? `field-${problem.field}` : 'title')?.focus()
  }
  return (
    <>
      <div className="record">
        <div className="record-typed">
          <Naming {...props} />
          <HeaderFields schema={schema} values={values} change={change} problem={index.field} />
        </div>
        <ProblemsSheet problems={problems} isChecking={isChecking} goTo={goTo} masked={problem => problem.code === 'personal-data' ? withMasked(schema, values, problem) : undefined} change={change} />
      </div>
      {schema.rows ? (
        <RowsGrid list={schema.rows} rows={values.rows} change={rows => change({ ...values, rows })} problems={index} active={active} setActive={setActive} toNext={next && (() => goTo(next))} />
      ) : null}
    </>
  )
}

/** The problem in the rows that comes after the cursor, and after the last one the first again. */
function nextProblem(problems: readonly PlacedProblem[], active: GridPlace | undefined, schema: FieldSchema): PlacedProblem | undefined {
  const columns = shownColumns(schema).map(field => field.key)
  const orderOf = (row: number, column: number) => row * columns.length + column
  const placed = problems
    .filter(problem => problem.place === 'row' && problem.row)
    .map(problem => ({ problem, order: orderOf(problem.row! - 1, Math.max(0, columns.indexOf(problem.field ?? ''))) }))
    .sort((a, b) => a.order - b.order)
  const here = active ? orderOf(active.row, active.column) : -1
  return (placed.find(({ order }) => order > here) ?? placed[0])?.problem
}

function shownColumns(schema: FieldSchema) {
  return (schema.rows?.fields ?? []).filter(field => field.audience !== 'never')
}

function Naming({ cadence, today, values, change, isCorrection }: Props) {
  const words = useWords(publishWords)
  return (
    <section className="sheet fields">
      <div className="field">
        <PeriodField cadence={cadence} today={today} period={values.period} change={period => change({ ...values, period })} />
      </div>
      <div className="field is-wide">
        <Labelled id="title" label={words.title} problem={undefined} hint={words.titleHint}>
          <Input id="title" lang="zh-CN" maxLength={200} value={values.title} onChange={event => change({ ...values, title: event.target.value })} />
        </Labelled>
      </div>
      {isCorrection ? (
        <div className="field is-wide">
          <Labelled id="reason" label={words.reason} problem={undefined} hint={words.reasonHint}>
            <Input.TextArea id="reason" lang="zh-CN" maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} value={values.reason} onChange={event => change({ ...values, reason: event.target.value })} />
          </Labelled>
        </div>
      ) : null}
    </section>
  )
}

function HeaderFields({ schema, values, change, problem }: { schema: FieldSchema; values: RecordValues; change: (values: RecordValues) => void; problem: (key: string) => string | undefined }) {
  const words = useWords(publishWords)
  return (
    <section className="sheet" aria-labelledby="fields">
      <h2 id="fields">{words.fields}</h2>
      <div className="fields">
        {schema.fields.filter(field => field.audience !== 'never').map(field => (
          <FieldInput key={field.key} field={field} text={values.fields[field.key] ?? ''} problem={problem(field.key)} change={text => change(withField(values, field.key, text))} />
        ))}
      </div>
    </section>
  )
}
