/** A draft with the lot that was drawn when it was submitted. */
export type Drawn = { readonly id: string; readonly lot: string }

/** At least a tenth and at least three must be opened before the rest may be approved together; all, where there are fewer. */
export function sampleSize(count: number): number {
  return Math.min(count, Math.max(3, Math.ceil(count / 10)))
}

/**
 * The drafts to be opened: those with the lowest lots. The lots were drawn before anybody chose, so choosing the same drafts again
 * draws the same sample, and leaving one out only brings the next.
 */
export function sampleOf(drafts: readonly Drawn[]): Set<string> {
  const inOrder = drafts.toSorted((a, b) => a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : a.id < b.id ? -1 : 1)
  return new Set(inOrder.slice(0, sampleSize(drafts.length)).map(draft => draft.id))
}
