import { getCase, listCasePhotos } from '#records/cases.ts'
import { getResident, type ResidentKind } from '#records/residents.ts'
import type { Context, Outcome } from '../context.ts'
import { homesOf } from '../residents/households.ts'
import { listFollowedVillages, listOwn } from '../residents/list.ts'
import { listOwnSessions } from '../residents/sign-in.ts'
import { listToldBy } from '../residents/tell.ts'
import { findByCode, readTrackedFile, type TrackedCase } from '../tracking.ts'

/** What was filed beside the words. */
type Filed = { readonly place: string | null; readonly happened: string | null; readonly wish: string | null }

/** Everything kept of one complaint that is its complainant's to read, as data. What can be done next belongs to the page, and the code stands nowhere. */
export type CaseCopy = Omit<TrackedCase, 'limits' | 'may' | 'mayRate' | 'mayWrite' | 'dueSteps' | 'isTold'> & { readonly filed: Filed }

export type CopiedFile = { readonly name: string; readonly content: Buffer }

/** The complaint of a code, or a part of it, for whoever takes a copy away. */
export async function copyOwnCase(context: Context, code: string, found: TrackedCase): Promise<CaseCopy> {
  const id = getOutcome(await findByCode(context, code, found.part))
  return caseCopy(context, id, found)
}

async function caseCopy(context: Context, id: string, found: TrackedCase): Promise<CaseCopy> {
  const { limits: _limits, may: _may, mayRate: _mayRate, mayWrite: _mayWrite, dueSteps: _dueSteps, isTold: _isTold, ...kept } = found
  const { place, happened, wish } = await getCase(context.db, id)
  return { ...kept, filed: { place, happened, wish } }
}

/** The files that go with it: photos of the complainant as they are kept, and what the answer rests on. */
export async function readOwnFiles(context: Context, code: string, found: TrackedCase): Promise<CopiedFile[]> {
  const id = getOutcome(await findByCode(context, code, found.part))
  const files: CopiedFile[] = []
  for (const { n, fileId } of await listCasePhotos(context.db, id)) files.push({ name: `photos/${n}.jpg`, content: await context.files.read(fileId) })
  for (const [i, { id: fileId, mediaType }] of (found.answer?.evidence ?? []).entries()) {
    const file = await readTrackedFile(context, found, fileId)
    if (file) files.push({ name: `answer/${i + 1}.${mediaType === 'image/jpeg' ? 'jpg' : 'pdf'}`, content: file.content })
  }
  return files
}

/** Everything kept of a resident who signed in. Number and id are not among it: they are kept as hashes, or wrapped for the sender alone. */
export type ResidentCopy = {
  readonly signedInBy: ResidentKind
  readonly since: string
  readonly lastOn: string
  readonly sessions: readonly { readonly device: string; readonly begunAt: string; readonly seenAt: string; readonly isHere: boolean }[]
  readonly villagesFollowed: readonly number[]
  readonly toldBy: readonly string[]
  readonly homes: readonly { readonly villageCode: number; readonly until: string }[]
  readonly complaints: readonly CaseCopy[]
}

/** The list of a resident, with the complaints in it as whoever holds their codes reads them. */
export async function copyResident(context: Context, residentId: string, token: string | undefined): Promise<{ readonly copy: ResidentCopy; readonly found: readonly TrackedCase[] }> {
  const { kind, createdOn, lastOn } = await getResident(context.db, residentId)
  const own = await listOwn(context, residentId)
  const complaints: CaseCopy[] = []
  for (const { caseId, found } of own) complaints.push(await caseCopy(context, caseId, found))
  return {
    found: own.map(({ found }) => found),
    copy: {
      signedInBy: kind, since: createdOn, lastOn,
      sessions: (await listOwnSessions(context, residentId, token)).map(({ device, begunAt, seenAt, isHere }) => ({ device, begunAt: begunAt.toISOString(), seenAt: seenAt.toISOString(), isHere })),
      villagesFollowed: await listFollowedVillages(context, residentId), toldBy: await listToldBy(context, residentId),
      homes: (await homesOf(context, residentId)).map(({ villageCode, until }) => ({ villageCode, until })), complaints,
    },
  }
}

/** Found a moment ago by the same code. */
function getOutcome(found: Outcome<string, { readonly code: string }>): string {
  if (!found.ok) throw new Error('a complaint that was just found is not there: ' + found.refusal.code)
  return found.value
}
