import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { complaintLimits } from '#rules/cases/complaint-form.ts'
import { messageLimits } from '#rules/cases/messages.ts'
import { signInRules, type SignInRules } from '#rules/policy/sign-in.ts'
import type { LeastRsaBits } from '#platform/crypto/rsa-strength.ts'
import { openIdFrom, type OpenIdSettings } from '#platform/open-id.ts'
import { contextOfOffice, contextOfOwn, contextOfStaff, type Context } from '#actions/context.ts'
import type { SignIn } from '#actions/sign-in.ts'
import { registerSignIn } from './auth.ts'
import { acceptEarlierSignatures } from './earlier-signatures.ts'
import { answerError } from './faults.ts'
import { compileCheck } from './mistakes.ts'
import { addPasskeyDoor } from './passkey-door.ts'
import { addProviderDoor } from './provider-door.ts'
import { sendRefusal } from './problem-document.ts'
import { addAccepting, addAccounts } from './routes/accounts.ts'
import { addAnswers } from './routes/answers.ts'
import { addAudit } from './routes/audit.ts'
import { addAttachments } from './routes/attachments.ts'
import { addCases } from './routes/cases.ts'
import { addCaseTools } from './routes/case-tools.ts'
import { addCatalogue } from './routes/catalogue.ts'
import { addAdditions, addComplaints } from './routes/complaints.ts'
import { addCaseRules } from './routes/case-rules.ts'
import { addConflicts, addRelations } from './routes/conflicts.ts'
import { addMatter } from './routes/matter.ts'
import { addKeeping } from './routes/keeping.ts'
import { addLetterRegister } from './routes/letters.ts'
import { addOrganisation } from './routes/organisation.ts'
import { addCountyList } from './routes/county-list.ts'
import { addDeputies } from './routes/deputies.ts'
import { addDesk } from './routes/desk.ts'
import { addDisclosures } from './routes/disclosures.ts'
import { addDraftCheck } from './routes/draft-check.ts'
import { addDrafts } from './routes/drafts.ts'
import { addDuties } from './routes/duties.ts'
import { addEvidenceReading, addEvidenceUploads } from './routes/evidence.ts'
import { addHouseholds } from './routes/households.ts'
import { addHotline } from './routes/hotline.ts'
import { addImports } from './routes/imports.ts'
import { addIdentities } from './routes/identity.ts'
import { addIntake, addScans } from './routes/intake.ts'
import { addObjections } from './routes/objections.ts'
import { addIncidents } from './routes/incidents.ts'
import { addContacts } from './routes/contacts.ts'
import { addSupervision } from './routes/supervision.ts'
import { addTipParts, addTips } from './routes/tips.ts'
import { addImportUploads } from './routes/import-uploads.ts'
import { addOverview } from './routes/overview.ts'
import { addProjects } from './routes/projects.ts'
import { addRatings } from './routes/ratings.ts'
import { addReplyTemplates } from './routes/reply-templates.ts'
import { addReview } from './routes/review.ts'
import { addSecurity } from './routes/security.ts'
import { addMe, addSignInPage, type OfferedAccount } from './routes/sign-in.ts'
import { onlyFromHere } from './same-origin.ts'
import { serializerOf } from './serializers.ts'
import { addSetUp } from './routes/set-up.ts'
import { addUnits } from './routes/units.ts'
import { closeToStrangers } from './staff-gate.ts'
import { acceptUploads } from './uploads.ts'

export type ApiOptions = {
  readonly demonstration: boolean
  readonly publicUrl: string
  /** Address of the staff's side; where nothing is said, that of residents. */
  readonly staffUrl?: string
  readonly https: boolean
  /** What is demanded of those who sign in; where nothing is said, what holds for a demonstration or for real books. */
  readonly signInRules?: SignInRules
  /** Accounts that the sign-in page offers in a demonstration. */
  readonly demonstrationAccounts?: readonly OfferedAccount[]
  /** The sign-in platform of the staff, where there is one. */
  readonly staffOpenId?: OpenIdSettings | undefined
  /** Of how many bits RSA keys of passkeys and of that platform must be. */
  readonly leastRsaBits?: LeastRsaBits
}

const varies = 'accept-language, cookie'
const openApi = new URL('openapi.json', import.meta.url)

