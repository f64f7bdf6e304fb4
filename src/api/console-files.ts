import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

/**
 * What the console's page may load. Scripts and styles only with the nonce of this very answer: a script that somebody sent in as a file
 * does not run even from our own host. What a module loads inherits its nonce, and Ant Design is given it for the styles it writes.
 * `style` attributes in markup are refused; React and the charts set styles through the DOM, which no policy has to allow.
 */
function policyWith(nonce: string): string {
  return [
    `default-src 'none'`, `script-src 'nonce-${nonce}'`, `script-src-attr 'none'`, `style-src 'nonce-${nonce}'`, `style-src-attr 'none'`,
    `img-src 'self' data: blob:`, `font-src 'self'`, `connect-src 'self'`, `form-action 'self'`, `base-uri 'none'`, `frame-ancestors 'none'`,
  ].join('; ')
}

/** What the build writes where a nonce belongs (`cspNonce` in console/vite.config.ts). */
const placeholder = '__CSP_NONCE__'

/** Serves the built console under /console/; every address below it that is no file is a screen of the console. */
export async function registerConsoleFiles(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`the console is not built in ${folder}`)
  const page = readFileSync(join(folder, 'index.html'), 'utf8').split(placeholder)
  await app.register(async console => {
    await console.register(fastifyStatic, {
      root: folder, prefix: '/console/', preCompressed: true, wildcard: false, index: false, globIgnore: ['index.html'],
      setHeaders(response, path) {
        response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    console.get('/console/assets/*', (_request, reply) => reply.callNotFound())
    for (const address of ['/console/', '/console/*']) console.get(address, async (_request, reply) => sendPage(reply, page))
  })
}

/** Made anew for each who asks, and kept by nobody: a page answered twice would say its nonce twice. */
function sendPage(reply: FastifyReply, page: readonly string[]): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply.header('content-security-policy', policyWith(nonce)).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(page.join(nonce))
}
