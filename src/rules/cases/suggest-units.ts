/** A unit the case could be assigned to, and what speaks for it. Whoever is kept away from the case is not among them. */
export type Candidate = {
  readonly id: string
  /** The item list of the county binds it. */
  readonly isBound: boolean
  /** It serves the township of the village. */
  readonly isOfPlace: boolean
  /** Cases of the same item, or of the same township where the case has none: assigned to it, and of those returned as not its own. */
  readonly assigned: number
  readonly returned: number
}

export const suggestionReasons = ['bound', 'history', 'place'] as const
/** Why a unit is suggested, in the order of weight: the list decides, then what was kept before, then where it is. */
export type SuggestionReason = (typeof suggestionReasons)[number]

export type Suggestion = { readonly id: string; readonly reasons: readonly SuggestionReason[]; readonly kept: number; readonly returned: number }

export const mostSuggestions = 3

/**
 * Up to three units for an assignment. What the list binds comes first; otherwise whoever kept the most such cases. A unit that returned this very
 * case or that it was taken back from, or that returned as many such cases as it kept, is not suggested by its history. A suggestion is no decision: nothing is chosen by itself.
 */
export function suggestUnits(candidates: readonly Candidate[], hadThis: readonly string[]): Suggestion[] {
  return candidates.filter(candidate => !hadThis.includes(candidate.id)).map(toSuggestion).filter(suggestion => suggestion.reasons.length > 0)
    .sort((one, other) => weightOf(other) - weightOf(one) || other.kept - one.kept || one.returned - other.returned || (one.id < other.id ? -1 : 1)).slice(0, mostSuggestions)
}

function toSuggestion({ id, isBound, isOfPlace, assigned, returned }: Candidate): Suggestion {
  const kept = assigned - returned
  const holds: Record<SuggestionReason, boolean> = { bound: isBound, history: kept > returned, place: isOfPlace }
  return { id, reasons: suggestionReasons.filter(reason => holds[reason]), kept, returned }
}

/** Each reason outweighs all that stand behind it. */
function weightOf({ reasons }: Suggestion): number {
  return reasons.reduce((weight, reason) => weight + 2 ** (suggestionReasons.length - suggestionReasons.indexOf(reason)), 0)
}
