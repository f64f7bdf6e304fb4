import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { growingTree, merkleRoot } from '#rules/ledger/merkle.ts'
import type { DisclosureRecord, Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { saltsFor, sha256 } from '#platform/crypto/commitment.ts'
import { inPortions } from '#platform/in-portions.ts'

/**
 * The commitment to a public view and the salts that open it, one of 32 bytes per public field, present or not. Those of all rows
 * stand in one buffer, row after row: a hundred thousand buffers of their own cost more memory than what they hold.
 */
export type Commitment = { readonly root: Buffer; readonly fieldSalts: Buffer; readonly rowSalts: Buffer }

const rowsAtOnce = 1_000

/**
 * Commits to every public value on its own: the root is a Merkle tree over the header fields' commitments, in the order of the
 * schema, followed by one entry per row, itself the root over that row's cells. So one cell can later be opened, or erased by
 * deleting value and salt, while everything else still verifies.
 */
export async function commitTo(schema: FieldSchema, view: DisclosureRecord): Promise<Commitment> {
  const fields = publicFields(schema.fields)
  const cells = publicFields(schema.rows?.fields ?? [])
  const fieldSalts = saltsFor(fields.length)
  const rowSalts = saltsFor(cells.length * view.rows.length)
  const bytesOfRow = 32 * cells.length
  const tree = growingTree(sha256)
  for (const entry of commitmentsOf(fields, view.fields, fieldSalts, '')) tree.add(entry)
  await inPortions(view.rows, rowsAtOnce, (portion, from) => portion.forEach((row, at) => {
    const n = from + at
    tree.add(merkleRoot(commitmentsOf(cells, row, rowSalts.subarray(bytesOfRow * n, bytesOfRow * (n + 1)), `${n + 1}/`), sha256))
  }))
  return { root: Buffer.from(tree.root()), fieldSalts, rowSalts }
}

function publicFields(fields: readonly Field[]): Field[] {
  return fields.filter(field => field.audience === 'public')
}

function commitmentsOf(fields: readonly Field[], values: Values, salts: Buffer, prefix: string): Uint8Array[] {
  return fields.map((field, i) => {
    const bytes = Buffer.from(canonicalJson(values[field.key] ?? null))
    return sha256(fieldPreimage(salts.subarray(32 * i, 32 * i + 32), prefix + field.key, bytes))
  })
}
