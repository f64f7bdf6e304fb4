/** The lower limit for a cached page: node:http that sends the same bytes with the same headers, and looks at nothing. */
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { reportTo } from '../measure.ts'

const { headers, body } = JSON.parse(readFileSync(process.env['PAGE_FILE']!, 'utf8')) as { headers: string[]; body: string }
const bytes = Buffer.from(body, 'base64')
const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(bytes)
})
server.listen(0, '127.0.0.1', () => reportTo((server.address() as { port: number }).port))
process.once('SIGTERM', () => process.exit(0))
