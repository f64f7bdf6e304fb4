import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { merkleRoot } from '#rules/ledger/merkle.ts'
import type { DisclosureRecord, Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { saltsFor, sha256 } from '#platform/crypto/commitment.ts'

/** The commitment to a public view and the salts that open it, one of 32 bytes per public field, present or not. */
export type Commitment = { readonly root: Buffer; readonly fieldSalts: Buffer; readonly rowSalts: readonly Buffer[] }

/**
 * Commits to every public value on its own: the root is a Merkle tree over the header fields' commitments, in the order of the
 * schema, followed by one entry per row, itself the root over that row's cells. So one cell can later be opened, or erased by
 * deleting value and salt, while everything else still verifies.
 */
export function commitTo(schema: FieldSchema, view: DisclosureRecord): Commitment {
  const fields = publicFields(schema.fields)
  const cells = publicFields(schema.rows?.fields ?? [])
  const fieldSalts = saltsFor(fields.length)
  // Drawn at once and cut: a hundred thousand buffers of their own cost more memory than what they hold.
  const salts = saltsFor(cells.length * view.rows.length)
  const rowSalts = view.rows.map((_, i) => salts.subarray(32 * cells.length * i, 32 * cells.length * (i + 1)))
  const entries = commitmentsOf(fields, view.fields, fieldSalts, '')
  view.rows.forEach((row, i) => entries.push(merkleRoot(commitmentsOf(cells, row, rowSalts[i]!, `${i + 1}/`), sha256)))
  return { root: Buffer.from(merkleRoot(entries, sha256)), fieldSalts, rowSalts }
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
