/** The program's own web face, measured. CACHE_BYTES=0 keeps no pages. */
import { readConfig } from '../../src/platform/config.ts'
import { openProgram } from '../../src/cli/open-program.ts'
import { buildApp } from '../../src/app.ts'
import { reportTo } from '../measure.ts'

const config = readConfig(process.env, [])
const program = await openProgram(config, undefined)
const app = await buildApp(program.context, program.signIn, {
  ...config, readerPool: program.readerPool, demonstration: true, ...(process.env['CACHE_BYTES'] !== undefined && { cacheBytes: Number(process.env['CACHE_BYTES']) }),
})
const address = await app.listen({ host: '127.0.0.1', port: 0 })
process.once('SIGTERM', () => process.exit(0))
reportTo(Number(new URL(address).port))
