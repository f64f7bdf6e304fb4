import { findField, type FieldSchema } from '#rules/disclosures/field-schema.ts'
import { yuanOf } from '#rules/disclosures/display.ts'
import { readValue } from '#rules/disclosures/values.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { totals } from '#rules/disclosures/views.ts'
import { openItemNames } from '#records/catalogue.ts'
import { getSchema } from '#records/disclosures.ts'
import { listCellsOf, type DraftLine } from '#records/draft-lists.ts'
import type { Context } from '#actions/context.ts'
import type { DraftSummary } from '../contract/draft-shapes.ts'

/** Longer lists are added up when the draft itself is opened. */
const mostRowsAddedUp = 2000

/** The lines of a list of drafts, with the sum of the money field that the schema names. */
export async function draftSummaries(context: Context, lines: readonly DraftLine[]): Promise<DraftSummary[]> {
  const itemName = await openItemNames(context.db, context.clock.today())
  const sums = await sumsOf(context, lines)
  return lines.map(line => {
    const { itemSlug } = line
    return lineView(line, itemName(countyOf(line.villageCode), itemSlug) ?? { zh: itemSlug, en: itemSlug }, sums.get(line.id))
  })
}

/** One line. */
export function lineView(line: DraftLine, itemName: DraftSummary['itemName'], totalFen: number | undefined): DraftSummary {
  const { id, disclosureId, baseVersion, villageCode, villageName, period, title, state, authorName, rowCount } = line
  return {
    id, disclosureId, baseVersion, villageCode, villageName, townshipName: line.townshipName ?? '', item: line.itemSlug, itemName, period, title, state, authorName, rowCount,
    ...(totalFen !== undefined && { total: plainYuan(totalFen) }), updatedAt: line.updatedAt.toISOString(),
  }
}

/** Fen as yuan with two decimals and no separators, as it would be typed. */
export function plainYuan(fen: number): string {
  return yuanOf(fen).replaceAll(',', '')
}

async function sumsOf(context: Context, lines: readonly DraftLine[]): Promise<Map<string, number>> {
  const sums = new Map<string, number>()
  const short = lines.filter(line => line.rowCount > 0 && line.rowCount <= mostRowsAddedUp)
  for (const [, of] of Map.groupBy(short, line => `${line.itemSlug} ${line.schemaVersion}`)) {
    const schema = await getSchema(context.db, of[0]!.itemSlug, of[0]!.schemaVersion)
    if (schema.totalOf === undefined) continue
    const cells = Map.groupBy(await listCellsOf(context.db, of.map(line => line.id), schema.totalOf), row => row.draftId)
    for (const { id } of of) {
      const total = sumOf(schema, schema.totalOf, (cells.get(id) ?? []).map(row => row.cell), context.clock.today())
      if (total !== undefined) sums.set(id, total)
    }
  }
  return sums
}

function sumOf(schema: FieldSchema, key: string, cells: readonly (string | null)[], today: string): number | undefined {
  const field = findField(schema, 'row', key)
  if (!field) return undefined
  const rows = cells.map(cell => {
    const read = readValue(field, cell, today)
    return read.ok && read.value !== undefined ? { [key]: read.value } : {}
  })
  return totals(schema, { fields: {}, rows }).total
}
