import { Button } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import { toolWords } from '#text/console-tools.ts'
import type { CaseSummary } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { openedFrom } from '../shell/kept-words.ts'
import { useKeys } from '../shell/keys.ts'
import { placeOf, type ListAddress } from './list-address.ts'
import { usePicking } from './picking.ts'

/** Working through a list by keys: the line one stands on, the lines that are marked, and whether they are being assigned. */
export function useWorklist(items: readonly CaseSummary[], address: ListAddress, focusSearch: () => void) {
  const picking = usePicking(items, placeOf(address))
  const [is, setAssigning] = useState(false)
  const assign = (item: CaseSummary | undefined) => {
    const isOwn = picking.picked.length === 0 && item?.assignAsOf !== undefined
    if (isOwn) picking.toggle(item.id)
    if (isOwn || picking.picked.length > 0) setAssigning(true)
  }
  const chosen = useLineKeys(items, address, { focusSearch, toggle: picking.toggle, assign })
  return { picking, chosen, assigning: { is, begin: () => setAssigning(true), end: () => setAssigning(false) } }
}

/** What is marked, and what can be done with it. */
export function PickBar({ picking, items, assign }: { picking: ReturnType<typeof usePicking>; items: readonly CaseSummary[]; assign: () => void }) {
  const words = useWords(toolWords)
  const { assignable, picked } = picking
  const ready = items.some(item => item.awaitsText) ? <Link to="/cases?queue=ready-to-assign">{words.readyOnly}</Link> : null
  if (assignable.length === 0) return ready && <p className="pick-bar">{ready}</p>
  return (
    <div className="pick-bar">
      <span role="status" className={picked.length > 0 ? undefined : 'soft'}>{words.picked(picked.length)}</span>
      <Button size="small" disabled={picked.length === assignable.length} onClick={picking.all}>{words.pickAll}</Button>
      {picked.length > 0 ? <Button size="small" onClick={picking.clear}>{words.clear}</Button> : null}
      {picked.length > 0 ? <Button size="small" type="primary" onClick={assign}>{words.assignPicked(picked.length)}</Button> : null}
      {ready}
    </div>
  )
}

/** Says the line the keys have come to, for whoever does not see it. */
export function Said({ items, chosen }: { items: readonly CaseSummary[]; chosen: number }) {
  const words = useWords(toolWords)
  const item = items[chosen]
  return <p role="status" className="unseen">{item ? words.line(chosen + 1, items.length, item.excerpt) : ''}</p>
}

/** The line last chosen in each list, while the window is open. */
const lastLine = new Map<string, string>()

type LineActs = { focusSearch: () => void; toggle: (id: string) => void; assign: (item: CaseSummary | undefined) => void }

/** j and k walk through the lines, Enter opens one, x marks one, a assigns, / goes to the search field. The line last opened stays chosen on return. */
function useLineKeys(items: readonly CaseSummary[], address: ListAddress, { focusSearch, toggle, assign }: LineActs): number {
  const navigate = useNavigate()
  const place = placeOf(address)
  const here = useLocation()
  const [chosenId, setChosenId] = useState(() => lastLine.get(place))
  const chosen = items.findIndex(item => item.id === chosenId)
  const choose = (index: number) => {
    const item = items[Math.min(Math.max(index, 0), items.length - 1)]
    if (!item) return
    setChosenId(item.id)
    lastLine.set(place, item.id)
  }
  useKeys({
    j: () => choose(chosen + 1),
    k: () => choose(chosen - 1),
    '/': focusSearch,
    x: () => items[chosen] && toggle(items[chosen].id),
    a: () => assign(items[chosen]),
    Enter: event => {
      const item = items[chosen]
      if (event.target instanceof HTMLElement && event.target.closest('a, button')) event.target.closest<HTMLElement>('a, button')?.click()
      else if (item) void navigate(`/cases/${item.id}`, { state: openedFrom(here) })
    },
  })
  return chosen
}
