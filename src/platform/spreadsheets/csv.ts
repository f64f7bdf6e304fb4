import { CsvError, parse } from 'csv-parse'
import type { Budget, NumberedRow } from './budget.ts'
import { Refused } from './sheet.ts'

/**
 * Reads separated text row by row. A row is one record, as Excel would number it, even where a quoted cell spans several lines.
 * Lines are counted before anything is parsed, so that a file of a million rows is refused in milliseconds.
 */
export async function* readCsv(text: string, budget: Budget): AsyncGenerator<NumberedRow> {
  refuseManyLines(text, budget.limits.rows)
  const parser = parse(text, {
    delimiter: sniffDelimiter(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false,
    max_record_size: 1_000_000, record_delimiter: ['\r\n', '\n', '\r'],
  })
  let index = 0
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      const cells = withoutTail(record)
      const row = { index, cells }
      index += 1
      if (cells.length === 0) continue
      budget.spend(row)
      yield row
    }
  } catch (cause) {
    if (cause instanceof CsvError) throw new Refused('broken-csv', { row: index + 1 })
    throw cause
  }
}

function withoutTail(record: readonly string[]): string[] {
  let length = record.length
  while (length > 0 && (record[length - 1] ?? '').trim() === '') length -= 1
  return record.slice(0, length)
}

function refuseManyLines(text: string, maximum: number): void {
  let lines = 0
  let isQuoted = false
  let hasContent = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 0x22) isQuoted = !isQuoted
    if (code === 0x0a && !isQuoted) {
      if (hasContent) lines += 1
      hasContent = false
    } else if (code > 0x20 && code !== 0x2c && code !== 0x3b) hasContent = true
    if (lines > maximum) throw new Refused('too-many-rows', { maximum })
  }
}

/** The separator that the first lines use most, outside quotes. */
function sniffDelimiter(text: string): string {
  const sample = text.slice(0, 20_000).replace(/"[^"]*"/gu, '')
  const counts = [',', '\t', ';'].map(delimiter => ({ delimiter, count: sample.split(delimiter).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}
