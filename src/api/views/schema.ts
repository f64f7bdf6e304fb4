import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { FieldSchemaView } from '../contract/catalogue.ts'

/** A form as the client gets it: what the rules made, so that the client can check by the same rules. */
export function schemaView(schema: FieldSchema): FieldSchemaView {
  const { rows, ...rest } = structuredClone(schema) as unknown as FieldSchemaView
  return rows ? { ...rest, rows } : rest
}
