import type { Challenge } from '#platform/proof-of-work.ts'
import type { Place } from '#records/public.ts'
import { mineTexts } from '#text/pages-mine.ts'
import { html, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { formField, problemList } from './parts/fields.ts'
import { notice } from './parts/notice.ts'
import { above } from './village.ts'
import { addressOf, to, type View } from './view.ts'

export type MineProblem = { readonly field: 'name' | 'tail'; readonly text: string }

export type MineForm = {
  readonly path: readonly Place[]
  readonly village: Place
  /** What was typed as a name; the number is never shown again. */
  readonly name?: string
  readonly problems?: readonly MineProblem[]
  readonly isNotFound?: boolean
  readonly wait?: Challenge
}

/** The form for a name and six characters. With `wait` a browser works, or a reader waits, before the next try. */
export function mineFormPage(view: View, { path, village, name, problems = [], isNotFound, wait }: MineForm): Html {
  const text = mineTexts[view.language]
  const problemOf = (field: MineProblem['field']) => problems.find(problem => problem.field === field)?.text
  const body = html`<h1>${text.title}</h1><p class="lead"${inChinese(view)}>${text.lead(village.name)}</p>
${problemList(wait ? text.waitTitle : text.title, problems)}
${isNotFound && notice(text.noneTitle, html`<p>${text.none}</p><p>${text.noneWhy}</p>
<p><a class="more" href="${to(view, `/v/${village.code}/d`)}">${text.toLists}</a> <a class="more" href="${to(view, addressOf('/complain', { v: village.code }))}">${text.ask}</a></p>`, 'warning')}
<form class="track" action="${to(view, `/v/${village.code}/mine`)}" method="post"${wait && html` data-enhance="work" data-challenge="${wait.challenge}" data-bits="${wait.bits}"`}>
${formField({ name: 'name', label: text.name, help: text.nameHelp, value: name ?? '', problem: problemOf('name'), autocomplete: 'off', isRequired: true })}
${formField({ name: 'tail', label: text.lastSix, help: text.lastSixHelp, value: '', problem: problemOf('tail'), autocomplete: 'off', isRequired: true })}
${wait && html`<input type="hidden" name="challenge" value="${wait.challenge}"><input type="hidden" name="counter" value="">
<p role="status" data-working="${text.waitScript}" data-ready="${text.waitReady}"></p>`}
<p><button class="button">${text.submit}</button></p>
</form>
<p class="help">${text.safe}</p>`
  return page(view, { title: text.title, body, path: [...above(path), { address: `/v/${village.code}`, name: village.name }], isEnhanced: wait !== undefined, isPrivate: true })
}
