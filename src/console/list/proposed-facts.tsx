import { listWords } from '#text/console-list.ts'
import type { CountyItem, CountyList, ListProposal } from '../api-types.ts'
import { useName, useWords } from '../language.tsx'

type Facts = Pick<CountyItem, 'number' | 'category' | 'zh' | 'en' | 'cadence' | 'noticeDays' | 'responsible' | 'supervising' | 'basis'>
type Key = keyof Facts

const order: readonly Key[] = ['number', 'category', 'zh', 'en', 'cadence', 'noticeDays', 'responsible', 'supervising', 'basis']

/** What exactly is proposed, line by line; of what is there already, how it is and how it will be. */
export function ProposedFacts({ proposal: { change, binding }, item, list }: { proposal: ListProposal; item: CountyItem | undefined; list: CountyList }) {
  const words = useWords(listWords)
  const name = useName()
  const unit = (id: string | undefined) => {
    const found = list.units.find(known => known.id === id)
    return found ? name(found) : words.notBound
  }
  const text = (key: Key, facts: Partial<Facts>): string => {
    switch (key) {
      case 'category': { const found = list.categories.find(known => known.slug === facts.category); return found ? name(found) : '' }
      case 'cadence': return facts.cadence ? words.cadences[facts.cadence] ?? '' : ''
      case 'responsible': case 'supervising': return facts[key] ? name(facts[key]) : ''
      case 'basis': return (facts.basis ?? []).join('；')
      default: return String(facts[key] ?? '')
    }
  }
  const labels: Record<Key, string> = { number: words.number, category: words.category, zh: words.zh, en: words.en, cadence: words.cadence, noticeDays: words.notice, responsible: words.responsible, supervising: words.supervising, basis: words.ground }
  const lines = change && 'item' in change
    ? order.filter(key => key in change.item).map(key => ({ label: labels[key], was: change.kind === 'change' && item ? text(key, item) : undefined, now: text(key, change.item as Partial<Facts>) }))
    : binding ? [
        { label: words.responsible, was: item && unit(item.bound?.responsibleUnitId), now: unit(binding.responsibleUnitId) },
        { label: words.supervising, was: item && unit(item.bound?.supervisingUnitId), now: unit(binding.supervisingUnitId) },
      ] : []
  if (lines.length === 0) return null
  return <dl className="facts">{lines.map(({ label, was, now }) => <div key={label}><dt>{label}</dt><dd>{was === undefined || was === now ? now : words.before(was, now)}</dd></div>)}</dl>
}
