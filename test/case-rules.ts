import rulesFile from '../data/cases/rules.v2.json' with { type: 'json' }
import { toCaseRules } from '#rules/cases/case-rules.ts'

const narrowed = toCaseRules(rulesFile)
if (!narrowed.ok) throw new Error(narrowed.errors.join('; '))

/** The rules that come with the program, for rule tests. */
export const { rules } = narrowed.value
export const { limits } = rules
