import { Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { addresseesOf, cardColours, cardGrounds, parametersOf, type CardGround } from '#rules/cases/card-rules.ts'
import { addresseeTexts } from '#text/case-rules.ts'
import { ruleWords } from '#text/console-rules.ts'
import { cardGroundTexts } from '#text/console-supervision.ts'
import type { CaseRules } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { Labelled } from '../shell/labelled.tsx'
import { ChangeDrawer, type ChangeProps } from './change-drawer.tsx'

type Card = CaseRules['cards'][number]

function newCard(ground: CardGround): Card {
  return { ground, colour: 'yellow', ...(addresseesOf(ground).includes('responsible') ? { to: 'responsible', copies: ['supervising'] } : { to: 'supervising', copies: [] }), ...parametersOf(ground) }
}

/** Every ground there is, and whether and how a card is given for it. */
export function CardsDrawer(props: ChangeProps) {
  const words = useWords(ruleWords)
  const { language } = useLanguage()
  const [cards, setCards] = useState(() => new Map(props.rules.cards.map(card => [card.ground, card])))
  const write = (ground: CardGround, card: Card | undefined) => {
    const next = new Map(cards)
    if (card) next.set(ground, card)
    else next.delete(ground)
    setCards(next)
  }
  return (
    <ChangeDrawer {...props} part="cards" set={() => ({ cards: cardGrounds.flatMap(ground => cards.get(ground) ?? []) })}>
      {cardGrounds.map(ground => {
        const card = cards.get(ground)
        return (
          <section key={ground} className="told-reason" aria-label={cardGroundTexts[language][ground]}>
            <h3>{cardGroundTexts[language][ground]}</h3>
            <Checkbox checked={card !== undefined} onChange={event => write(ground, event.target.checked ? newCard(ground) : undefined)}>{words.gives}</Checkbox>
            {card ? <CardFields card={card} write={next => write(ground, next)} /> : null}
          </section>
        )
      })}
    </ChangeDrawer>
  )
}

function CardFields({ card, write }: { card: Card; write: (card: Card) => void }) {
  const words = useWords(ruleWords)
  const { language } = useLanguage()
  const id = (part: string) => `card-${card.ground}-${part}`
  const desks = addresseesOf(card.ground).map(value => ({ value, label: addresseeTexts[language][value] }))
  const withAnswer = (days: number | null) => {
    const { answerWithin: _, ...rest } = card
    write(days === null ? rest : { ...rest, answerWithin: days })
  }
  return (
    <div className="fields">
      <div className="field"><Labelled id={id('colour')} label={words.colour} problem={undefined}><Select id={id('colour')} value={card.colour} onChange={colour => write({ ...card, colour })} options={cardColours.map(value => ({ value, label: words.colours[value] }))} /></Labelled></div>
      <div className="field"><Labelled id={id('to')} label={words.to} problem={undefined}><Select id={id('to')} value={card.to} onChange={to => write({ ...card, to })} options={desks} /></Labelled></div>
      <div className="field"><Labelled id={id('copies')} label={words.copies} problem={undefined}><Select id={id('copies')} mode="multiple" value={card.copies} onChange={copies => write({ ...card, copies })} options={desks} /></Labelled></div>
      {(Object.keys(parametersOf(card.ground)) as (keyof typeof words.paramLabels)[]).map(key => (
        <div key={key} className="field"><Labelled id={id(key)} label={words.paramLabels[key]} problem={undefined}><InputNumber id={id(key)} min={0} max={key === 'percentUsed' ? 100 : 365} precision={0} value={card[key] ?? 0} onChange={value => write({ ...card, [key]: value ?? 0 })} /></Labelled></div>
      ))}
      <div className="field"><Labelled id={id('answer')} label={words.answerLabel} problem={undefined}><InputNumber id={id('answer')} min={1} max={365} precision={0} value={card.answerWithin ?? null} onChange={withAnswer} /></Labelled></div>
    </div>
  )
}
