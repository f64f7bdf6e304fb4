import type { ClipboardEvent } from 'react'
import { useState } from 'react'
import type { RowSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import type { Cells } from '../api-types.ts'
import { useWords } from '../language.tsx'
import type { GridPlace } from './grid-place.ts'
import { isTable, layPasted, readPasted } from './paste.ts'

/** Takes tables from the clipboard into the grid; a single cell is left to the field it is pasted into. */
export function useGridPaste(list: RowSchema, rows: readonly Cells[], change: (rows: readonly Cells[]) => void) {
  const words = useWords(publishWords)
  const [notice, setNotice] = useState<string>()
  const take = (event: ClipboardEvent, active: GridPlace | undefined) => {
    const text = event.clipboardData.getData('text/plain')
    if (!isTable(text)) return
    event.preventDefault()
    const fields = list.fields.filter(field => field.audience !== 'never')
    const pasted = layPasted(rows, fields, active ?? { row: rows.length, column: 0 }, readPasted(text), list.maximum)
    change(pasted.rows)
    const parts = [words.pasted(pasted.pasted), pasted.byHeader ? words.pastedHeader : '', pasted.cut ? words.pasteTooMany(list.maximum) : '']
    setNotice(parts.filter(Boolean).join(' · '))
  }
  return { take, notice }
}
