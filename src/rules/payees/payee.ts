import type { Field, FieldSchema } from '../disclosures/field-schema.ts'
import { isIdentityNumber, isOldIdentityNumber } from '../masking/numbers.ts'

/** The two row fields by which somebody can find the payments in their own name: the name that is shown, masked, and the number that is not. */
export type PayeeFields = { readonly name: Field; readonly idNo: Field }

/** Undefined for lists in which nobody can be found: without names of people, or without a column for identity numbers. */
export function payeeFieldsOf(schema: FieldSchema): PayeeFields | undefined {
  const fields = schema.rows?.fields ?? []
  const name = fields.find(field => field.type === 'person' && field.audience === 'public')
  const idNo = fields.find(field => field.mask === 'id-number' && field.audience === 'internal')
  return name && idNo && { name, idNo }
}

/** A name as it is compared: no spaces, one kind of middle dot, full-width letters as plain ones. */
export function comparableName(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s\u200B-\u200F\uFEFF]/gu, '').replace(/[·•‧∙・.]/gu, '·').toLowerCase()
}

/** The last six characters of an identity number as somebody typed them, or undefined. */
export function toLastSix(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
  return /^\d{5}[\dX]$/u.test(plain) ? plain : undefined
}

/** The last six characters of a whole identity number. One of fifteen digits gets the two it lacks: people hold cards of eighteen today. */
export function lastSixOf(idNo: string): string | undefined {
  const plain = idNo.normalize('NFKC').replace(/[\s-]/gu, '').toUpperCase()
  if (isIdentityNumber(plain)) return plain.slice(-6)
  if (!isOldIdentityNumber(plain)) return undefined
  const body = `${plain.slice(0, 6)}19${plain.slice(6)}`
  return [...'0123456789X'].map(last => body + last).find(isIdentityNumber)?.slice(-6)
}
