export const disclosureStates = ['draft', 'submitted', 'returned', 'published', 'superseded', 'withdrawn'] as const
/** Where one version of a record stands. Once published it is everybody's to read. */
export type DisclosureState = (typeof disclosureStates)[number]

export const disclosureActions = ['edit', 'submit', 'approve', 'returnDraft', 'correct'] as const
/** What an officer can do with one version. `correct` starts a new draft and leaves the published version standing. */
export type DisclosureAction = (typeof disclosureActions)[number]
