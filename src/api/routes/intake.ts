import type { FastifyInstance } from 'fastify'
import { stateOf } from '#rules/cases/fold.ts'
import { checkStaffEntry, type EntryProblem } from '#rules/intake/staff-entry.ts'
import type { Channel } from '#rules/intake/channels.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import { canSee } from '#rules/policy/cases.ts'
import { entryRefusal, mayReadIntake } from '#rules/policy/intake.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { entryProblemText } from '#text/intake.ts'
import type { Language } from '#text/language.ts'
import { findCase, listEvents, type CaseFile } from '#records/cases.ts'
import { findIntake, listScans } from '#records/intake.ts'
import { aboutCase } from '#actions/about-case.ts'
import { done, refuse, type Context } from '#actions/context.ts'
import { listAlike, listAlikeEntry, sayVerdict, type Alike } from '#actions/intake/alike.ts'
import { enterComplaint } from '#actions/intake/enter.ts'
import { addScan } from '#actions/intake/scans.ts'
import { addRoute, askedBy } from '../answer.ts'
import { tellAnew, trailOf } from '../audit-trail.ts'
import * as contract from '../contract/intake.ts'
import type { PlacedProblem } from '../contract/problem.ts'
import { officerOf } from '../staff-gate.ts'
import { readUpload } from '../uploads.ts'
import { receiptView } from '../views/receipt.ts'

/** Complaints that an officer writes down for somebody, how each case came, and which cases look alike. */
export function addIntake(staff: FastifyInstance, context: Context): void {
  addRoute(staff, contract.enterComplaint, async ({ body, language, request }) => {
    const officer = officerOf(request)
    const refusal = entryRefusal(officer)
    if (refusal) return refuse(refusal)
    const { value, problems } = checkStaffEntry({ ...body, village: body.villageCode, name: body.person?.name, phone: body.person?.phone }, context.clock.today())
    if (!value) return refuse({ code: 'bad-request', placed: problems.map(problem => placed(language, problem)), status: 422 })
    const entered = await enterComplaint(context, officer, value, String(request.headers['idempotency-key']), trailOf(request))
    if (entered.ok) return done({ ...receiptView(entered.value), caseId: entered.value.caseId })
    tellAnew(request)
    return entered
  })
  addRoute(staff, contract.listAlikeEntry, async ({ body, request }) => {
    const alike = await listAlikeEntry(context, officerOf(request), { villageCode: body.villageCode, statement: body.statement, itemSlug: body.item })
    return alike.ok ? done({ alike: alike.value.map(alikeView) }) : alike
  })
  addRoute(staff, contract.listAlike, async ({ params, request }) => {
    const alike = await listAlike(context, officerOf(request), params.id)
    return alike ? done({ alike: alike.map(alikeView) }) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.sayVerdict, async ({ params, body, request }) => {
    const said = await sayVerdict(context, officerOf(request), params.id, body, askedBy(request))
    return said.ok ? done({ alike: (await listAlike(context, officerOf(request), params.id) ?? []).map(alikeView) }) : said
  })
  addRoute(staff, contract.getIntake, async ({ params, request }) => {
    const file = await findSeen(context, officerOf(request), params.id)
    return file ? done(await intakeView(context, officerOf(request), file)) : refuse({ code: 'not-found' })
  })
  addRoute(staff, contract.getScan, async ({ params, request }) => {
    const officer = officerOf(request)
    const file = mayReadIntake(officer) ? await findSeen(context, officer, params.id) : undefined
    const scan = file && (await listScans(context.db, file.id)).find(({ n }) => n === params.n)
    return scan ? done({ bytes: await context.files.read(scan.fileId), mediaType: scan.mediaType }) : refuse({ code: 'not-found' })
  })
}

/** Scans come as forms, so they stand among the routes that take uploads. */
export function addScans(uploads: FastifyInstance, context: Context): void {
  addRoute(uploads, contract.addScan, async ({ params, request }) => {
    const officer = officerOf(request)
    // Before a byte is read: who may not see the case cannot make us decode pictures.
    if (!mayReadIntake(officer) || !await findSeen(context, officer, params.id)) return refuse({ code: 'not-found' })
    const upload = await readUpload(request)
    if (!upload.ok) return upload
    if (!upload.value.file) return refuse({ code: 'file-missing' })
    return addScan(context, officer, params.id, upload.value.file.bytes, askedBy(request, upload.value.file.bytes))
  })
}

const fieldNames: Readonly<Record<string, string>> = { village: 'villageCode', name: 'person.name', phone: 'person.phone' }

function placed(language: Language, problem: EntryProblem): PlacedProblem {
  return { place: 'body', field: fieldNames[problem.field] ?? problem.field, code: problem.code, message: entryProblemText(language, problem) }
}

function alikeView({ id, villageName, statementSeen, receivedOn, state, channel, likeness, because, canLead, isEarlier, verdict }: Alike): contract.Alike {
  return {
    id, villageName, excerpt: [...statementSeen].slice(0, 120).join(''), receivedOn, state: state as contract.Alike['state'], channel: channel as Channel,
    percent: Math.round(likeness * 100), because: [...because], canLead, isEarlier, isAgain: verdict === 'again',
  }
}

async function findSeen(context: Context, officer: Officer, id: string): Promise<CaseFile | undefined> {
  const file = await findCase(context.db, id)
  return file && canSee(officer, await aboutCase(context.db, file, stateOf(await listEvents(context.db, id)))) ? file : undefined
}

/** What of the way a case came this officer may know. */
async function intakeView(context: Context, officer: Officer, file: CaseFile): Promise<contract.CaseIntake> {
  const [intake, isDesk] = [await findIntake(context.db, file.id), mayReadIntake(officer)]
  const scans = isDesk && intake ? await listScans(context.db, file.id) : []
  return {
    // Who can guess a helper by the village needs not know that there was one.
    channel: intake || isDesk || file.channel !== 'proxy' ? file.channel as Channel : 'web',
    ...(intake && { receivedOn: intake.receivedOn, ...(intake.dueOn !== null && { dueOn: intake.dueOn }) }),
    ...(intake && isDesk && { enteredByName: intake.enteredByName, ...(intake.channelNumber !== null && { channelNumber: intake.channelNumber }) }),
    scans: scans.map(({ n, mediaType, bytes }) => ({ n, mediaType, bytes })), mayAddScan: isDesk && intake !== undefined,
    personal: isDesk ? (['statement', 'place', 'happened', 'wish'] as const).flatMap(field => findPersonalData(file[field] ?? '').map(finding => ({ ...finding, field }))) : [],
  }
}
