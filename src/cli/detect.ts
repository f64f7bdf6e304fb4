import { parseArgs } from 'node:util'
import { readSpreadsheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import type { Sheet } from '#platform/spreadsheets/read-spreadsheet.ts'
import { cellAddress } from '#rules/imports/sheet.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import type { FindingKind } from '#rules/masking/detect.ts'
import { severityOfFinding, type FindingSeverity } from '#rules/masking/kinds.ts'
import { maskBankCard, maskIdNumber, maskPhone } from '#rules/masking/mask.ts'
import { isAboutAid } from '#rules/masking/words.ts'
import { chooseLanguage } from '#text/language.ts'
import type { Language } from '#text/language.ts'
import { personalData, problemSentence } from '#text/problems.ts'
import type { Command } from './command.ts'

/** One finding. `excerpt` shows a number masked; neither numbers nor words are ever printed whole. */
export type Detected = { readonly sheet: string; readonly cell: string; readonly line: number; readonly kind: FindingKind; readonly severity: FindingSeverity; readonly excerpt: string }

/** `npm run cli -- detect`: personal data in a text, CSV or XLSX file. */
export const detect: Command = {
  name: 'detect',
  summary: 'find personal data in a text, CSV or XLSX file',
  usage: 'detect FILE [--json] [--lang zh-CN|en]',
  async run(args) {
    const asked = readArgs(args)
    if (!asked.ok) {
      process.stderr.write(`error: ${asked.why}\n${detect.usage}\n`)
      return 2
    }
    const read = await readSpreadsheet(asked.file)
    if (!Array.isArray(read)) {
      const message = problemSentence({ code: read.code, part: 'file', details: read.details }, undefined, asked.language)
      process.stderr.write(`error: ${message}\n`)
      return 2
    }
    const found = read.flatMap(detectInSheet)
    if (asked.json) process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`)
    else for (const { sheet, cell, kind, excerpt } of found) process.stdout.write(`${sheet}${sheet && '!'}${cell}\t${personalData[asked.language][kind]}\t${excerpt}\n`)
    return found.length === 0 ? 0 : 1
  },
}

/** Everything found in one sheet, headers and hidden rows included. */
export function detectInSheet(sheet: Sheet): Detected[] {
  const found: Detected[] = []
  const aid = isAidSheet(sheet)
  for (const [row, cells] of sheet.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const text = typeof cell === 'string' ? cell : cell.text
      for (const { kind, start, length } of findPersonalData(text, { aid })) {
        found.push({ sheet: sheet.name, cell: cellAddress(row + 1, column), line: row + 1, kind, severity: severityOfFinding(kind), excerpt: masked(kind, text.slice(start, start + length).normalize('NFKC')) })
      }
    }
  }
  return found
}

const titleRows = 6

/** Whether the sheet's name or its first rows speak of aid: then its words on illness and age belong to people. */
function isAidSheet(sheet: Sheet): boolean {
  const heading = sheet.rows.slice(0, titleRows).flat().map(cell => typeof cell === 'string' ? cell : cell.text)
  return [sheet.name, ...heading].some(isAboutAid)
}

function masked(kind: FindingKind, text: string): string {
  switch (kind) {
    case 'id-number': return maskIdNumber(text)
    case 'bank-card': case 'social-card': return maskBankCard(text)
    case 'phone': return maskPhone(text)
    default: return '***'
  }
}

function readArgs(args: readonly string[]): { ok: true; file: string; json: boolean; language: Language } | { ok: false; why: string } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, lang: { type: 'string' } }, strict: true, allowPositionals: true })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) return { ok: false, why: 'name exactly one file' }
    return { ok: true, file, json: values.json ?? false, language: chooseLanguage(values.lang, undefined) }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}
