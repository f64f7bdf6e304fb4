import { randomBytes } from 'node:crypto'
import { sha256 } from '#platform/crypto/commitment.ts'
import { firstMark, marksOf } from '#platform/crypto/key-ring.ts'
import type { OpenId, OpenIdKeys } from '#platform/open-id.ts'
import { inTransaction, type Db } from '#records/database.ts'
import { insertProviderAttempt, linkProvider, takeProviderAttempt, unlinkProvider, useProviderLink, type BegunWay } from '#records/provider-links.ts'
import { done, refuse, type Context, type Outcome } from '../context.ts'
import { openIdKeys } from '../open-id-keys.ts'
import type { Recognised } from './door.ts'
import { noteKnock } from './knocks.ts'
import { tellHolder } from './notices.ts'
import type { Session } from './sessions.ts'

export type ProviderRefusal = { readonly code: 'not-found' }
/** Why nobody came in: the sign-in platform or we said no, it is silent, its keys are too weak, nobody linked this identity, or it belongs to another account. */
export type StayedOutside = 'refused' | 'unreachable' | 'weak-key' | 'not-linked' | 'taken' | 'slow-down'
/** Who came back: somebody to let in, or the holder of an account that is linked now. */
type CameBack = Outcome<{ readonly how: 'enter'; readonly recognised: Recognised } | { readonly how: 'link' }, { readonly code: StayedOutside; readonly isBegun: boolean; readonly userId?: string | undefined }>

const tenMinutes = 600_000

/**
 * Begins the way to the sign-in platform and back, bound to the browser. With a session: to link its account. `source` is the network, or the browser where it was in before: what of its
 * ways leads to nobody is counted, and nobody else's.
 */
export async function beginProvider(context: Context, provider: OpenId, back: string, { source: countedFor, session }: { readonly source: string; readonly session?: Session | undefined }): Promise<Outcome<{ address: string; browser: string }, { readonly code: StayedOutside }>> {
  const now = context.clock.now()
  const { begunElsewhere, wrongElsewhere } = context.allowances
  if (wrongElsewhere.wait(countedFor, now) > 0 || begunElsewhere.take(`staff ${countedFor}`, now) !== undefined) return refuse({ code: 'slow-down' })
  const browser = randomBytes(32).toString('base64url')
  const address = await provider.begin(back, openIdKeys(context.secrets.formKey, browser)[0]!)
  if (address === undefined) return refuse({ code: 'unreachable' })
  await insertProviderAttempt(context.db, { browserHash: hashed(browser), sessionId: session?.id ?? null, countedFor, expiresAt: new Date(now + tenMinutes) }, new Date(now))
  return done({ address, browser })
}

/** Whoever comes back from the platform. What leads to nobody counts for who began, unless it is the platform that is silent or signs too weakly. */
export async function comeBack(context: Context, provider: OpenId, back: string, { browser, query }: { readonly browser: string; readonly query: string }): Promise<CameBack> {
  const now = new Date(context.clock.now())
  const begun = await inTransaction(context.db, tx => takeProviderAttempt(tx, hashed(browser), now))
  if (!begun) return refuse({ code: 'refused', isBegun: false })
  const came = await finish(context, provider, back, { browser, query, begun, now })
  if (!came.ok && came.refusal.code !== 'unreachable' && came.refusal.code !== 'weak-key') context.allowances.wrongElsewhere.take(begun.countedFor, now.getTime())
  return came
}

type Returned = { readonly browser: string; readonly query: string; readonly begun: BegunWay; readonly now: Date }

/**
 * The way must have begun in this browser and serves once, before the platform is asked. An identity opens only the account
 * that its holder linked it to; nothing is made by itself. A link is one transaction with its entry in the audit.
 */
async function finish(context: Context, provider: OpenId, back: string, { browser, query, begun, now }: Returned): Promise<CameBack> {
  const identified = await provider.finish(back, query, keysOf(context, browser, query))
  if (typeof identified === 'string') return refuse({ code: identified, isBegun: true, userId: begun.userId ?? undefined })
  const subjectHashes = marksOf(context.secrets.formKey, firstMark(context.secrets.formKey, 'provider subject\0', provider.issuer, '\0', identified.subject))
  return inTransaction(context.db, async (tx): Promise<CameBack> => {
    if (begun.sessionId === null) {
      const userId = await useProviderLink(tx, provider.issuer, subjectHashes, now)
      return userId === undefined ? refuse({ code: 'not-linked', isBegun: true }) : done({ how: 'enter', recognised: { userId, twoFactors: identified.twoFactors, isProof: false } })
    }
    if (begun.userId === null) return refuse({ code: 'refused', isBegun: true })
    if (!await linkProvider(tx, { userId: begun.userId, issuer: provider.issuer, subjectHashes, linkedAt: now })) return refuse({ code: 'taken', isBegun: true, userId: begun.userId })
    await tellHolder(context, tx, begun.userId, 'provider-linked')
    await noteKnock({ ...context, db: tx as Db }, { act: 'linkProvider', userId: begun.userId, outcome: 'done' })
    return done({ how: 'link' })
  })
}

/** The keys that the way began with: by the state that was brought back. The platform's answer is checked against them in any case. */
function keysOf({ secrets }: Context, browser: string, query: string): OpenIdKeys {
  const [ofNow, ...earlier] = openIdKeys(secrets.formKey, browser)
  const state = new URLSearchParams(query).get('state')
  return earlier.find(keys => keys.state === state) ?? ofNow!
}

/** Takes the identity of the platform away from an account: it opens it no more. */
export function unlink(context: Context, session: Session): Promise<Outcome<object, ProviderRefusal>> {
  return inTransaction(context.db, async (tx): Promise<Outcome<object, ProviderRefusal>> => {
    if (!await unlinkProvider(tx, session.userId)) return refuse({ code: 'not-found' })
    await tellHolder(context, tx, session.userId, 'provider-unlinked')
    return done({})
  })
}

function hashed(token: string): Buffer {
  return Buffer.from(sha256(Buffer.from(token)))
}
