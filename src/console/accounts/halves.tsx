import { Alert, Button, Popconfirm } from 'antd'
import { accountWords } from '#text/console-accounts.ts'
import { consoleWords } from '#text/console.ts'
import { setUpWords } from '#text/console-set-up.ts'
import type { StaffApi } from '../api-types.ts'
import { useWords } from '../language.tsx'

export type Halves = { readonly which: 'first' | 'second'; readonly people: StaffApi['POST /api/v1/accounts/set-up']['reply']['halves'] }

/** Halves of many codes, shown this once: to keep as a file or on paper, a slip for each person. */
export function HalvesSheet({ which, people, close }: Halves & { readonly close: () => void }) {
  const words = useWords(setUpWords)
  const account = useWords(accountWords)
  const shell = useWords(consoleWords)
  const save = () => {
    const lines = [[words.unit, words.name, words.username, words.halves[which]], ...people.map(person => [person.unit, person.name, person.username, person.half])]
    const address = URL.createObjectURL(new Blob([`\uFEFF${lines.map(line => line.map(quoted).join(',')).join('\r\n')}\r\n`], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${words.halves[which]}.csv`
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <section className="sheet account halves" aria-label={words.halves[which]}>
      <h2>{words.halves[which]}</h2>
      <Alert type="warning" role="alert" title={words.halvesText(people.length)} />
      <p className="account-acts">
        <Button type="primary" onClick={save}>{words.download}</Button>
        <Button onClick={() => window.print()}>{words.print}</Button>
        <Popconfirm title={words.reallyClose} okText={account.halfDone} cancelText={shell.cancel} onConfirm={close}><Button>{words.closeHalves}</Button></Popconfirm>
      </p>
      <ul className="half-slips">
        {people.map(person => <li key={person.username}><span lang="zh-CN"><strong>{person.name}</strong> · {person.unit}</span> <span className="soft">{person.username}</span><code>{person.half}</code><span className="soft only-printed">{words.where}</span></li>)}
      </ul>
    </section>
  )
}

// What begins like a formula is only text to a spreadsheet with the sign before it.
function quoted(text: string): string {
  return `"${(/^[=+\-@\t]/u.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