/** Everything under /api: sign-in, what residents' programs use, and the staff API behind its gate. */
export async function registerApi(app: FastifyInstance, context: Context, signIn: SignIn, given: ApiOptions): Promise<void> {
  const options = { ...given, staffUrl: given.staffUrl ?? given.publicUrl }
  const document = await readFile(openApi)
  const rules = options.signInRules ?? signInRules({ isDemonstration: options.demonstration, passwords: 'usual' })
  const provider = options.staffOpenId && openIdFrom(options.staffOpenId, options.leastRsaBits)
  await app.register(async api => {
    guard(api, options)
    acceptEarlierSignatures(api, context.secrets.session, options.https)
    api.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(document))
    registerSignIn(api, context, signIn, options)
    addSignInPage(api, context, options)
    addAccepting(api, context, signIn, rules, options.https)
    addPasskeyDoor(api, context, signIn, options)
    addProviderDoor(api, context, { signIn, rules, provider, options })
    addComplaints(api, context)
    await api.register(async uploads => {
      await acceptUploads(uploads, { files: messageLimits.photos, fileSize: complaintLimits.photoBytes, fieldSize: 4000 })
      addAdditions(uploads, context)
    })
    await api.register(async staff => {
      closeToStrangers(staff, context, signIn, rules)
      addMe(staff, contextOfOwn(context), rules, options)
      addSecurity(staff, contextOfOwn(context), signIn, rules, { ...options, hasProvider: provider !== undefined })
      await addOffices(staff, contextOfOffice(context))
      await addStaffRoutes(staff, contextOfStaff(context))
    })
  }, { prefix: '/api' })
}

/** Whether an address lies under /api, even one that cannot be read. */
export function isOfApi(url: string | undefined): boolean {
  return url === '/api' || url?.startsWith('/api/') === true
}

/** An address under /api that cannot be read. */
export function answerUnreadable(request: FastifyRequest, reply: FastifyReply): void {
  sendRefusal(request, reply, { code: 'no-such-route' })
}

/** What holds no case and reaches none: an account, who stands over whom, a half of a name, the audit. */
async function addOffices(staff: FastifyInstance, context: Context): Promise<void> {
  addAccounts(staff, context)
  addUnits(staff, context)
  addDeputies(staff, context)
  addIdentities(staff, context)
  addOrganisation(staff, context)
  addRelations(staff, context)
  addAudit(staff, context)
  await staff.register(async uploads => {
    await acceptUploads(uploads)
    addSetUp(uploads, context)
  })
}

/** Everything officers do, behind the gate of the staff. */
async function addStaffRoutes(staff: FastifyInstance, context: Context): Promise<void> {
  addDesk(staff, context)
  addCases(staff, context)
  addCaseTools(staff, context)
  addEvidenceReading(staff, context)
  addReplyTemplates(staff, context)
  addIntake(staff, context)
  addSupervision(staff, context)
  addCatalogue(staff, context)
  addCountyList(staff, context)
  addCaseRules(staff, context)
  addConflicts(staff, context)
  addMatter(staff, context)
  addKeeping(staff, context)
  addLetterRegister(staff, context)
  addDrafts(staff, context)
  addDraftCheck(staff, context)
  addDisclosures(staff, context)
  addObjections(staff, context)
  addAnswers(staff, context)
  addIncidents(staff, context)
  addTips(staff, context)
  addContacts(staff, context)
  addOverview(staff, context)
  addRatings(staff, context)
  addProjects(staff, context)
  addHouseholds(staff, context)
  addDuties(staff, context)
  addReview(staff, context)
  await staff.register(async uploads => addUploads(uploads, context))
}

/** What comes as a form with a file in it. */
async function addUploads(uploads: FastifyInstance, context: Context): Promise<void> {
  await acceptUploads(uploads)
  addAttachments(uploads, context)
  addImports(uploads, context)
  addHotline(uploads, context)
  addScans(uploads, context)
  addEvidenceUploads(uploads, context)
  addTipParts(uploads, context)
  addImportUploads(uploads, context)
}

/** What holds for every route: where it may be called from, what it takes, how it says no, and that nothing is kept or shown as a page. */
function guard(api: FastifyInstance, addresses: Parameters<typeof onlyFromHere>[0]): void {
  api.addHook('onRequest', async (_request, reply) => {
    reply.header('vary', varies)
  })
  api.addHook('onRequest', onlyFromHere(addresses))
  api.removeAllContentTypeParsers()
  api.addContentTypeParser('application/json', { parseAs: 'string' }, api.getDefaultJsonParser('error', 'error'))
  api.setValidatorCompiler(({ schema, httpPart }) => compileCheck({ schema, httpPart }))
  api.setSerializerCompiler(serializerOf)
  api.setErrorHandler(answerError)
  // What is not there under this host comes here past the first hook.
  api.setNotFoundHandler((request, reply) => sendRefusal(request, reply.header('vary', varies), { code: 'no-such-route' }))
}
