import { Button } from 'antd'
import { Link, useRouteError } from 'react-router'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'

/** An address inside the console that leads nowhere. */
export function NotFoundPage() {
  const words = useWords(consoleWords)
  return (
    <div className="blank">
      <h1>{words.notFoundTitle}</h1>
      <p>{words.notFoundText}</p>
      <Link to="/">{words.toDesk}</Link>
    </div>
  )
}

/** A screen that failed, or whose script is gone because the console was updated under an open window. */
export function BrokenPage() {
  const words = useWords(consoleWords)
  const error = useRouteError()
  const isOutdated = error instanceof TypeError && /import|module/i.test(error.message)
  return (
    <div className="blank" role="alert">
      <h1>{isOutdated ? words.newVersion : words.brokenTitle}</h1>
      {isOutdated ? null : <p>{words.brokenText}</p>}
      <Button type="primary" onClick={() => location.reload()}>{words.reload}</Button>
    </div>
  )
}
