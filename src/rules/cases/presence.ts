/** How long after its last sign an open page counts as open, and a pressed key as writing. A page gives a sign every `every` seconds. */
export const presence = { every: 20, open: 50, writing: 300 } as const

/** What somebody is doing with a case at an instant, by the last signs; undefined when the page must have been closed. */
export function doingAt(now: number, { seenAt, wroteAt }: { readonly seenAt: number; readonly wroteAt: number | undefined }): 'open' | 'writing' | undefined {
  if (now - seenAt > presence.open * 1000) return undefined
  return wroteAt !== undefined && now - wroteAt <= presence.writing * 1000 ? 'writing' : 'open'
}
