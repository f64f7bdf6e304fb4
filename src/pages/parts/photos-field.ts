import { messageTexts } from '#text/pages-messages.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { fieldHelp, fieldProblem } from './fields.ts'

/** Photos that go with what the complainant writes. Browsers give none back after a mistake, and `problem` says so. */
export function photosField(view: View, id: string, problem: string | undefined): Html {
  const text = messageTexts[view.language]
  return html`<div class="field${problem !== undefined && ' wrong'}"><label for="${id}">${text.photosLabel}</label>${fieldHelp(id, text.photosHelp)}${fieldProblem(id, problem)}
<input id="${id}" name="photos" type="file" accept="image/*" multiple aria-describedby="${id}-help${problem !== undefined && ` ${id}-problem`}"></div>`
}
