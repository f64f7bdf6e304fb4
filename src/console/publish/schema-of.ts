import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import type { FieldSchemaView } from '../api-types.ts'

/** The schema as the rules know it. The server sends what the rules made, so only the type of the checks differs. */
export function schemaOf(view: FieldSchemaView): FieldSchema {
  return view as unknown as FieldSchema
}
