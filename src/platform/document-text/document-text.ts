/** Text found in a document and where: a page, a part, or a property such as its author. */
export type DocumentPart = { readonly where: string; readonly text: string }

/** All that can be read in a document. `pictures`: somebody must look. `isWhole`: nothing was closed to us. */
export type DocumentText = { readonly parts: readonly DocumentPart[]; readonly pictures: readonly string[]; readonly isWhole: boolean }

/** How much a document may hold before it counts as one that could not be checked whole. */
export const documentLimits = { pages: 500, characters: 5_000_000, milliseconds: 15_000, heapMegabytes: 384 } as const
