import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountyCaseRules } from '#rules/cases/case-rules.ts'
import type { RulePart } from '#rules/cases/rule-versions.ts'
import type { AskedForm } from './county-form.ts'
import type { ItemChange } from './county-list.ts'
import type { CountyProcedure } from './county-procedure.ts'

export const proposalKinds = ['item', 'form', 'binding', 'procedure'] as const
export const proposalOutcomes = ['passed', 'refused', 'withdrawn'] as const
export type ProposalOutcome = (typeof proposalOutcomes)[number]

/** The two units that answer for an item from a day on. */
export type AskedBinding = { readonly responsibleUnitId: string; readonly supervisingUnitId: string }

/** What one officer proposes for a county's list, for another to decide: a change of an item, its form, its two units, or its procedure. */
export type ListProposal = { readonly slug: string; readonly validFrom: PlainDate } & (
  | { readonly kind: 'item'; readonly change: ItemChange }
  | { readonly kind: 'form'; readonly form: AskedForm }
  | { readonly kind: 'binding'; readonly binding: AskedBinding }
  /** Null gives up the county's own: the procedure of the common list holds again, or none. */
  | { readonly kind: 'procedure'; readonly procedure: CountyProcedure | null }
)

/** The same for a part of the rules for cases. */
export type RulesProposal = { readonly kind: 'rules'; readonly slug: RulePart; readonly validFrom: PlainDate; readonly rules: CountyCaseRules }

/** Everything that two people decide for a county. */
export type CountyProposal = ListProposal | RulesProposal

export type ProposalRefusal =
  /** One open proposal of a kind about an item at a time: a second would be written against a list that the first changes. */
  | { readonly code: 'already-proposed' }
  | { readonly code: 'already-decided' }

/** Which kinds of unit may answer for an item, and which may watch. A village or a township answers for itself only, so it is chosen with the complaint. */
export const boundKinds = { responsible: 'responsible', supervising: 'supervising' } as const

type BoundUnit = { readonly id: string; readonly kind: string }

/** Why two units may not be bound to an item, or undefined. `units` are those of the county. */
export function bindingRefusal(units: readonly BoundUnit[], { responsibleUnitId, supervisingUnitId }: AskedBinding): { readonly code: 'units-same' | 'unknown-unit' | 'no-supervising-unit' } | undefined {
  if (responsibleUnitId === supervisingUnitId) return { code: 'units-same' }
  const kindOf = (id: string) => units.find(unit => unit.id === id)?.kind
  if (kindOf(responsibleUnitId) !== boundKinds.responsible) return { code: 'unknown-unit' }
  return kindOf(supervisingUnitId) === boundKinds.supervising ? undefined : { code: 'no-supervising-unit' }
}
