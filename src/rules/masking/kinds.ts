/** What can identify a person, or touches a person closely, in something that is about to be public. */
export const findingKinds = [
  'id-number', 'bank-card', 'phone', 'social-card', 'landline', 'address', 'birth-date', 'minor', 'young-person', 'health', 'placeholder',
  'picture', 'unreadable',
] as const
export type FindingKind = (typeof findingKinds)[number]

/**
 * `red`: publication waits until it is gone or a second person has given a reason. `look`: it may be handed in, and a second person
 * must have looked before it is published. `yellow`: the clerk is told, and nothing waits.
 */
export type FindingSeverity = 'red' | 'look' | 'yellow'

const severities = {
  'id-number': 'red', 'bank-card': 'red', 'phone': 'red', 'social-card': 'red', 'landline': 'red', 'address': 'red', 'birth-date': 'red',
  'minor': 'red', 'health': 'red',
  // From 14 on the law asks for care, not for consent of the parents (Personal Information Protection Law, articles 28 and 31).
  'young-person': 'yellow',
  'placeholder': 'yellow',
  'picture': 'look', 'unreadable': 'look',
} as const satisfies Record<FindingKind, FindingSeverity>

export function severityOfFinding(kind: FindingKind): FindingSeverity {
  return severities[kind]
}

/** What one tap does about a finding: show a part of it, leave it out, or nothing but a look. */
export type FindingFix = 'mask' | 'delete' | 'look'

const fixes = {
  'id-number': 'mask', 'bank-card': 'mask', 'social-card': 'mask', 'address': 'mask',
  'phone': 'delete', 'landline': 'delete', 'birth-date': 'delete', 'minor': 'delete', 'health': 'delete',
  'young-person': 'look', 'placeholder': 'look', 'picture': 'look', 'unreadable': 'look',
} as const satisfies Record<FindingKind, FindingFix>

export function fixFor(kind: FindingKind): FindingFix {
  return fixes[kind]
}
