import { useEffect } from 'react'
import { overviewWords } from '#text/console-overview.ts'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'
import { UnitRatings } from './unit-ratings.tsx'

/** The ratings, for those who have no overview: the triage desk, supervising units, and a unit about itself. */
export function RatingsPage() {
  const words = useWords(overviewWords).ratings
  const shell = useWords(consoleWords)
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return <UnitRatings as="h1" />
}
