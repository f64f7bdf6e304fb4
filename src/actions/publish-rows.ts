import { valuesOfRows } from '#rules/disclosures/check-record.ts'
import type { FieldSchema, Value, Values } from '#rules/disclosures/field-schema.ts'
import { publicView } from '#rules/disclosures/views.ts'
import { partsOf } from '#rules/search/parts.ts'
import { characters, loadCharacters } from '#platform/chinese.ts'
import type { Tx } from '#records/database.ts'
import { draftRows } from '#records/drafts.ts'
import { listDraftTexts } from '#records/file-text.ts'
import { insertPayeeKeys } from '#records/payees.ts'
import { insertRows, insertWithheld } from '#records/publication.ts'
import { insertSearchParts } from '#records/search-parts.ts'
import { beginCommitment } from './commit-record.ts'
import type { Context } from './context.ts'
import { payeesOf } from './payees.ts'

type Publishing = {
  readonly of: { readonly countyCode: number; readonly disclosureId: string; readonly version: number }
  readonly draft: { readonly id: string; readonly villageCode: number; readonly rowCount: number }
  readonly schema: FieldSchema
  /** The checked header; of the rows it is only known that they are right. */
  readonly fields: Values
  /** The words by which it is found beside its own: its title and the name of its item. */
  readonly about: readonly string[]
}

/**
 * Writes what everybody sees of a checked draft, what is withheld, its words and its payees, a portion of rows after the other: a
 * hundred thousand are never held together, and between portions others have their turn. The draft is locked, so its rows are those
 * that were checked. Answers what opens and closes the commitment to all of it.
 */
export async function publishRows(context: Context, tx: Tx, { of, draft, schema, fields, about }: Publishing): Promise<{ shown: Values; fieldSalts: Buffer; commitment: Buffer }> {
  const shown = publicView(schema, { fields, rows: [] }).fields
  const commitment = beginCommitment(schema, shown)
  await loadCharacters()
  const words = partsOf(schema, about, draft.villageCode, characters)
  const today = context.clock.today()
  await insertWithheld(tx, of, withheldFrom([fields], [shown], 0))
  await insertSearchParts(tx, of, [words.header(shown)])
  let written = 0
  for await (const { rows: typed, before } of draftRows(tx, draft.id)) {
    const rows = valuesOfRows(schema, typed, today)
    const { rows: view } = publicView(schema, { fields: {}, rows })
    await insertRows(tx, of, before, view, commitment.take(view))
    await insertWithheld(tx, of, withheldFrom(rows, view, before + 1))
    await insertPayeeKeys(tx, of, [...payeesOf(context, draft.villageCode, schema, rows, before)])
    await insertSearchParts(tx, of, words.rows(view, before))
    written = before + rows.length
  }
  if (written !== draft.rowCount) throw new Error(`draft ${draft.id} has ${written} rows and not the ${draft.rowCount} that were checked`)
  await insertSearchParts(tx, of, words.files(await listDraftTexts(tx, draft.id), draft.rowCount))
  return { shown, fieldSalts: commitment.fieldSalts, commitment: commitment.root() }
}

/** The values that the public view masks or leaves out, so that the record can be corrected later without typing them again. */
function withheldFrom(all: readonly Values[], shown: readonly Values[], first: number): { seq: number; cells: Values }[] {
  return all.flatMap((values, index) => {
    const cells = hidden(values, shown[index]!)
    return Object.keys(cells).length > 0 ? [{ seq: first + index, cells }] : []
  })
}

function hidden(all: Values, shown: Values): Values {
  const entries = Object.entries(all).filter((entry): entry is [string, Value] => shown[entry[0]] !== entry[1])
  return Object.fromEntries(entries)
}
