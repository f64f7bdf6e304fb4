import { findPersonalData } from './detect.ts'
import { fixFor, type FindingKind } from './kinds.ts'
import { maskBankCard, maskIdNumber } from './mask.ts'
import type { TextContext } from './words.ts'

/** The text with everything personal in it masked or left out, as the matrix of data protection has it. A look is nobody's tap. */
export function maskFindings(text: string, context: TextContext = {}): string {
  let masked = ''
  let end = 0
  for (const { kind, start, length } of findPersonalData(text, context)) {
    masked += text.slice(end, start) + maskFinding(kind, text.slice(start, start + length))
    end = start + length
  }
  return masked + text.slice(end)
}

function maskFinding(kind: FindingKind, text: string): string {
  if (fixFor(kind) === 'look') return text
  switch (kind) {
    case 'id-number': return maskIdNumber(text)
    case 'bank-card': case 'social-card': return maskBankCard(text)
    default: return '***'
  }
}

