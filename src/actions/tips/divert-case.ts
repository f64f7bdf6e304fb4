import { createHash, randomUUID } from 'node:crypto'
import type { CaseRules } from '#rules/cases/case-rules.ts'
import type { CaseEvent, CaseEventDetails } from '#rules/cases/events.ts'
import type { CaseState } from '#rules/cases/states.ts'
import { confidentialRoute, divertedMatter, mostParts, type DivertedContent, type DivertedPerson } from '#rules/tips/diversion.ts'
import { tipFactsOf } from '#rules/tips/fold.ts'
import { tipDays } from '#rules/tips/told-days.ts'
import { deskPlaceOf } from '#rules/policy/desks.ts'
import { unwrapCaseKey, wrapCaseKey } from '#platform/crypto/case-key.ts'
import { makeReporterKey } from '#platform/crypto/reporter-key.ts'
import { seal, sealingSuite } from '#platform/crypto/sealing.ts'
import { listOfOneComplaint } from '#records/case-links.ts'
import { getLedgerState, listCasePhotos, listEvents, type CaseFile } from '#records/cases.ts'
import type { Tx } from '#records/database.ts'
import { divertCase, forgetGoingFile, keepPart, listGoingFiles, listSubjectNames, listWritings, takeIdentity, type PlacedWords } from '#records/diversion.ts'
import { getDivision } from '#records/divisions.ts'
import { listScans } from '#records/intake.ts'
import type { SealedPart } from '#records/tips.ts'
import type { Asking, MoveRefusal } from '../case-move.ts'
import type { RecordedCase } from '../case-events.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { divertOthers, mayAllGo } from './go-together.ts'
import { reporterSecret } from './reporter-secret.ts'
import { tipLeafFor } from './tip-leaf.ts'

/** The discipline body of the level whose desk has the complaint, where it has a key here: what the county's desk may not decide is not for the county's body. */
export function bodyFor(context: Pick<Context, 'tips'>, { countyCode, deskLevel }: Pick<CaseFile, 'countyCode' | 'deskLevel'>): number | undefined {
  const code = deskPlaceOf(countyCode, deskLevel as Parameters<typeof deskPlaceOf>[1])
  return context.tips.recipients.has(code) ? code : undefined
}

/** The ways a complaint can be shown now. What was accepted is answered, or goes to the discipline body in confidence. */
export function openRoutes(context: Pick<Context, 'tips'>, file: Pick<CaseFile, 'countyCode' | 'deskLevel'>, state: CaseState, { routes }: CaseRules): CaseRules['routes'] {
  return state === 'submitted' ? routes : routes.filter(({ code }) => code === confidentialRoute && bodyFor(context, file) !== undefined)
}

/** Where a complaint is shown to. Towards the confidential channel it goes itself, unless nobody here could open it: then only the address is told. */
export async function routeFor(asking: Asking): Promise<Outcome<object, MoveRefusal>> {
  const { context, tx, file, facts, asked, rules } = asking
  const route = openRoutes(context, file, facts.state, rules).find(known => known.code === asked.routeCode)
  if (!route) return refuse({ code: 'choice-missing' })
  const bodyCode = route.code === confidentialRoute ? bodyFor(context, file) : undefined
  // The words of a complaint that was divided stand in every part of it: all go, or none.
  if (bodyCode !== undefined && !(await mayAllGo(asking) && await hasRoom(tx, file.id))) return refuse({ code: 'diverted-divided' })
  return done({ route, ...(bodyCode !== undefined && { bodyCode }) } satisfies CaseEventDetails['divert'])
}

/** As many files as one report may have parts: of a single complaint always so, of one with parts nearly. */
async function hasRoom(tx: Tx, caseId: string): Promise<boolean> {
  const files = await Promise.all((await listOfOneComplaint(tx, caseId)).map(async id => filesOf(tx, { id, part: null })))
  return files.flat().length <= mostParts - 2
}

