import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { fieldFor, headerWords } from './headers.ts'
import type { Column, FoundTable } from './find-table.ts'
import { textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'

/** What a line below the header is. `balance` lines (上期结余, 期末结余) fill a header field of the record. */
export type Line =
  | { readonly kind: 'data' }
  | { readonly kind: 'blank' | 'note' | 'header-again' | 'running-total' }
  | { readonly kind: 'total' | 'subtotal' }
  | { readonly kind: 'balance'; readonly key: string; readonly column: number }

/** Tells data from totals, notes and repeated headers. What is in doubt is data: then a missing value is reported instead of a row lost. */
export function lineAt(schema: FieldSchema, sheet: ImportSheet, table: FoundTable, row: number): Line {
  const filled = (sheet.rows[row] ?? []).flatMap((_, column) => {
    const text = textAt(sheet, row, column)
    return text === '' ? [] : [{ column, text }]
  })
  const first = filled[0]
  if (!first) return { kind: 'blank' }
  const labels = filled.slice(0, 3).map(({ text }) => text.replace(/\s+/gu, '').replace(/[:：]$/u, ''))
  if (labels.some(label => /^(?:(?:本年|全年|至本月|自年初)?累计|承前页|过次页)/u.test(label) && label.length <= 10)) return { kind: 'running-total' }
  if (labels.some(label => /^(?:本页|分组)?小计$/u.test(label))) return { kind: 'subtotal' }
  if (labels.some(label => /^(?:本月|本期|本季|本季度|本年|全村|本村)?(?:合计|总计|共计|总合计)(?:\([^)]*\)|（[^）]*）)?$/u.test(label))) return { kind: 'total' }
  if (isHeaderAgain(sheet, table.columns, row)) return { kind: 'header-again' }
  const balance = table.part === 'row' ? balanceLine(schema, labels, sheet, table, row) : undefined
  return balance ?? (isNote(first, filled, table) ? { kind: 'note' } : { kind: 'data' })
}

function isHeaderAgain(sheet: ImportSheet, columns: readonly Column[], row: number): boolean {
  const same = columns.filter(column => column.field && textAt(sheet, row, column.index) === column.header)
  return same.length >= 2
}

// Only the two balances of a ledger stand among its entries; other labels there (银行存款, 现金) are ordinary words of an entry.
function balanceLine(schema: FieldSchema, labels: readonly string[], sheet: ImportSheet, table: FoundTable, row: number): Line | undefined {
  const keys = schema.checks.flatMap(check => (check.kind === 'balance' ? [check.opening, check.closing] : []))
  const fields = schema.fields.filter(field => keys.includes(field.key))
  const field = labels.map(label => fieldFor(headerWords(label), fields)).find(found => found !== undefined)
  if (!field) return undefined
  const money = table.columns.findLast(column => column.field?.type === 'money' && textAt(sheet, row, column.index) !== '')
  return money ? { kind: 'balance', key: field.key, column: money.index } : undefined
}

// 注：…, 制表人：…, and the seal and date at the foot of a printed list.
function isNote(first: { column: number; text: string }, filled: readonly { column: number; text: string }[], table: FoundTable): boolean {
  if (/^(?:注|备注|说明|填表|制表|填报|审核|复核|经办|负责人|村主任|单位|公示|监督|举报|联系|附|盖章|日期|以上)[^\s]{0,12}[:：]/u.test(first.text)) return true
  if (/^(?:注|备注|说明)$/u.test(first.text) && filled.length <= 2) return true
  if (filled.length > 1) return false
  const column = table.columns.find(({ index }) => index === first.column)
  const isSentence = first.text.length > 30 || /[。；]$/u.test(first.text) || /(?:委员会|公司|政府|办事处)$/u.test(first.text)
  return (isSentence || /^\d{4}年\d{1,2}月(?:\d{1,2}日)?$/u.test(first.text)) && table.columns.length > 2 && column?.field?.type !== 'money'
}
