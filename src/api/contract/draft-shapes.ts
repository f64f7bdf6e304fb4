import type { Static } from 'typebox'
import { Type } from 'typebox'
import { draftActions, draftStates } from '#rules/disclosures/lifecycle.ts'
import { findingKinds } from '#rules/masking/kinds.ts'
import { PlacedProblem } from './problem.ts'
import { AsOf, closed, Count, Day, DivisionCode, Id, Instant, NameInBoth, oneOf, Slug, Title } from './words.ts'

/** Values as a person types them: money `1234.50` in yuan, days `YYYY-MM-DD`, choices by value. The server checks and keeps them canonical. */
export const Cells = Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 5000 }), { title: 'Cells' })
export const Rows = Type.Array(Cells, { maxItems: 200000 })

/** What is typed into the form of a new record. */
export const DraftInput = closed(
  { villageCode: DivisionCode, item: Slug, period: Type.String({ minLength: 4, maxLength: 10 }), title: Title, fields: Cells, rows: Rows },
  { title: 'DraftInput' },
)

/** Village and item of a draft stay; everything else may be edited. `reason` belongs to a correction and is required there. */
export const DraftEdit = closed(
  {
    asOf: AsOf,
    period: Type.String({ minLength: 4, maxLength: 10 }),
    title: Title,
    fields: Cells,
    rows: Rows,
    reason: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { title: 'DraftEdit' },
)

/** What may be done with a draft; `return` is the committee's too. */
export const draftActs = ['edit', 'submit', 'endorse', 'approve', 'schedule', 'unschedule', 'return'] as const

export const AttachmentView = closed({ n: Type.Integer({ minimum: 1 }), name: Type.String(), mediaType: Type.String(), bytes: Count, takenOn: Type.Optional(Day) }, { title: 'AttachmentView' })

/** Something personal in a draft or in one of its files. The value is not repeated. */
export const DraftFindingView = closed(
  {
    place: oneOf(['field', 'row', 'file', 'body']),
    field: Type.Optional(Type.String()),
    row: Type.Optional(Type.Integer({ minimum: 1 })),
    where: Type.Optional(Type.String({ description: 'Page or part of a file.' })),
    kind: oneOf(findingKinds),
    severity: oneOf(['red', 'look', 'yellow']),
    fix: oneOf(['mask', 'delete', 'look']),
    start: Count,
    length: Count,
    message: Type.String(),
    fingerprint: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    isWaived: Type.Boolean(),
  },
  { title: 'DraftFinding' },
)

const summary = {
  id: Id,
  disclosureId: Id,
  baseVersion: Count,
  villageCode: DivisionCode,
  villageName: Type.String(),
  townshipName: Type.String(),
  item: Slug,
  itemName: NameInBoth,
  period: Type.String(),
  title: Type.String(),
  state: oneOf(draftStates),
  authorName: Type.String(),
  rowCount: Count,
  total: Type.Optional(Type.String({ description: 'Yuan with two decimals.' })),
  updatedAt: Instant,
}

export const DraftSummary = closed(summary, { title: 'DraftSummary' })

export const Draft = closed(
  {
    ...summary,
    eventCount: Type.Integer({ minimum: 1 }),
    schemaVersion: Type.Integer({ minimum: 1 }),
    periodStart: Day,
    periodEnd: Day,
    fields: Cells,
    rows: Rows,
    reason: Type.Optional(Type.String()),
    returnReason: Type.Optional(Type.String()),
    attachments: Type.Array(AttachmentView),
    findings: Type.Array(DraftFindingView, { description: 'Everything personal that was found, what is accepted included.' }),
    mayWaive: Type.Boolean({ description: 'Whether this officer may accept a finding as the second person.' }),
    problems: Type.Array(PlacedProblem, { description: 'What must be put right before it can be submitted: the first 500.' }),
    problemCount: Count,
    previous: Type.Optional(
      closed({ version: Type.Integer({ minimum: 1 }), title: Type.String(), fields: Cells, rows: Rows }, { description: 'For a correction: the published version it starts from, unmasked.' }),
    ),
    events: Type.Array(
      closed({
        seq: Type.Integer({ minimum: 1 }),
        action: oneOf(draftActions),
        officerName: Type.String(),
        forName: Type.Optional(Type.String({ description: 'In whose post, where a deputy did it.' })),
        note: Type.Optional(Type.String()),
        at: Instant,
      }),
    ),
    publishAt: Type.Optional(Instant),
    committeeUntil: Type.Optional(Day),
    allowed: Type.Array(oneOf(draftActs)),
    withheld: Type.Array(closed({ action: oneOf(draftActs), code: Type.String(), message: Type.String() })),
  },
  { title: 'Draft' },
)

export const DraftCheck = closed(
  {
    problems: Type.Array(PlacedProblem),
    findings: Type.Array(PlacedProblem, { description: 'Personal data found in public text: blocks submission.' }),
    publicView: closed({
      fields: Cells,
      rows: Type.Array(Cells, { maxItems: 50, description: 'The first 50 rows.' }),
      rowCount: Count,
    }, { description: 'What residents will see: fields for narrower audiences gone, personal values masked; the rest written as in a draft.' }),
    totals: closed({ rowCount: Count, sums: Cells }, { description: 'Sums of the money columns by key, in yuan.' }),
  },
  { title: 'DraftCheck' },
)

export type DraftFindingView = Static<typeof DraftFindingView>
export type Cells = Static<typeof Cells>
export type DraftInput = Static<typeof DraftInput>
export type DraftEdit = Static<typeof DraftEdit>
export type DraftSummary = Static<typeof DraftSummary>
export type Draft = Static<typeof Draft>
export type DraftCheck = Static<typeof DraftCheck>
