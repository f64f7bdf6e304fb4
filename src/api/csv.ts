/** A table as a file for spreadsheets: the mark by which Excel knows UTF-8, then one line for each. Text that could be taken for a formula gets an apostrophe. */
export function csvTable(lines: readonly (readonly (string | number)[])[]): string {
  return `\uFEFF${lines.map(line => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

function quoted(value: string | number): string {
  const text = String(value)
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
