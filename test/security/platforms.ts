import { createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export const client = { id: 'yidiantong', secret: 'a secret of the test alone, long enough' }

type Platform = { readonly issuer: string; close(): Promise<unknown> }

async function listen(make: (issuer: string) => RequestListener): Promise<Platform> {
  let answer: RequestListener = () => undefined
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  answer = make(issuer)
  return { issuer, close: () => new Promise(resolve => { server.close(resolve); server.closeAllConnections() }) }
}

/** A sign-in platform that keeps to the standard, in which `who` is signed in and asked by as many factors as `amr` says. It remembers the tokens that it gave out. */
export async function openPlatform(redirects: readonly string[]): Promise<Platform & { who: string; amr: string[]; readonly tokens: string[] }> {
  const said = { who: 'person-1', amr: ['pwd'], tokens: [] as string[] }
  const platform = await listen(issuer => {
    const provider: Provider = new Provider(issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: redirects, grant_types: ['authorization_code'], response_types: ['code'] }],
      pkce: { required: () => true },
      jwks: { keys: [{ ...generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'of the test' }] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: () => '/ask' },
      cookies: { keys: ['of the test'] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      claims: { openid: ['sub', 'amr'] },
      findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
      async loadExistingGrant(asked: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
        const grant = new provider.Grant({ clientId: asked.oidc.client.clientId, accountId: asked.oidc.session.accountId })
        grant.addOIDCScope('openid')
        await grant.save()
        return grant
      },
    })
    provider.on('grant.success', ({ body }) => { said.tokens.push(body.id_token, body.access_token) })
    const answer = provider.callback()
    return (request, response) => void (request.url === '/ask' ? provider.interactionFinished(request, response, { login: { accountId: said.who, amr: said.amr } }) : answer(request, response))
  })
  return Object.assign(said, platform)
}

/** Goes where the platform leads, as a browser does, until it leads back to us. */
export async function walk(address: string): Promise<URL> {
  const cookies = new Map<string, string>()
  for (let at = new URL(address), steps = 0; steps < 8; steps++) {
    const reply = await fetch(at, { redirect: 'manual', headers: { cookie: [...cookies].map(pair => pair.join('=')).join('; ') } })
    for (const cookie of reply.headers.getSetCookie()) cookies.set(cookie.slice(0, cookie.indexOf('=')), cookie.slice(cookie.indexOf('=') + 1).split(';')[0]!)
    const next = new URL(reply.headers.get('location') ?? '', at)
    if (next.host !== at.host) return next
    at = next
  }
  throw new Error('the platform never led back')
}

/** A platform that says what it is told to, whether true or not. */
export async function openFalsePlatform(rsaBits = 3072): Promise<Platform & { claims: Record<string, unknown>; head: Record<string, unknown>; isSignedByAnother: boolean; isSilent: boolean; keysAt: string | undefined; calledBy: string | undefined }> {
  const said = { claims: {} as Record<string, unknown>, head: {} as Record<string, unknown>, isSignedByAnother: false, isSilent: false, keysAt: undefined as string | undefined, calledBy: undefined as string | undefined }
  const [own, another] = [generateKeyPairSync('rsa', { modulusLength: rsaBits }), generateKeyPairSync('rsa', { modulusLength: rsaBits })]
  const sign = (claims: object): string => {
    const words = [{ alg: 'RS256', kid: 'one', ...said.head }, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${words}.${signatureOf(words).toString('base64url')}`
  }
  const signatureOf = (words: string): Buffer => {
    switch (said.head['alg']) {
      case 'none': return Buffer.alloc(0)
      // What everybody can read of the key serves as a secret: the trick of old libraries.
      case 'HS256': return createHmac('sha256', own.publicKey.export({ type: 'spki', format: 'pem' })).update(words).digest()
      default: return createSign('sha256').update(words).sign((said.isSignedByAnother ? another : own).privateKey)
    }
  }
  const platform = await listen(issuer => (request, response) => {
    const now = Math.floor(Date.now() / 1000)
    const answers: Readonly<Record<string, () => object>> = {
      '/.well-known/openid-configuration': () => ({ issuer: said.calledBy ?? issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${said.keysAt ?? issuer}/keys`, response_types_supported: ['code'], id_token_signing_alg_values_supported: ['RS256'] }),
      '/keys': () => ({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] }),
      '/token': () => ({ access_token: 'of no use', token_type: 'Bearer', id_token: sign({ iss: issuer, aud: client.id, sub: 'person-1', iat: now, exp: now + 60, ...said.claims }) }),
    }
    const answer = answers[new URL(request.url ?? '/', issuer).pathname]
    if (said.isSilent || !answer) return void response.destroy()
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer()))
  })
  return Object.assign(said, platform)
}
