import { isProjectItem } from '#rules/projects/facts.ts'
import { findProjectOfRecord, findRecord, getPublicSchema, listAttachments, listErased, listRecordAnswers, listRecordObjections, listRowDifferences, listRows, listTakedowns, listVersions, type PublicRecord, type PublicVersion, type RowDifference, type TakenDown } from '#records/public.ts'
import type { PageProblem } from './errors.ts'
import type { House } from './house.ts'
import { type RecordFacts, rowsPerPage } from './record-facts.ts'
import { mostChanges } from './record-versions.ts'

/** Which version and which page of its rows somebody asks for. */
export type Asked = { readonly id: string; readonly version: number | undefined; readonly rowsPage: number }

export type FoundVersion = { readonly record: PublicRecord; readonly versions: readonly PublicVersion[]; readonly shown: PublicVersion; readonly takenDown: readonly TakenDown[] }

/** Beyond this many lines two versions are compared by their owner, not by every reader of the page. */
const mostComparedRows = 20_000
const mostObjections = 50
const mostAnswers = 20

/** The record and the version that is asked for: the latest where none is. */
export async function findVersion(house: House, asked: Asked): Promise<FoundVersion | PageProblem> {
  const found = await findRecord(house.reader, asked.id)
  if (!found) return { code: 'recordNotFound' }
  if (found.withdrawal) return { code: 'withdrawn', villageCode: found.villageCode, villageName: found.villageName, withdrawal: found.withdrawal }
  const [versions, takenDown] = await Promise.all([listVersions(house.reader, found), listTakedowns(house.reader, found.id)])
  // A version published between the two queries is the latest one.
  const record = { ...found, currentVersion: versions[0]?.version ?? found.currentVersion }
  const wanted = asked.version ?? record.currentVersion
  const shown = versions.find(version => version.version === wanted)
  if (shown) return { record, versions, shown, takenDown }
  const gone = takenDown.find(({ version }) => version === wanted)
  return gone ? { code: 'takenDown', record, gone, isReplaced: versions.length > 0 } : { code: 'versionNotFound' }
}

/** Everything the page of a version shows, with one page of its rows. */
export async function gatherFacts(house: House, asked: Asked): Promise<RecordFacts | PageProblem> {
  const found = await findVersion(house, asked)
  if ('code' in found) return found
  const { record, versions, shown, takenDown } = found
  const { rowsPage } = asked
  if (rowsPage > Math.max(1, Math.ceil(shown.rowCount / rowsPerPage))) return { code: 'badQuery', name: 'rows' }
  const [path, catalogue, schema, rows, attachments, differences, objections, answers, project, erased] = await Promise.all([
    house.path(record.villageCode), house.catalogue(record.villageCode), getPublicSchema(house.reader, record.itemSlug, shown.schemaVersion),
    listRows(house.reader, record, shown.version, (rowsPage - 1) * rowsPerPage, rowsPerPage), listAttachments(house.reader, record, shown.version),
    differencesOf(house, record, versions, shown), listRecordObjections(house.reader, record, mostObjections), listRecordAnswers(house.reader, record.id, mostAnswers),
    isProjectItem(record.itemSlug) ? findProjectOfRecord(house.reader, record) : undefined, listErased(house.reader, record, shown.version),
  ])
  return { record, path, catalogue, versions, shown, schema, rows, rowsPage, attachments, differences, objections, answers, project, takenDown, erased }
}

async function differencesOf(house: House, record: PublicRecord, versions: readonly PublicVersion[], shown: PublicVersion): Promise<readonly RowDifference[] | undefined> {
  const before = versions.find(version => version.version === shown.version - 1)
  if (!before || shown.version !== record.currentVersion) return []
  if (before.rowCount + shown.rowCount > mostComparedRows) return undefined
  return await listRowDifferences(house.reader, record, before.version, shown.version, mostChanges + 1)
}
