import { cardParameters } from '#rules/cases/card-rules.ts'
import { addresseeTexts } from '#text/case-rules.ts'
import { ruleWords } from '#text/console-rules.ts'
import { cardGroundTexts } from '#text/console-supervision.ts'
import type { CaseRules } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { ItemMark } from '../supervision/item-mark.tsx'
import '../style/supervision.css'

type Card = CaseRules['cards'][number]

/** When a card of which colour goes to whom. */
export function CardTable({ rules }: { rules: Pick<CaseRules, 'cards'> }) {
  const words = useWords(ruleWords)
  const { language } = useLanguage()
  if (rules.cards.length === 0) return <p className="soft">{words.empty}</p>
  return (
    <table className="list items">
      <thead><tr>{[words.card, words.when, words.to, words.copies, words.answer].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {rules.cards.map(card => (
          <tr key={card.ground}>
            <td className="tight"><ItemMark item={{ kind: card.colour }} /></td>
            <th scope="row">{cardGroundTexts[language][card.ground]}<span className="about">{parameterText(words, card)}</span></th>
            <td data-label={words.to}>{addresseeTexts[language][card.to]}</td>
            <td data-label={words.copies}>{card.copies.map(copy => addresseeTexts[language][copy]).join(language === 'en' ? ', ' : '、') || words.noCopies}</td>
            <td data-label={words.answer}>{card.answerWithin === undefined ? words.noAnswer : words.answerWithin(card.answerWithin)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function parameterText(words: { readonly params: Record<(typeof cardParameters)[number], (n: number) => string> }, card: Card): string {
  return cardParameters.flatMap(key => (card[key] === undefined ? [] : [words.params[key](card[key])])).join(' ')
}
