import { Alert, Button } from 'antd'
import { intakeWords } from '#text/console-intake.ts'
import type { HotlineReading } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { download } from './download.ts'

/** The rows of a file that are not taken over, with their reasons: nothing goes missing without a list of it. */
export function LeftOut({ rows, title, hint }: { rows: HotlineReading['leftOut']; title: string; hint?: string }) {
  const words = useWords(intakeWords)
  const head = [words.row, words.number, words.whyNot]
  return (
    <>
      <Alert type="warning" title={title} description={hint} />
      <table className="list orders">
        <thead><tr>{head.map(name => <th key={name} scope="col">{name}</th>)}</tr></thead>
        <tbody>
          {rows.map(({ row, number, messages }) => (
            <tr key={row}>
              <th scope="row" className="number">{row}</th>
              <td className="number" data-label={words.number}>{number || '—'}</td>
              <td data-label={words.whyNot}>{messages.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="unprinted">
        <Button onClick={() => download('12345-left-out.csv', [head, ...rows.map(({ row, number, messages }) => [String(row), number, messages.join(' ')])])}>{words.downloadLeft}</Button> <Button onClick={() => print()}>{words.printLeft}</Button>
      </p>
    </>
  )
}
