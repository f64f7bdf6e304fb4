import type { Field, Value } from '#rules/disclosures/field-schema.ts'
import { maskValue } from '#rules/masking/mask.ts'
import { firstMark, keptMark, wholeMark } from '#platform/crypto/key-ring.ts'
import type { Context } from '../context.ts'

type OfField = { readonly disclosureId: string; readonly rowSeq: number; readonly fieldKey: string }
/** A value that was erased from a record, as far as it is still known: by keyed hashes. */
export type ErasedWord = OfField & { readonly fingerprints: readonly Buffer[] }

/** By what a value is known again once it is gone: what was published and, where it was masked, what was entered. The key is not in the database. */
export function fingerprintsOf(context: Pick<Context, 'secrets'>, of: OfField, said: readonly Value[]): Buffer[] {
  return [...new Set(said)].map(value => keptMark(context.secrets.findingKey, fingerprint(context, of, value)))
}

function fingerprint({ secrets }: Pick<Context, 'secrets'>, { disclosureId, rowSeq, fieldKey }: OfField, value: Value): Buffer {
  return firstMark(secrets.findingKey, JSON.stringify(['erased', disclosureId, rowSeq > 0, fieldKey, value]))
}

/** Whether a value is the one that was erased. Where of that only the masked one was known, whatever has the same mask counts as it. */
export function isErased(context: Pick<Context, 'secrets'>, word: ErasedWord, { mask }: Field, value: Value | undefined): boolean {
  if (value === undefined) return false
  const whole = (mark: Buffer) => wholeMark(context.secrets.findingKey, mark)
  const known = (said: Value) => word.fingerprints.some(kept => whole(kept).equals(whole(fingerprint(context, word, said))))
  return known(value) || (word.fingerprints.length === 1 && mask !== undefined && known(maskValue(mask, String(value))))
}
