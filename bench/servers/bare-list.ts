/** The lower limit for an uncached list: node:http that runs the same prepared query through pg and joins the same strings. */
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { reportTo } from '../measure.ts'

type Page = { headers: string[]; before: string; after: string; rows: [string, string][]; statement: { name: string; text: string; values: unknown[] } }
const { headers, before, after, rows, statement } = JSON.parse(readFileSync(process.env['PAGE_FILE']!, 'utf8')) as Page
pg.types.setTypeParser(1082, text => text)
pg.types.setTypeParser(20, Number)
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL']!, options: '-c role=ydt_reader', max: 8 })
const server = createServer((_request, response) => {
  void pool.query({ ...statement, rowMode: 'array' } as pg.QueryArrayConfig).then(found => {
    let text = before
    found.rows.forEach((row, i) => { text += rows[i]![0] + String(row[4]) + rows[i]![1] })
    response.writeHead(200, headers)
    response.end(text + after)
  })
})
server.listen(0, '127.0.0.1', () => reportTo((server.address() as { port: number }).port))
process.once('SIGTERM', () => process.exit(0))
