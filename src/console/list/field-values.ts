import { maskKinds } from '#rules/disclosures/field-schema.ts'
import type { FieldSchemaView, SchemaField } from '../api-types.ts'

/** A field with the choices typed as one text. Choices that were there keep their value, so that old records still mean the same. */
export function withChoices(field: SchemaField, typed?: string): SchemaField {
  const { choices, ...rest } = field
  if (field.type !== 'choice') return rest
  if (typed === undefined) return { ...field, choices: choices ?? [] }
  const known = new Map((choices ?? []).map(choice => [choice.zh, choice]))
  const names = [...new Set(typed.split('、').map(name => name.trim()))]
  return { ...field, choices: names.map(zh => known.get(zh) ?? { value: zh, zh, en: zh }) }
}

/** A field masked in another way, or not at all. */
export function withMask(field: SchemaField, mask: string): SchemaField {
  const { mask: _, ...rest } = field
  const kind = maskKinds.find(known => known === mask)
  return kind === undefined ? rest : { ...rest, mask: kind }
}

/** A field without members that say nothing; without an English name it is called by its Chinese one. */
export function withoutNothing(field: SchemaField): SchemaField {
  const named = field.en.trim() === '' ? { ...field, en: field.zh } : field
  return Object.fromEntries(Object.entries(named).filter(([key, value]) => value !== undefined && !(key === 'choices' && field.type !== 'choice'))) as SchemaField
}

type FormFields = Pick<FieldSchemaView, 'fields' | 'rows'>

/** What a proposed form does to the fields of the present one; a field is known by its key and by where it stands. */
export function fieldChanges(before: FormFields, after: FormFields): { added: SchemaField[]; removed: SchemaField[]; altered: SchemaField[] } {
  const [was, now] = [placed(before), placed(after)]
  return {
    added: [...now].flatMap(([place, field]) => was.has(place) ? [] : [field]),
    removed: [...was].flatMap(([place, field]) => now.has(place) ? [] : [field]),
    altered: [...now].flatMap(([place, field]) => was.has(place) && JSON.stringify(sorted(was.get(place)!)) !== JSON.stringify(sorted(field)) ? [field] : []),
  }
}

function placed({ fields, rows }: FormFields): Map<string, SchemaField> {
  return new Map([...fields.map(field => [`field ${field.key}`, field] as const), ...(rows?.fields ?? []).map(field => [`row ${field.key}`, field] as const)])
}

function sorted(field: SchemaField) {
  return Object.entries(field).sort(([a], [b]) => a < b ? -1 : 1)
}
