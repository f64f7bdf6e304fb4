export const custodianGroups = ['A', 'B'] as const
/** The two halves of the way to a sealed identity. */
export type CustodianGroup = (typeof custodianGroups)[number]
