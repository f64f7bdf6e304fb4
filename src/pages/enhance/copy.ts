// Shows the button that copies a text, where the browser can copy. Without scripts the button is not there.
export {}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-enhance="copy"]')) {
  const source = document.getElementById(button.dataset['copies'] || '')
  if (!source) continue
  button.hidden = false
  button.addEventListener('click', () => {
    const text = (source.textContent || '').replace(/\s+/g, ' ').trim()
    void copy(text, source).then(isCopied => { if (isCopied) button.textContent = button.dataset['copied'] || '' })
  })
}

async function copy(text: string, source: HTMLElement): Promise<boolean> {
  if (navigator.clipboard && await navigator.clipboard.writeText(text).then(() => true, () => false)) return true
  // Pages that are not reached over HTTPS have no clipboard; the selected text can still be copied, by hand if need be.
  const range = document.createRange()
  range.selectNodeContents(source)
  const selection = getSelection()
  if (!selection) return false
  selection.removeAllRanges()
  selection.addRange(range)
  return document.execCommand('copy')
}
