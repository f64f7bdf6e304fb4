/**
 * Working days: screening and handing on within 5, telling a named reporter of acceptance and of the result within 15. `object` is ours: as long as the body
 * had to tell the result, whoever was told it has to object, before the report may be put away.
 */
export const tipLimits = { screen: 5, tellAcceptance: 15, tellResult: 15, object: 15 } as const

export const tipDayKinds = ['screen', 'tellAcceptance', 'tellResult', 'object'] as const satisfies readonly (keyof typeof tipLimits)[]
export type TipDayKind = (typeof tipDayKinds)[number]
