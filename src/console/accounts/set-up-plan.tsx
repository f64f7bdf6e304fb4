import { Alert, Button } from 'antd'
import { useState } from 'react'
import { roleTexts } from '#text/cases.ts'
import { setUpWords } from '#text/console-set-up.ts'
import { plainDayText } from '#text/values.ts'
import type { SetUpPlan, SetUpReading } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { PersonLine } from './persons.tsx'

const mostProblems = 200
const firstShown = 60

/** Everything that is wrong, each with its cell. */
export function SetUpProblems({ problems }: { problems: SetUpReading['problems'] }) {
  const words = useWords(setUpWords)
  return (
    <div className="import import-problems" role="alert">
      <p><strong>{words.problems(problems.length)}</strong></p>
      <ol>{problems.slice(0, mostProblems).map((problem, index) => <li key={index}><code>{problem.cell ?? problem.column ?? ''}</code> {problem.message}</li>)}</ol>
      {problems.length > mostProblems ? <p className="soft">{words.more(problems.length - mostProblems)}</p> : null}
    </div>
  )
}

/** What a spreadsheet makes, changes and leaves: new units first, then the people whom something happens to. */
export function SetUpTable({ plan }: { plan: SetUpPlan }) {
  const words = useWords(setUpWords)
  const name = useName()
  const [isWhole, showAll] = useState(false)
  const units = plan.units.filter(unit => unit.isNew)
  const count = (what: SetUpPlan['posts'][number]['what']) => plan.posts.filter(post => post.what === what).length
  const posts = plan.posts.toSorted((a, b) => order[a.what] - order[b.what] || a.row - b.row)
  return (
    <>
      <p><strong>{words.counts(units.length, count('new'), count('changed'), count('left'))}</strong></p>
      {plan.isNothing ? <Alert type="info" role="status" title={words.nothing} /> : null}
      {units.length > 0 ? <details><summary>{words.newUnit} ({units.length})</summary><ul className="told set-up-units">{units.map(unit => <li key={unit.place + unit.name.zh}>{name(unit.name)} <span className="soft">{words.kinds[unit.kind]} · {unit.place}</span></li>)}</ul></details> : null}
      {plan.stationed.length > 0 ? <details><summary>{words.stationed} ({plan.stationed.length})</summary><ul className="told set-up-units">{plan.stationed.map(({ unit, above }) => <li key={unit.zh + above.zh}>{name(above)} → {name(unit)}</li>)}</ul></details> : null}
      {posts.length > 0 ? <table className="list items"><thead><tr>{[words.person, words.post, words.term].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead><tbody>{posts.slice(0, isWhole ? undefined : firstShown).map(post => <PostLine key={post.row} post={post} />)}</tbody></table> : null}
      {!isWhole && posts.length > firstShown ? <p className="soft">{words.onlyFirst(firstShown)}<Button type="link" className="in-text" onClick={() => showAll(true)}>{words.all}</Button></p> : null}
    </>
  )
}

const order = { new: 0, changed: 1, left: 2 } as const

function PostLine({ post }: { post: SetUpPlan['posts'][number] }) {
  const words = useWords(setUpWords)
  const { language } = useLanguage()
  const name = useName()
  return (
    <tr className={post.what === 'left' ? 'soft' : undefined}>
      <th scope="row"><span lang="zh-CN">{post.name}</span><span className="account-about">{words.what[post.what]} · <code>{post.username}</code></span><PersonLine of={post} /></th>
      <td data-label={words.post}>{roleTexts[language][post.role]}{post.title ? <span lang="zh-CN"> · {post.title}</span> : null}{post.isHead ? ` · ${words.head}` : ''}<span className="account-about">{name(post.unit)}</span></td>
      <td data-label={words.term}>{words.from(plainDayText(language, post.from))}{post.to ? ` ${words.to(plainDayText(language, post.to))}` : ''}</td>
    </tr>
  )
}
