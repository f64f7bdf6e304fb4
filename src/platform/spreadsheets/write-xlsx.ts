import { zip } from '../zip.ts'

/** A sheet to write: text cells only, so that no number of a form can be changed by a locale. The first row is set in bold. */
export type WrittenSheet = { readonly name: string; readonly rows: readonly (readonly string[])[]; readonly widths?: readonly number[]; readonly lists?: readonly { readonly column: number; readonly firstRow: number; readonly choices: string }[] }

/** Writes a small workbook: plain sheets without formulas, macros or document properties. Deterministic, so that it can be cached. */
export function writeXlsx(sheets: readonly WrittenSheet[]): Buffer {
  const numbers = sheets.map((_, index) => index + 1)
  const declared = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const types = numbers.map(n => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${main}.worksheet+xml"/>`).join('')
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zip([
    ['[Content_Types].xml', `${declared}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${main}.styles+xml"/>${types}</Types>`],
    ['_rels/.rels', `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${declared}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relation}"><sheets>${sheets.map((sheet, index) => `<sheet name="${escaped(sheet.name.slice(0, 31))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${declared}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${numbers.map(n => `<Relationship Id="rId${n}" Type="${relation}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relation}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', `${declared}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/></cellXfs></styleSheet>`],
    ...sheets.map((sheet, index): [string, string] => [`xl/worksheets/sheet${index + 1}.xml`, declared + worksheet(sheet)]),
  ])
}

function worksheet({ rows, widths = [], lists = [] }: WrittenSheet): string {
  const columns = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" style="0" customWidth="1"/>`).join('')
  const lines = rows.map((cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => (cell === '' ? '' : `<c r="${letters(column)}${row + 1}" t="inlineStr" s="${row === 0 ? 1 : 0}"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`)).join('')}</row>`).join('')
  const choices = lists.map(({ column, firstRow, choices: formula }) => `<dataValidation type="list" allowBlank="1" sqref="${letters(column)}${firstRow}:${letters(column)}${firstRow + 5_000}"><formula1>${escaped(formula)}</formula1></dataValidation>`).join('')
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${columns && `<cols>${columns}</cols>`}<sheetData>${lines}</sheetData>${choices && `<dataValidations count="${lists.length}">${choices}</dataValidations>`}</worksheet>`
}

function letters(column: number): string {
  return (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, char => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char)
}
