import type { RefObject } from 'react'
import { useEffect, useState } from 'react'

/** A cell of the grid, both counted from 0. */
export type GridPlace = { row: number; column: number }

/** Every row has this height in pixels; the style sheet agrees. */
export const rowHeight = 33
const spare = 12

/** What a key does to the cursor: Enter and the arrows go up and down, Tab goes along and then to the next row. */
export type GridStep = 'up' | 'down' | 'next' | 'previous'

export function stepFrom(place: GridPlace, step: GridStep, columns: number): GridPlace {
  switch (step) {
    case 'up': return { ...place, row: Math.max(0, place.row - 1) }
    case 'down': return { ...place, row: place.row + 1 }
    case 'next': return place.column + 1 < columns ? { ...place, column: place.column + 1 } : { row: place.row + 1, column: 0 }
    case 'previous': return place.column > 0 ? { ...place, column: place.column - 1 } : { row: Math.max(0, place.row - 1), column: place.row > 0 ? columns - 1 : 0 }
  }
}

/** The rows in view and a few more. Follows the scroll bar, and brings the cursor's row into view when it moves away. */
export function useRowWindow(box: RefObject<HTMLDivElement | null>, count: number, activeRow: number | undefined) {
  const [top, setTop] = useState(0)
  const height = box.current?.clientHeight ?? 480
  const first = Math.max(0, Math.min(Math.floor(top / rowHeight) - spare, count - spare))
  const end = Math.min(count, Math.ceil((top + height) / rowHeight) + spare)
  useEffect(() => {
    const element = box.current
    if (!element || activeRow === undefined) return
    const place = activeRow * rowHeight
    // The head of the table stays on top and covers one row and a half.
    if (place < element.scrollTop) element.scrollTop = place
    else if (place + rowHeight * 3 > element.scrollTop + element.clientHeight) element.scrollTop = place + rowHeight * 3 - element.clientHeight
  }, [activeRow, box])
  return { first, end, follow: () => setTop(box.current?.scrollTop ?? 0) }
}
