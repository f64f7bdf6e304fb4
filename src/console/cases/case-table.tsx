import { useEffect, useRef } from 'react'
import { Link, useLocation } from 'react-router'
import { lightTexts } from '#text/cases.ts'
import { caseWords } from '#text/console-cases.ts'
import { toolWords } from '#text/console-tools.ts'
import { channelTexts } from '#text/intake.ts'
import { staffStateTexts } from '#text/console-states.ts'
import type { CaseSummary } from '../api-types.ts'
import { useLanguage, useName, useShortDay, useWords } from '../language.tsx'
import { openedFrom } from '../shell/kept-words.ts'
import type { CaseSort } from './list-address.ts'
import { nextSort } from './list-address.ts'

/** Lines that are marked to be acted on together. */
export type Picking = { picked: ReadonlySet<string>; toggle: (id: string) => void }

type Sorting = { sort: CaseSort; choose: (sort: CaseSort) => void }

/** Cases as lines of a register. With `sorting` the heads are buttons; `chosen` is the line the keyboard stands on. */
export function CaseTable({ items, today, sorting, chosen, picking }: { items: readonly CaseSummary[]; today: string | undefined; sorting?: Sorting; chosen?: number; picking?: Picking }) {
  const words = useWords(caseWords)
  return (
    <table className="list is-cases">
      <thead>
        <tr>
          <th scope="col">{words.columnMatter}</th>
          <Head column="village" label={words.columnPlace} sorting={sorting} />
          <Head column="received" label={words.columnReceived} sorting={sorting} />
          <Head column="due" label={words.columnDue} sorting={sorting} />
          <th scope="col">{words.columnUnit}</th>
          <th scope="col">{words.columnState}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <CaseLine key={item.id} item={item} today={today} isChosen={index === chosen} picking={picking} />
        ))}
      </tbody>
    </table>
  )
}

function Head({ column, label, sorting }: { column: 'village' | 'received' | 'due'; label: string; sorting: Sorting | undefined }) {
  const words = useWords(caseWords)
  if (!sorting) return <th scope="col">{label}</th>
  const direction = sorting.sort === column ? 'ascending' : sorting.sort === `-${column}` ? 'descending' : 'none'
  const mark = { ascending: ' ↑', descending: ' ↓', none: '' }[direction]
  const title = direction === 'none' ? words.sortBy(label) : words.sortedBy(label, direction === 'ascending')
  return (
    <th scope="col" aria-sort={direction}>
      <button type="button" className="sorter" title={title} onClick={() => sorting.choose(nextSort(sorting.sort, column))}>
        {label}
        <span aria-hidden="true">{mark}</span>
      </button>
    </th>
  )
}

function CaseLine({ item, today, isChosen, picking }: { item: CaseSummary; today: string | undefined; isChosen: boolean; picking: Picking | undefined }) {
  const words = useWords(caseWords)
  const tools = useWords(toolWords)
  const { language } = useLanguage()
  const name = useName()
  const short = useShortDay(today)
  const location = useLocation()
  const about = [item.item ? name(item.item) : undefined, item.seenTitle, item.photoCount > 0 ? words.photos(item.photoCount) : undefined, item.channelNumber === undefined ? undefined : words.numbered(channelTexts[language][item.channel], item.channelNumber)]
  const line = useInView(isChosen)
  return (
    <tr ref={line} className={isChosen ? 'is-chosen' : undefined} aria-selected={isChosen || undefined}>
      <th scope="row">
        {picking && item.assignAsOf !== undefined ? (
          <label className="pick"><input type="checkbox" aria-label={tools.pick(item.excerpt)} checked={picking.picked.has(item.id)} onChange={() => picking.toggle(item.id)} /></label>
        ) : null}
        {/* The case knows the list it was opened from, so that going back returns to the same filter and page. */}
        <Link className="matter" to={`/cases/${item.id}`} state={openedFrom(location)} lang="zh-CN">
          {item.excerpt}
        </Link>
        <span className="about" lang="zh-CN">{about.filter(Boolean).join(' · ')}</span>
        {picking && item.awaitsText ? <div className="about">{tools.awaitsText}</div> : null}
      </th>
      <td>
        <span lang="zh-CN">{item.villageName}</span>
        <div className="about" lang="zh-CN">{item.townshipName}</div>
      </td>
      <td className="tight number" data-label={words.columnReceived}>{short(item.receivedOn)}</td>
      <td className="tight">
        <DueMark item={item} short={short} light={lightTexts[language][item.light]} />
      </td>
      <td>{item.responsibleUnit ? name({ zh: item.responsibleUnit.nameZh, en: item.responsibleUnit.nameEn }) : <span className="soft">{words.noUnit}</span>}</td>
      <td className="tight"><span className="state">{staffStateTexts[language][item.state]}</span></td>
    </tr>
  )
}

function DueMark({ item, short, light }: { item: CaseSummary; short: (day: string) => string; light: string }) {
  const words = useWords(caseWords)
  const step = item.stageDueOn ?? item.dueOn
  if (!step) return <span className="soft">{light}</span>
  return (
    <>
      <span className={`light is-${item.light}`} title={light}>
        <span className="number">{short(step)}</span> {item.light === 'red' || item.light === 'yellow' ? light : ''}
      </span>
      {item.dueOn && item.dueOn !== step ? <div className="about number">{words.answerDue(short(item.dueOn))}</div> : null}
      {item.dueIsProvisional ? <div className="about">{words.provisional}</div> : null}
    </>
  )
}

function useInView(isChosen: boolean) {
  const line = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isChosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return line
}
