import { useEffect } from 'react'
import { Link } from 'react-router'
import { actWords } from '#text/console-acts.ts'
import { caseWords } from '#text/console-cases.ts'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'
import { forgetLists, queryClient } from '../queries.ts'
import { useWayBack } from '../shell/kept-words.ts'

/** What is shown in the place of a complaint that went to a discipline body: of its words this window keeps none either. */
export function SealedAway({ id }: { id: string }) {
  const words = useWords(actWords)
  const shell = useWords(consoleWords)
  const back = useWords(caseWords).backToList
  const list = useWayBack('/cases?queue=to-accept')
  useEffect(() => {
    document.title = `${words.sealedTitle} · ${shell.brand}`
    queryClient.removeQueries({ predicate: ({ queryKey }) => (queryKey[1] as { params?: { id?: string } } | undefined)?.params?.id === id })
    void forgetLists()
  }, [id, words, shell])
  return (
    <section className="sheet sealed-away" role="status">
      <h1>{words.sealedTitle}</h1>
      <p>{words.sealedDone}</p>
      <p><strong>{words.sealedHush}</strong></p>
      <p><Link {...list}>← {back}</Link></p>
    </section>
  )
}
