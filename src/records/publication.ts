import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { SearchPart } from '#rules/search/parts.ts'
import type { Db, Tx } from './database.ts'
import { batches } from './batches.ts'
import { publishFileTexts } from './file-text.ts'
import { replaceSearchParts } from './search-parts.ts'
import { insertPayeeKeys, type PayeeKey } from './payees.ts'

/** One version of a record as it is published. The salts of its rows stand in one buffer, in the order of the rows, all of one length. What is iterable is written as it is made. */
export type NewVersion = {
  readonly countyCode: number
  readonly disclosureId: string
  readonly version: number
  readonly villageCode: number
  readonly itemSlug: string
  readonly category: string
  readonly schemaVersion: number
  readonly period: string
  readonly periodStart: string
  readonly periodEnd: string
  readonly title: string
  readonly fields: Values
  readonly fieldSalts: Buffer
  readonly rows: readonly Values[]
  readonly rowSalts: Buffer
  readonly withheld: Iterable<{ readonly seq: number; readonly cells: Values }>
  readonly totalFen: number | null
  readonly reason: string | null
  readonly publishedBy: string
  readonly approvedBy: string
  readonly noticeEndsOn: string | null
  readonly search: Iterable<SearchPart>
  /** Keyed hashes under which payees find their own rows. */
  readonly payees: Iterable<PayeeKey>
  /** What the gate for personal data found; the database refuses a version without one. */
  readonly redactionReportId: string
  readonly commitment: Buffer
  readonly leaf: Buffer
  readonly at: Date
  readonly approval: { readonly draftId: string; readonly authorId: string; readonly approverId: string; readonly committeeId: string | null }
  readonly attachments: readonly { readonly n: number; readonly fileId: string; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly sha256: Buffer; readonly takenOn: string | null }[]
}

/** Publishes a version: the leaf, the version, its rows, what is withheld, who approved it, and the list entry. Within the caller's transaction. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { countyCode, disclosureId, version: number, at } = version
  await upsertDisclosure(tx, version)
  const leaf = await tx.insertInto('logQueue').values({ log: 'pub', leaf: version.leaf, queuedAt: at }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('pub.disclosureVersion').values({
    countyCode, disclosureId, version: number, schemaVersion: version.schemaVersion, title: version.title,
    fields: JSON.stringify(version.fields), salts: version.fieldSalts, rowCount: version.rows.length, totalFen: version.totalFen,
    reason: version.reason, publishedBy: version.publishedBy, approvedBy: version.approvedBy, publishedAt: at, commitment: version.commitment, redactionReportId: version.redactionReportId, logQueueId: leaf.id,
  }).execute()
  await insertRows(tx, version)
  await insertWithheld(tx, version)
  await replaceSearchParts(tx, version, version.search)
  await insertPayeeKeys(tx, { countyCode, disclosureId, version: number }, version.payees)
  if (version.attachments.length > 0) {
    await tx.insertInto('pub.attachment').values(version.attachments.map(file => ({ countyCode, disclosureId, version: number, ...file }))).execute()
    await publishFileTexts(tx, { countyCode, disclosureId, version: number })
  }
  await tx.insertInto('disclosureApproval').values({ countyCode, disclosureId, version: number, ...version.approval, approvedAt: at }).execute()
}

async function upsertDisclosure(tx: Tx, version: NewVersion): Promise<void> {
  const latest = {
    schemaVersion: version.schemaVersion, title: version.title, currentVersion: version.version,
    rowCount: version.rows.length, totalFen: version.totalFen, publishedAt: version.at, noticeEndsOn: version.noticeEndsOn,
  }
  const { countyCode, villageCode, itemSlug, category, period, periodStart, periodEnd } = version
  if (version.version > 1) {
    await tx.updateTable('pub.disclosure').set(latest).where('countyCode', '=', countyCode).where('id', '=', version.disclosureId).execute()
    return
  }
  await tx.insertInto('pub.disclosure').values({
    countyCode, id: version.disclosureId, villageCode, itemSlug, category, period, periodStart, periodEnd, ...latest, firstPublishedAt: version.at,
  }).execute()
}

const rowsAtOnce = 500

async function insertRows(tx: Tx, version: NewVersion): Promise<void> {
  const { countyCode, disclosureId, rows, rowSalts } = version
  const bytesOfRow = rowSalts.length / Math.max(rows.length, 1)
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const part = JSON.stringify(rows.slice(from, from + rowsAtOnce).map((cells, i) => [cells, rowSalts.toString('hex', (from + i) * bytesOfRow, (from + i + 1) * bytesOfRow)]))
    await sql`
      insert into pub.disclosure_row (county_code, disclosure_id, version, seq, cells, salts)
      select ${countyCode}::bigint, ${disclosureId}::uuid, ${version.version}::int, ${from}::int + n, part -> 0, decode(part ->> 1, 'hex')
      from jsonb_array_elements(${part}::jsonb) with ordinality as rows (part, n)`.execute(tx)
  }
}

async function insertWithheld(tx: Tx, version: NewVersion): Promise<void> {
  const { countyCode, disclosureId, withheld } = version
  for (const batch of batches(withheld, rowsAtOnce)) {
    const part = JSON.stringify(batch)
    await sql`
      insert into disclosure_withheld (county_code, disclosure_id, version, seq, cells)
      select ${countyCode}::bigint, ${disclosureId}::uuid, ${version.version}::int, part.seq, part.cells
      from jsonb_to_recordset(${part}::jsonb) as part (seq int, cells jsonb)`.execute(tx)
  }
}

/** One published version whole, with what its public view leaves out: for the clerk who corrects it. */
export async function getWholeVersion(db: Db | Tx, countyCode: number, disclosureId: string, version: number): Promise<{ title: string; schemaVersion: number; fields: Values; rows: Values[] }> {
  const found = await db.selectFrom('pub.disclosureVersion').select(['title', 'schemaVersion', 'fields'])
    .where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('version', '=', version).executeTakeFirstOrThrow()
  const rows = await db.selectFrom('pub.disclosureRow').select(['seq', 'cells'])
    .where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('version', '=', version).orderBy('seq').execute()
  const withheld = await db.selectFrom('disclosureWithheld').select(['seq', 'cells'])
    .where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('version', '=', version).execute()
  const hidden = new Map(withheld.map(part => [part.seq, part.cells as unknown as Values]))
  return {
    title: found.title, schemaVersion: found.schemaVersion,
    fields: { ...found.fields as unknown as Values, ...hidden.get(0) },
    rows: rows.map(row => ({ ...row.cells as unknown as Values, ...hidden.get(row.seq) })),
  }
}

/** The log index of a version's leaf, once the log has numbered it. */
export async function findLeafIndex(db: Db | Tx, countyCode: number, disclosureId: string, version: number): Promise<number | null> {
  const found = await db.selectFrom('pub.disclosureVersion').innerJoin('logQueue', 'logQueue.id', 'pub.disclosureVersion.logQueueId').select('logQueue.leafIndex')
    .where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('version', '=', version).executeTakeFirst()
  return found?.leafIndex ?? null
}
