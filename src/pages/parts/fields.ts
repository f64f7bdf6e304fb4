import { html, type Hole, type Html } from '../html.ts'

/** A field of a form. `problem` is shown beside it and read out with it. */
export type FormField = {
  readonly name: string
  readonly label: string
  readonly need?: string
  readonly help?: string
  readonly value?: string
  readonly problem?: string | undefined
  readonly rows?: number
  readonly type?: 'text' | 'tel' | 'search'
  readonly inputMode?: 'numeric' | 'tel'
  readonly autocomplete?: 'off' | 'name' | 'tel'
  readonly isRequired?: boolean
}

/** A labelled field, of one line or of several. */
export function formField(field: FormField): Html {
  const described = [field.help !== undefined && `${field.name}-help`, field.problem !== undefined && `${field.name}-problem`].filter(Boolean).join(' ')
  const attributes = html`id="${field.name}" name="${field.name}"${described !== '' && html` aria-describedby="${described}"`}${
    field.problem !== undefined && html` aria-invalid="true"`}${field.isRequired && html` aria-required="true"`}${
    field.autocomplete !== undefined && html` autocomplete="${field.autocomplete}"`}`
  return html`<div class="field${field.problem !== undefined && ' wrong'}">
<label for="${field.name}">${field.label}${field.need !== undefined && html` <small>${field.need}</small>`}</label>
${fieldHelp(field.name, field.help)}${fieldProblem(field.name, field.problem)}
${field.rows === undefined
    ? html`<input ${attributes} type="${field.type ?? 'text'}"${field.inputMode && html` inputmode="${field.inputMode}"`} value="${field.value ?? ''}">`
    : html`<textarea ${attributes} rows="${field.rows}">
${field.value ?? ''}</textarea>`}
</div>`
}

export function fieldHelp(name: string, help: string | undefined): Hole {
  return help !== undefined && html`<p class="help" id="${name}-help">${help}</p>`
}

export function fieldProblem(name: string, problem: string | undefined): Hole {
  return problem !== undefined && html`<p class="problem" id="${name}-problem">${problem}</p>`
}

/** All mistakes at the top, each leading to its field. */
export function problemList(title: string, problems: readonly { readonly field: string; readonly text: string }[]): Hole {
  return problems.length > 0 && html`<div class="notice warning" role="alert" tabindex="-1" id="problems"><h2>${title}</h2>
<ul>${problems.map(problem => html`<li><a href="#${problem.field}">${problem.text}</a></li>`)}</ul></div>`
}
