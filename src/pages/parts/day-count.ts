import type { DayStep } from '#rules/calendar/working-days.ts'
import { dayStepText, dayText, dayZeroNotice, provisionalNotice } from '#text/calendar.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

/** “How this date was counted”, folded: day by day, each with the notice it rests on. */
export function dayCount(view: View, steps: readonly DayStep[], isProvisional: boolean): Html {
  const text = trackingTexts[view.language]
  return html`<details><summary>${text.howCounted}</summary><p class="help">${dayZeroNotice(view.language, steps)}</p>${
    isProvisional && html`<p class="help">${provisionalNotice[view.language]}</p>`}
<table class="days"><thead><tr><th scope="col">${text.day}</th><th scope="col">${text.counting}</th></tr></thead><tbody>${steps.map(step =>
    html`<tr${step.counts && html` class="counts"`}><td>${dayText(view.language, step.day)}</td><td>${dayStepText(view.language, step)}${step.notice !== undefined && html` <a href="${step.notice}" rel="noreferrer">${text.notice}</a>`}</td></tr>`)}</tbody></table></details>`
}
