import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const policy = [
  `default-src 'none'`, `script-src 'self'`, `style-src 'self' 'unsafe-inline'`, `img-src 'self' data: blob:`, `font-src 'self'`, `connect-src 'self'`,
  `form-action 'self'`, `base-uri 'none'`, `frame-ancestors 'none'`,
].join('; ') // Ant Design writes its styles into the page, hence unsafe-inline for styles and for nothing else

/** Serves the built console under /console/; every address below it that is no file is a screen of the console. */
export async function registerConsoleFiles(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`the console is not built in ${folder}`)
  await app.register(async console => {
    console.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', policy)
    })
    await console.register(fastifyStatic, {
      root: folder, prefix: '/console/', preCompressed: true, wildcard: false,
      setHeaders(response, path) {
        response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
    console.get('/console/assets/*', (_request, reply) => reply.callNotFound())
    console.get('/console/*', async (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html'))
  })
}
