import { sql } from 'kysely'
import type { Values } from '#rules/disclosures/field-schema.ts'
import type { Db, Tx } from './database.ts'
import { publishFileTexts } from './file-text.ts'
import { deleteSearchParts } from './search-parts.ts'

type OfVersion = { readonly countyCode: number; readonly disclosureId: string; readonly version: number }

/** A version as lists show it. */
export type ListedVersion = OfVersion & {
  readonly villageCode: number
  readonly itemSlug: string
  readonly category: string
  readonly schemaVersion: number
  readonly period: string
  readonly periodStart: string
  readonly periodEnd: string
  readonly title: string
  readonly rowCount: number
  readonly totalFen: number | undefined
  readonly noticeEndsOn: string | null
  readonly at: Date
}

/** One version of a record as it is published, but for its rows. */
export type NewVersion = ListedVersion & {
  readonly fields: Values
  readonly fieldSalts: Buffer
  readonly reason: string | null
  readonly publishedBy: string
  readonly approvedBy: string
  /** What the gate for personal data found; the database refuses a version without one. */
  readonly redactionReportId: string
  readonly commitment: Buffer
  readonly leaf: Buffer
  readonly approval: { readonly draftId: string; readonly authorId: string; readonly approverId: string; readonly committeeId: string | null }
  readonly attachments: readonly { readonly n: number; readonly fileId: string; readonly name: string; readonly mediaType: string; readonly bytes: number; readonly sha256: Buffer; readonly takenOn: string | null }[]
}

/** Publishes a version whose rows are written: the leaf, the version, its files and who approved it. Within the caller's transaction. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { countyCode, disclosureId, version: number, at } = version
  const leaf = await tx.insertInto('logQueue').values({ log: 'pub', leaf: version.leaf, queuedAt: at }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('pub.disclosureVersion').values({
    countyCode, disclosureId, version: number, schemaVersion: version.schemaVersion, title: version.title,
    fields: JSON.stringify(version.fields), salts: version.fieldSalts, rowCount: version.rowCount, totalFen: version.totalFen ?? null,
    reason: version.reason, publishedBy: version.publishedBy, approvedBy: version.approvedBy, publishedAt: at, commitment: version.commitment, redactionReportId: version.redactionReportId, logQueueId: leaf.id,
  }).execute()
  if (version.attachments.length > 0) {
    await tx.insertInto('pub.attachment').values(version.attachments.map(file => ({ countyCode, disclosureId, version: number, ...file }))).execute()
    await publishFileTexts(tx, { countyCode, disclosureId, version: number })
  }
  await tx.insertInto('disclosureApproval').values({ countyCode, disclosureId, version: number, ...version.approval, approvedAt: at }).execute()
}

/** Makes a version the one that lists show, and takes away the words of the one before. */
export async function listVersion(tx: Tx, version: ListedVersion): Promise<void> {
  const latest = {
    schemaVersion: version.schemaVersion, title: version.title, currentVersion: version.version,
    rowCount: version.rowCount, totalFen: version.totalFen ?? null, publishedAt: version.at, noticeEndsOn: version.noticeEndsOn,
  }
  const { countyCode, disclosureId, villageCode, itemSlug, category, period, periodStart, periodEnd } = version
  if (version.version > 1) {
    await tx.updateTable('pub.disclosure').set(latest).where('countyCode', '=', countyCode).where('id', '=', disclosureId).execute()
    await deleteSearchParts(tx, version)
    return
  }
  await tx.insertInto('pub.disclosure').values({
    countyCode, id: disclosureId, villageCode, itemSlug, category, period, periodStart, periodEnd, ...latest, firstPublishedAt: version.at,
  }).execute()
}

/** Rows as everybody sees them, of which `before` are written already. Their salts stand in one buffer, in their order, all of one length. */
export async function insertRows(tx: Tx, of: OfVersion, before: number, rows: readonly Values[], salts: Buffer): Promise<void> {
  const bytesOfRow = salts.length / rows.length
  // The salts go as bytes: as hexadecimal text they are five times the rows, and strings so long are only freed with everything else.
  await sql`
    insert into pub.disclosure_row (county_code, disclosure_id, version, seq, cells, salts)
    select ${of.countyCode}::bigint, ${of.disclosureId}::uuid, ${of.version}::int, ${before}::int + n, cells, substr(${salts}::bytea, ((n - 1) * ${bytesOfRow})::int + 1, ${bytesOfRow}::int)
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) with ordinality as rows (cells, n)`.execute(tx)
}

/** The values that the public view masks or leaves out, by row; those of the header are row 0. */
export async function insertWithheld(tx: Tx, of: OfVersion, withheld: readonly { readonly seq: number; readonly cells: Values }[]): Promise<void> {
  if (withheld.length === 0) return
  await sql`
    insert into disclosure_withheld (county_code, disclosure_id, version, seq, cells)
    select ${of.countyCode}::bigint, ${of.disclosureId}::uuid, ${of.version}::int, part.seq, part.cells
    from jsonb_to_recordset(${JSON.stringify(withheld)}::jsonb) as part (seq int, cells jsonb)`.execute(tx)
}

/** The version of the form that a version of a record was made with; undefined where there is no such version. */
export async function findVersionForm(db: Db | Tx, { countyCode, disclosureId, version }: OfVersion): Promise<number | undefined> {
  return (await db.selectFrom('pub.disclosureVersion').select('schemaVersion').where('countyCode', '=', countyCode).where('disclosureId', '=', disclosureId).where('version', '=', version).executeTakeFirst())?.schemaVersion
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