/** Makes one confidential report of everything a complaint holds, with all it was divided into, and empties it, in the transaction in which the desk diverted it. */
export async function divertToBody(context: Context, tx: Tx, { id: askedId }: RecordedCase, event: Extract<CaseEvent, { action: 'divert' }>, bodyCode: number): Promise<void> {
  const cases = await divertOthers(context, tx, askedId, event)
  const whole = cases[0]!
  const key = randomUUID()
  const id = randomUUID()
  const recipients = context.tips.recipients.get(bodyCode)!
  const receivedOn = context.clock.today()
  const formHash = createHash('sha256').update(key).digest()
  // The code that the complainant has is that of the whole.
  const caseKey = unwrapCaseKey(context.secrets.wrappingKey, whole.id, (await getLedgerState(tx, whole.id)).wrappedKey)
  const reporter = await makeReporterKey(reporterSecret(caseKey), formHash.toString('hex'))
  const filed = { seq: 1, action: 'file', day: receivedOn } as const
  let n = 0
  const keep = async (kind: SealedPart['kind'], plain: string | Uint8Array) => keepPart(tx, whole.id, bodyCode, ++n, { kind, suite: sealingSuite, ciphertext: await seal(recipients, plain) })
  await keep('matter', JSON.stringify(divertedMatter(await contentOf(tx, cases), key)))
  const identity = await takeIdentity(tx, whole.id, bodyCode)
  const person: DivertedPerson | undefined = identity && { v: 1, form: key, identity: identity.toString('base64') }
  if (person) await keep('person', JSON.stringify(person))
  for (const file of cases) for (const { name, fileId } of await filesOf(tx, file)) await keep('file', Buffer.concat([Buffer.from(JSON.stringify({ v: 1, form: key, name }) + '\n'), await context.files.read(fileId)]))
  await divertCase(tx, whole.id, {
    id, bodyCode, receivedOn, formHash, reporterRecipient: reporter.recipient, reporterKey: reporter.wrapped,
    caseKey: wrapCaseKey(context.secrets.wrappingKey, id, caseKey), countedDays: tipDays(tipFactsOf([filed]), whole.isNamed, context.calendar),
    leaf: tipLeafFor(caseKey, id, filed, 'received', null),
  })
}

async function contentOf(tx: Tx, cases: readonly CaseFile[]): Promise<DivertedContent> {
  const { statement, place, happened, wish, seen, villageCode } = cases[0]!
  const written = (await Promise.all(cases.map(async file => [...(await listEvents(tx, file.id)).flatMap(wordsOf), ...await listWritings(tx, file.id)]))).flat()
  const subjects = (await Promise.all(cases.map(async ({ id }) => listSubjectNames(tx, id)))).flat()
  return {
    villageName: (await getDivision(tx, villageCode)).name, statement, place, happened, wish, seen, subjects: [...new Set(subjects)],
    written: written.toSorted((one, other) => one.at.getTime() - other.at.getTime() || one.seq - other.seq).map(({ on, what, words }) => ({ on, what, words })),
  }
}

function wordsOf(event: CaseEvent): PlacedWords[] {
  const letter = event.action === 'supervise' ? event.details.letter?.text : undefined
  const part = event.action === 'split' ? event.details.statement : undefined
  return [event.note, letter, part].flatMap(words => (words ? [{ at: new Date(event.at), seq: event.seq, on: event.day, what: event.action, words }] : []))
}

async function filesOf(tx: Tx, { id: caseId, part }: Pick<CaseFile, 'id' | 'part'>): Promise<{ name: string; fileId: string }[]> {
  const named = (kind: string, { n, mediaType }: { n: number; mediaType: string }) => `${part === null ? '' : `part-${part}-`}${kind}-${n}.${mediaType.split('/')[1]}`
  return [
    ...(await listCasePhotos(tx, caseId)).map(photo => ({ fileId: photo.fileId, name: named('photo', photo) })),
    ...(await listScans(tx, caseId)).map(scan => ({ fileId: scan.fileId, name: named('scan', scan) })),
  ]
}

/** Removes from the disk what went with a report. A sweep: the rows go first, in their transaction, so that a refusal loses nothing. */
export async function removeGoingFiles(context: Pick<Context, 'db' | 'files'>): Promise<void> {
  for (const fileId of await listGoingFiles(context.db)) {
    await context.files.remove(fileId)
    await forgetGoingFile(context.db, fileId)
  }
}
