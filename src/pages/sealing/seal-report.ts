// Seals a confidential report before it leaves the reporter's device. Whatever goes wrong here, the form still works without.
import { sealer } from '#platform/sealing/sealing.ts'
import { partsOf, tipFields, tipProblems, type TipForm } from '#rules/tips/form.ts'

const form = document.querySelector<HTMLFormElement>('#report')
if (form) enhance(form)

function enhance(form: HTMLFormElement): void {
  for (const line of document.querySelectorAll<HTMLElement>('[data-without-script]')) line.hidden = true
  for (const line of document.querySelectorAll<HTMLElement>('[data-with-script]')) line.hidden = false
  form.addEventListener('submit', event => {
    event.preventDefault()
    void sealAndSend(form)
  })
  addEventListener('pageshow', () => setUsable(form, true))
}

async function sealAndSend(form: HTMLFormElement): Promise<void> {
  const typed = Object.fromEntries(tipFields.map(name => [name, fieldOf(form, name).value.trim()])) as TipForm
  if (sayProblems(form, typed)) return
  const key = form.querySelector<HTMLInputElement>('[name="key"]')!.value
  const isAbove = form.querySelector<HTMLInputElement>('[name="whom"][value="above"]')?.checked ?? false
  const recipients = (isAbove ? form.dataset['above'] : form.dataset['own'])!.split(' ')
  try {
    setUsable(form, false)
    const { matter, person } = partsOf(typed, key)
    put(form, 'sealedMatter', [await seal(recipients, matter)])
    put(form, 'sealedPerson', person === undefined ? [] : [await seal(recipients, person)])
    const files = fileInput(form, 'files')
    put(form, 'files', await Promise.all([...files.files ?? []].map(file => sealFile(recipients, file, key))))
  } catch {
    setUsable(form, true)
    alert(form.dataset['failed'])
    return
  }
  form.submit() // the fields are off: only what was sealed goes
}

/** The browser points at the first mistake; nothing is sent for a person to be told of it. */
function sayProblems(form: HTMLFormElement, typed: TipForm): boolean {
  const sentences = JSON.parse(form.dataset['problems']!) as Record<string, string>
  for (const name of tipFields) fieldOf(form, name).setCustomValidity('')
  for (const { field, code } of tipProblems(typed)) if (field !== 'files') fieldOf(form, field).setCustomValidity(sentences[`${field} ${code}`] ?? '')
  for (const name of tipFields) fieldOf(form, name).oninput = () => fieldOf(form, name).setCustomValidity('')
  return !form.reportValidity()
}

function fieldOf(form: HTMLFormElement, name: string): HTMLInputElement | HTMLTextAreaElement {
  return form.querySelector(`[name="${name}"]`)!
}

function fileInput(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.querySelector(`[name="${name}"]`)!
}

/** While it is sealed and sent, nothing that was typed takes part in the form. */
function setUsable(form: HTMLFormElement, isUsable: boolean): void {
  for (const name of tipFields) fieldOf(form, name).disabled = !isUsable
  form.querySelector('button')!.disabled = !isUsable
}

async function seal(recipients: readonly string[], plain: string | Uint8Array): Promise<Blob> {
  return new Blob([await sealer.seal(recipients, plain) as Uint8Array<ArrayBuffer>])
}

/** The name is sealed with the file: it can say as much as what is in it. */
async function sealFile(recipients: readonly string[], file: File, key: string): Promise<Blob> {
  const head = new TextEncoder().encode(JSON.stringify({ v: 1, form: key, name: file.name }) + '\n')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const whole = new Uint8Array(head.length + bytes.length)
  whole.set(head)
  whole.set(bytes, head.length)
  return seal(recipients, whole)
}

function put(form: HTMLFormElement, name: string, blobs: readonly Blob[]): void {
  const carrier = new DataTransfer()
  for (const blob of blobs) carrier.items.add(new File([blob], 'sealed'))
  fileInput(form, name).files = carrier.files
}
