import { randomUUID } from 'node:crypto'
import { noteRefusal } from '#rules/cases/lifecycle.ts'
import type { CaseRefusal } from '#rules/cases/refusals.ts'
import type { CaseFacts } from '#rules/cases/fold.ts'
import { stateOf } from '#rules/cases/fold.ts'
import { identityLimits, requestState, type IdentityReason } from '#rules/identity/request.ts'
import { custodianRefusal, viewRefusal, type IdentityRefusal } from '#rules/policy/identity.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { identitySuites } from '#platform/crypto/identity.ts'
import { isSealed, provider } from '#platform/crypto/provider.ts'
import { findCaseForUpdate, listEvents, type CaseFile } from '#records/cases.ts'
import { inTransaction, type Db, type Tx } from '#records/database.ts'
import { findRequest, findRequestForUpdate, findSealing, forgetHandedOn, insertRequest, listRequestsFor, listRequestsOf, stepRequest, takeSealed, type RequestRow } from '#records/identities.ts'
import type { MoveRefusal } from '../case-move.ts'
import { eventOf, record } from '../case-events.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { officerParty, openCase } from '../matter/open-case.ts'

export type IdentityStepRefusal = IdentityRefusal | CaseRefusal | { readonly code: 'not-found' | 'not-sealed' }
export type AskRefusal = MoveRefusal | { readonly code: 'identity-none' | 'identity-asked-already' | 'identity-sealed-before' | 'not-sealed' }

/** Asks to see who complained. `viewRecipient` is a key made for this request alone, whose other half never leaves the officer's browser. */
export async function askIdentity(context: Context, officer: Officer, caseId: string, asked: { readonly reason: IdentityReason; readonly note: string; readonly viewRecipient: string }): Promise<Outcome<{ id: string }, AskRefusal>> {
  return inTransaction(context.db, async tx => {
    const open = await openCase(tx, officer, caseId, 'askIdentity')
    if (!open.ok) return open
    const refusal = noteRefusal('askIdentity', asked.note)
    if (refusal) return refuse(refusal)
    if (!isRecipient(asked.viewRecipient)) return refuse({ code: 'not-sealed' })
    const sealing = await findSealing(tx, caseId)
    if (!sealing) return refuse({ code: 'identity-none' })
    if (sealing.suite !== identitySuites.two) return refuse({ code: 'identity-sealed-before' })
    const now = new Date(context.clock.now())
    for (const earlier of await listRequestsOf(tx, caseId)) {
      const state = requestState(earlier, now.getTime())
      if (state === 'asked' || state === 'passed' || state === 'opened' || state === 'viewing') return refuse({ code: 'identity-asked-already' })
      if (state === 'lapsed') await stepRequest(tx, earlier.id, { lapsedAt: now })
    }
    const id = randomUUID()
    await insertRequest(tx, { id, caseId, askedBy: officer.id, reasonCode: asked.reason, viewRecipient: asked.viewRecipient, askedAt: now, lapsesAt: new Date(now.getTime() + identityLimits.lapse) })
    await append(context, tx, officer, open.value, 'askIdentity', { requestId: id, reason: asked.reason }, asked.note.trim())
    return done({ id })
  })
}

function isRecipient(text: string): boolean {
  try {
    provider.insistOnRecipient(text)
    return true
  } catch {
    return false
  }
}

/** What a custodian does with a request: hands on what was opened, sealed to the next, or says no. */
export type CustodianStep = { readonly step: 'pass' | 'open'; readonly sealed: Buffer } | { readonly step: 'refuse'; readonly note: string }

/** A custodian's decision: the outer layer off, the inner one opened for whoever asked, or neither. Nothing that arrives here can be read by the program. */
export async function decideIdentity(context: Context, officer: Officer, id: string, asked: CustodianStep): Promise<Outcome<{ id: string }, IdentityStepRefusal>> {
  return inTransaction(context.db, async tx => {
    const found = await knownRequest(tx, officer, id)
    if (!found) return refuse({ code: 'not-found' })
    const { request, ...file } = found
    const now = new Date(context.clock.now())
    const refusal = custodianRefusal(officer, request, now.getTime())
    if (refusal) return refuse(refusal)
    if (asked.step === 'refuse') {
      const wrong = noteRefusal('refuseIdentity', asked.note)
      if (wrong) return refuse(wrong)
      await stepRequest(tx, id, { refusedBy: officer.id, refusedAt: now, innerSealed: null })
      await append(context, tx, officer, file, 'refuseIdentity', { requestId: id }, asked.note.trim())
      return done({ id })
    }
    if ((asked.step === 'pass') !== (request.passedBy === null)) return refuse({ code: 'identity-not-now' })
    if (!isSealed(asked.sealed)) return refuse({ code: 'not-sealed' })
    await stepRequest(tx, id, asked.step === 'pass' ? { passedBy: officer.id, passedAt: now, innerSealed: asked.sealed } : { openedBy: officer.id, openedAt: now, viewSealed: asked.sealed, innerSealed: null })
    await append(context, tx, officer, file, asked.step === 'pass' ? 'passIdentity' : 'openIdentity', { requestId: id }, undefined)
    return done({ id })
  })
}

