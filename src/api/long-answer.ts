import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

const rowsAtOnce = 1_000

/**
 * Sends an answer whose `rows` may be a hundred thousand in portions, so that others are answered between them. All but the rows is
 * written by the contract's own serializer, which drops what the contract does not name; rows are cells of text by key.
 */
export function sendInPieces(reply: FastifyReply, status: number, value: { readonly rows: readonly object[] }): FastifyReply {
  if (value.rows.length <= rowsAtOnce) return reply.code(status).send(value)
  reply.code(status)
  const text = reply.serialize({ ...value, rows: [] })
  const at = typeof text === 'string' ? text.indexOf(emptyRows) : -1
  if (typeof text !== 'string' || at < 0) throw new Error('an answer without rows cannot be sent in pieces')
  const [before, after] = [text.slice(0, at + emptyRows.length - 1), text.slice(at + emptyRows.length - 1)]
  return reply.type('application/json; charset=utf-8').send(Readable.from(pieces(before, value.rows, after)))
}

// The first of them is the answer's own: within a text a quotation mark is never bare, and `previous`, which has rows too, comes later in the contract.
const emptyRows = '"rows":[]'

async function* pieces(before: string, rows: readonly object[], after: string): AsyncGenerator<string> {
  yield before
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    yield (from === 0 ? '' : ',') + JSON.stringify(rows.slice(from, from + rowsAtOnce)).slice(1, -1)
    await new Promise(setImmediate)
  }
  yield after
}
