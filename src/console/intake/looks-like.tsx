import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { intakeWords } from '#text/console-intake.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { AlikeFacts } from './alike-facts.tsx'

const pause = 700
const fewest = 8

/** While somebody writes: cases of the place that look like it, so that the desk may ask “do you mean this?”. */
export function LooksLike({ villageCode, statement, item }: { villageCode: number; statement: string; item: string }) {
  const words = useWords(intakeWords)
  const [asked, setAsked] = useState('')
  const look = useAct('POST /api/v1/intake/alike')
  const question = villageCode === 0 || statement.trim().length < fewest ? '' : `${villageCode} ${item} ${statement.trim()}`
  useEffect(() => {
    if (question === '' || question === asked || look.isSending) return
    const timer = setTimeout(() => {
      setAsked(question)
      look.send({ body: { villageCode, statement: statement.trim(), ...(item && { item }) } })
    }, pause)
    return () => clearTimeout(timer)
  }, [question, asked, look, villageCode, statement, item])
  if (question === '' || !look.reply) return null
  return (
    <section className="sheet alike" aria-live="polite">
      <h2>{words.looksLike}</h2>
      {look.reply.alike.length === 0 ? <p className="soft">{words.looksLikeNone}</p> : <p className="soft">{words.looksLikeHint}</p>}
      <ol>
        {look.reply.alike.map(each => (
          <li key={each.id}>
            <Link to={`/cases/${each.id}`} target="_blank" lang="zh-CN">{each.excerpt}</Link>
            <AlikeFacts alike={each} />
          </li>
        ))}
      </ol>
    </section>
  )
}