/** Begins the quarter of an hour in which whoever asked may fetch and open what was opened for them. */
export async function viewIdentity(context: Context, officer: Officer, id: string): Promise<Outcome<{ until: string; seconds: number }, IdentityStepRefusal | MoveRefusal>> {
  return inTransaction(context.db, async tx => {
    const request = await findRequestForUpdate(tx, id)
    if (!request || request.askedBy !== officer.id) return refuse({ code: 'not-found' })
    // Whoever came into conflict since is not shown it.
    const open = await openCase(tx, officer, request.caseId, 'viewIdentity')
    if (!open.ok) return open
    const now = context.clock.now()
    const refusal = viewRefusal(officer, request, now)
    if (refusal) return refuse(refusal)
    if (request.viewUntil) return done(leftUntil(request.viewUntil, now))
    const until = new Date(now + identityLimits.view)
    await stepRequest(tx, id, { viewedAt: new Date(now), viewUntil: until })
    await append(context, tx, officer, open.value, 'viewIdentity', { requestId: id }, undefined)
    return done(leftUntil(until, now))
  })
}

// The seconds too: the clock of the officer's machine may be wrong.
function leftUntil(until: Date, now: number): { until: string; seconds: number } {
  return { until: until.toISOString(), seconds: Math.max(0, Math.round((until.getTime() - now) / 1000)) }
}

/** The ciphertext for whoever's turn it is: the outer one for group B, the inner one for group A, at last for whoever asked. */
export async function takeSealedIdentity(context: Context, officer: Officer, id: string): Promise<Outcome<Buffer, IdentityStepRefusal | MoveRefusal>> {
  const now = context.clock.now()
  const request = officer.role === 'custodian' ? (await listRequestsFor(context.db, officer, id))[0] : await findRequest(context.db, id)
  if (!request || (officer.role !== 'custodian' && request.askedBy !== officer.id)) return refuse({ code: 'not-found' })
  const refusal = officer.role === 'custodian' ? custodianRefusal(officer, request, now) : viewRefusal(officer, request, now)
  if (refusal) return refuse(refusal)
  if (officer.role !== 'custodian' && request.viewUntil === null) return refuse({ code: 'identity-not-now' })
  // Whoever came into conflict while looking, or lost the case, is handed nothing more.
  const open = officer.role === 'custodian' ? done({}) : await inTransaction(context.db, tx => openCase(tx, officer, request.caseId, 'viewIdentity'))
  if (!open.ok) return open
  const sealed = await takeSealed(context.vault, request, request.viewUntil ? 'view' : request.passedBy ? 'inner' : 'outer')
  return sealed ? done(sealed) : refuse({ code: 'not-found' })
}

/** A sweep: what was handed on and has had its time is forgotten. */
export async function forgetIdentityViews(context: Pick<Context, 'vault' | 'clock'>): Promise<void> {
  await forgetHandedOn(context.vault, new Date(context.clock.now()))
}

type KnownRequest = { readonly request: RequestRow; readonly file: CaseFile; readonly facts: CaseFacts }

async function knownRequest(tx: Tx, officer: Officer, id: string): Promise<KnownRequest | undefined> {
  const [listed] = officer.role === 'custodian' ? await listRequestsFor(tx as Db, officer, id) : []
  const file = listed && await findCaseForUpdate(tx, listed.caseId)
  const request = file && await findRequestForUpdate(tx, id)
  return request && { request, file, facts: stateOf(await listEvents(tx, file.id)) }
}

async function append(context: Context, tx: Tx, officer: Officer, { file, facts }: { readonly file: CaseFile; readonly facts: CaseFacts }, action: Parameters<typeof eventOf>[2], details: object, note: string | undefined): Promise<void> {
  await record(context, tx, file, facts, eventOf(context, facts, action, officerParty(officer), note, details))
}
