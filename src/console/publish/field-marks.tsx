import type { Field } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import { useWords } from '../language.tsx'

/** Says beside a field that residents will not see it, or see it masked. Public as typed is the rule and says nothing. */
export function FieldMarks({ field }: { field: Field }) {
  const words = useWords(publishWords)
  if (field.audience === 'internal') return <span className="mark is-internal">{words.internal}</span>
  if (field.audience === 'verified') return <span className="mark is-internal">{words.verified}</span>
  return field.mask ? <span className="mark">{words.masked}</span> : null
}
