import { personFields } from '#rules/identity/sealed.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'
import { identityTexts } from '#text/identity.ts'
import { html, type Hole } from './html.ts'
import { inChinese } from './layout.ts'
import { ledger } from './parts/ledger.ts'
import type { View } from './view.ts'

/** What the holder of the code gave about himself, folded away: a screen is read over shoulders. */
export function ownIdentity(view: View, own: EnteredPerson | undefined): Hole {
  if (!own) return undefined
  const text = identityTexts[view.language]
  const lines = personFields.flatMap(field => (own[field] === undefined ? [] : [{ label: text[field], value: html`<span${inChinese(view)}>${own[field]}</span>` }]))
  return html`<details class="unprinted"><summary>${text.ownTitle}</summary><p class="help">${text.ownLead}</p>${ledger(lines)}</details>`
}
