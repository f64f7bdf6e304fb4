import { cardGroundTexts, supervisionKindTexts, supervisionLevelTexts, supervisionWords } from '#text/console-supervision.ts'
import type { SupervisionLine } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'

type Item = Pick<SupervisionLine, 'kind' | 'ground' | 'dueOn' | 'answeredOn' | 'endedOn' | 'isOverdue' | 'level'>

/** The colour of a card, or a letter, always with its word: nobody has to tell colours apart. */
export function ItemMark({ item }: { item: Pick<Item, 'kind'> }) {
  const { language } = useLanguage()
  return <span className={`card-mark is-${item.kind}`}>{supervisionKindTexts[language][item.kind]}</span>
}

/** What a card was given for. */
export function GroundText({ item }: { item: Pick<Item, 'ground'> }) {
  const { language } = useLanguage()
  return item.ground ? <span>{cardGroundTexts[language][item.ground]}</span> : null
}

/** How an item stands: explained, ended, with whom it is now. */
export function StandingText({ item, day }: { item: Item; day: (day: string) => string }) {
  const words = useWords(supervisionWords)
  const { language } = useLanguage()
  if (item.answeredOn) return <span>{words.answered(day(item.answeredOn))}</span>
  if (item.endedOn) return <span className="soft">{words.ended(day(item.endedOn))}</span>
  if (!item.dueOn) return <span className="soft">{words.nothingAsked}</span>
  return (
    <span>
      {item.isOverdue ? <strong className="wrong">{words.late}</strong> : words.open}
      {item.level === 'unit' ? null : ' '}
      {item.level === 'unit' ? null : <span className="about">{words.at(supervisionLevelTexts[language][item.level])}</span>}
    </span>
  )
}
