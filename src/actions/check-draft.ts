import { beginRecord } from '#rules/disclosures/check-record.ts'
import type { DraftFinding } from '#rules/disclosures/draft-findings.ts'
import type { FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { severityOf, type Problem } from '#rules/disclosures/problems.ts'
import type { Db, Tx } from '#records/database.ts'
import { getSchema } from '#records/disclosures.ts'
import { draftRows, type DraftRow, type TypedValues } from '#records/drafts.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { beginErased } from './keeping/erased-again.ts'
import { projectProblems } from './projects.ts'
import { beginFindings, standingOf, type JudgedFinding } from './redaction.ts'

/** A stored draft as it would be published. Of its rows only what they come to is held: there may be a hundred thousand. */
export type ReadDraft = {
  readonly schema: FieldSchema
  readonly fields: Values
  /** The sum in fen that lists print; undefined without rows. */
  readonly totalFen: number | undefined
  readonly problems: readonly Problem[]
  readonly findings: readonly JudgedFinding[]
}

/** Reads a draft portion by portion and judges it. `onRows` gets the rows as they were typed. */
export async function readDraft(context: Context, db: Db | Tx, draft: DraftRow, onRows?: (rows: readonly TypedValues[]) => void): Promise<ReadDraft> {
  const schema = await getSchema(db, draft.itemSlug, draft.schemaVersion)
  const record = beginRecord(schema, draft.fields, draft.rowCount, context.clock.today())
  const findings = await beginFindings(context, db, draft, schema, record.fields)
  const erased = await beginErased(context, db, draft, schema, record.fields)
  for await (const { rows, before } of draftRows(db, draft.id)) {
    onRows?.(rows)
    const read = record.take(rows)
    findings.take(read, before)
    erased.take(read, before)
  }
  return { schema, fields: record.fields, totalFen: record.totalFen(), problems: await erased.judge(record.problems()), findings: findings.end() }
}

export type HasProblems = { readonly code: 'has-problems'; readonly problems: readonly Problem[]; readonly findings: readonly DraftFinding[] }

/** Reads a stored draft as it would be published, or says everything that is wrong with it. */
export async function checkDraft(context: Context, tx: Db | Tx, draft: DraftRow): Promise<Outcome<ReadDraft, HasProblems>> {
  const read = await readDraft(context, tx, draft)
  const problems = [...read.problems, ...await projectProblems(tx, draft, read)]
  const errors = problems.filter(problem => severityOf(problem.code) === 'error')
  const standing = standingOf(read.findings, 'submit').map(({ finding }) => finding)
  return errors.length + standing.length === 0 ? done(read) : refuse({ code: 'has-problems', problems: errors, findings: standing })
}
