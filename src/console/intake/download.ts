/** Gives a table as a file made in the page from what it already holds: no address ever carries a code. */
export function download(name: string, lines: readonly (readonly string[])[]): void {
  const cell = (text: string) => `"${(/^[=+\-@]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  const address = URL.createObjectURL(new Blob([`\ufeff${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`], { type: 'text/csv' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}
