import { parseMoney } from '#rules/disclosures/figures.ts'
import type { ImportProblem } from './import-problem.ts'
import { textAt } from './sheet.ts'
import type { ImportSheet } from './sheet.ts'

/**
 * Holds a sum said in words against the amounts listed above it: “1、中央资金458.1万元；2、省级资金35万元；… 以上共计493.1万元”.
 * Only rows outside a table, those of one cell, are read.
 */
export function statedSums(sheet: ImportSheet): ImportProblem[] {
  const problems: ImportProblem[] = []
  let listed: bigint[] = []
  for (let row = 0; row < sheet.rows.length; row++) {
    if (sheet.rows[row]?.length !== 1) { listed = []; continue }
    const text = textAt(sheet, row, 0).normalize('NFKC')
    const item = text.length > 300 ? undefined : /^(?:\d{1,2}|[(]\d{1,2}[)])[、.,)].*?([\d,.]+(?:万元|亿元|元))\s*[;；。]?$/u.exec(text)?.[1]
    const sum = text.length > 300 ? undefined : /(?:共计|合计|总计)[^\d]{0,10}([\d,.]+(?:万元|亿元|元))/u.exec(text)?.[1]
    const amount = item === undefined ? undefined : fenOf(item)
    if (amount !== undefined) listed.push(amount)
    else if (sum !== undefined && listed.length >= 2) {
      const expected = listed.reduce((total, fen) => total + fen, 0n)
      const found = fenOf(sum)
      if (found !== undefined && found !== expected) problems.push({ part: 'file', code: 'stated-sum-mismatch', row: row + 1, column: 0, details: { expected: yuan(expected), found: yuan(found) } })
      listed = []
    }
  }
  return problems
}

function fenOf(text: string): bigint | undefined {
  const read = parseMoney(text, 'yuan')
  return read.ok ? BigInt(read.value) : undefined
}

function yuan(fen: bigint): string {
  return `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`
}
