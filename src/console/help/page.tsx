import { useEffect } from 'react'
import { helpWords } from '#text/console-help.ts'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'
import { useMe } from '../queries.ts'
import { KeyList } from '../shell/key-help.tsx'

/** How this post works, and the list of keys. */
export function HelpPage() {
  const words = useWords(helpWords)
  const shell = useWords(consoleWords)
  const role = useMe()?.officer.role
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <div className="help">
        <section className="sheet">
          <h2>{words.duty}</h2>
          <ol className="help-duties">{(role ? words.duties[role] : []).map(duty => <li key={duty}>{duty}</li>)}</ol>
        </section>
        <section className="sheet">
          <h2>{words.keysTitle}</h2>
          <KeyList />
        </section>
      </div>
    </>
  )
}
