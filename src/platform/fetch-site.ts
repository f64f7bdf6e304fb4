/**
 * Whether a page of another site, be it a neighbour under the same name, had a browser ask for this. What is typed or opened from a bookmark is asked by its holder; older
 * browsers and other programs say nothing.
 */
export function isAskedElsewhere({ 'sec-fetch-site': site }: { readonly 'sec-fetch-site'?: string | readonly string[] | undefined }): boolean {
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}
