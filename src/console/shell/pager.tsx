import { Button } from 'antd'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'

/** Back and forth through a list. Absent while everything fits on one page. */
export function Pager({ total, page, pageSize, turn }: { total: number; page: number; pageSize: number; turn: (page: number) => void }) {
  const words = useWords(consoleWords)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  if (pages === 1) return null
  return (
    <nav className="pager">
      <span className="soft">{words.page(page, pages)}</span>
      <Button disabled={page <= 1} onClick={() => turn(page - 1)}>{words.previousPage}</Button>
      <Button disabled={page >= pages} onClick={() => turn(page + 1)}>{words.nextPage}</Button>
    </nav>
  )
}
