import { fieldPreimage } from '#rules/ledger/commitment.ts'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { growingTree, merkleRoot } from '#rules/ledger/merkle.ts'
import type { Field, FieldSchema, Values } from '#rules/disclosures/field-schema.ts'
import { saltsFor, sha256 } from '#platform/crypto/commitment.ts'

/**
 * The commitment to a public view, made while its rows come. Salts open it, one of 32 bytes per public field, present or not; those
 * of several rows stand in one buffer, row after row: buffers of their own cost more memory than what they hold.
 */
export type GrowingCommitment = {
  readonly fieldSalts: Buffer
  /** Commits to the next rows and gives their salts. */
  take(rows: readonly Values[]): Buffer
  /** Once all rows have come. */
  root(): Buffer
}

/**
 * Commits to every public value on its own: the root is a Merkle tree over the header fields' commitments, in the order of the
 * schema, followed by one entry per row, itself the root over that row's cells. So one cell can later be opened, or erased by
 * deleting value and salt, while everything else still verifies.
 */
export function beginCommitment(schema: FieldSchema, shown: Values): GrowingCommitment {
  const fields = publicFields(schema.fields)
  const cells = publicFields(schema.rows?.fields ?? [])
  const fieldSalts = saltsFor(fields.length)
  const bytesOfRow = 32 * cells.length
  const tree = growingTree(sha256)
  let before = 0
  for (const entry of commitmentsOf(fields, shown, fieldSalts, '')) tree.add(entry)
  return {
    fieldSalts,
    take(rows) {
      const salts = saltsFor(cells.length * rows.length)
      for (const [n, row] of rows.entries()) {
        before += 1
        tree.add(merkleRoot(commitmentsOf(cells, row, salts.subarray(bytesOfRow * n, bytesOfRow * (n + 1)), `${before}/`), sha256))
      }
      return salts
    },
    root: () => Buffer.from(tree.root()),
  }
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
