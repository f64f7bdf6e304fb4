/** The page an address asks for; the first for anything that is no page. */
export function pageOf(search: URLSearchParams): number {
  const page = Number(search.get('page'))
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1
}
