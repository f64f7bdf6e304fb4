import { useEffect, useState } from 'react'
import type { CaseSummary } from '../api-types.ts'

/** Which lines of a page are marked to be assigned together. Turning the page or the filter begins anew: nobody assigns what he does not see. */
export function usePicking(items: readonly CaseSummary[], place: string) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setIds(new Set()), [place])
  const assignable = items.filter(item => item.assignAsOf !== undefined)
  const picked = assignable.filter(item => ids.has(item.id))
  return {
    assignable, picked, ids: new Set(picked.map(item => item.id)) as ReadonlySet<string>,
    toggle: (id: string) => assignable.some(item => item.id === id) && setIds(new Set(ids.has(id) ? [...ids].filter(other => other !== id) : [...ids, id])),
    all: () => setIds(new Set(assignable.map(item => item.id))),
    clear: () => setIds(new Set()),
  }
}
