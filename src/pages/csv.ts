/** Signs with which a spreadsheet begins a formula, in their full-width forms too, with or without space before them. */
const formula = /^[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\u2212|%]/u

/** Excel reads UTF-8 only behind this mark. */
export const byteOrderMark = '\uFEFF'

/**
 * One line of a CSV file. Every field is quoted, and text that a spreadsheet could run as a formula gets an apostrophe in front;
 * figures are written bare, so that -12.50 stays a figure.
 */
export function csvLine(values: readonly (string | number | undefined)[]): string {
  return `${values.map(csvField).join(',')}\r\n`
}

function csvField(value: string | number | undefined): string {
  if (value === undefined) return '""'
  if (typeof value === 'number') return `"${value}"`
  const text = /^[\t\r\n]/.test(value) || (formula.test(value) && !/^-?\d+(\.\d+)?$/.test(value)) ? `'${value}` : value
  return `"${text.replaceAll('"', '""')}"`
}
