import { html, type Hole, type Html } from '../html.ts'

/** One line of an account page: what it is, what it says, and a way to question it. */
export type LedgerLine = {
  readonly label: Hole
  readonly value: Hole
  readonly isFigure?: boolean
  /** Small print under the label. */
  readonly note?: Hole
  readonly ask?: { readonly address: string; readonly word: string; readonly label: string }
}

/** Lines of an account page, ruled as in an account book. */
export function ledger(lines: readonly LedgerLine[]): Html {
  return html`<dl class="ledger">${lines.map(line => html`
<div><dt>${line.label}${line.note !== undefined && html` <small>${line.note}</small>`}</dt><dd${line.isFigure && html` class="figure"`}>${line.value}${line.ask && html` ${askLink(line.ask)}`}</dd></div>`)}
</dl>`
}

/** The small round “ask” beside whatever can be questioned. */
export function askLink(ask: { readonly address: string; readonly word: string; readonly label: string }): Html {
  return html`<a class="ask" href="${ask.address}" aria-label="${ask.label}"><span>${ask.word}</span></a>`
}
