import { Button, Select } from 'antd'
import { useEffect } from 'react'
import { Link, useSearchParams } from 'react-router'
import { letterNumberText, supervisionWords } from '#text/console-supervision.ts'
import { consoleWords } from '#text/console.ts'
import type { LetterLine, LetterRegister } from '../api-types.ts'
import { useName, useShortDay, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import '../style/rules.css'
import '../style/supervision.css'
import { Loaded } from '../shell/waiting.tsx'
import { StandingText } from './item-mark.tsx'

/** The register of the supervision letters of a year: to read, to print on A4, and as a table. */
export function RegisterPage() {
  const words = useWords(supervisionWords)
  const shell = useWords(consoleWords)
  const [search, setSearch] = useSearchParams()
  const asked = Number(search.get('year')) || undefined
  const reading = useRead('GET /api/v1/supervision/letters', { query: asked ? { year: asked } : {} }, { keepPrevious: true })
  const year = asked ?? reading.data?.year
  useEffect(() => {
    document.title = `${words.register} · ${shell.brand}`
  }, [words, shell])
  return (
    <>
      <div className="page-head">
        <h1>{year === undefined ? words.register : words.registerOf(year)}</h1>
        <div className="page-acts not-printed">
          {year === undefined ? null : <a href={`/api/v1/supervision/letters.csv?year=${year}`} download>{words.csv}</a>}
          <Button onClick={() => window.print()}>{words.print}</Button>
        </div>
      </div>
      <p className="soft not-printed">{words.registerLead}</p>
      <Loaded reading={reading}>{register => <Register register={register} choose={next => setSearch({ year: String(next) })} />}</Loaded>
    </>
  )
}

function Register({ register, choose }: { register: LetterRegister; choose: (year: number) => void }) {
  const words = useWords(supervisionWords)
  const shell = useWords(consoleWords)
  const thisYear = Number(register.today.slice(0, 4))
  return (
    <>
      <div className="filters not-printed">
        <Select aria-label={words.year} value={register.year} onChange={choose} options={Array.from({ length: 5 }, (_, back) => ({ value: thisYear - back, label: words.yearText(thisYear - back) }))} />
        <span className="soft">{shell.total(register.letters.length)}</span>
      </div>
      {register.letters.length === 0 ? <div className="empty"><p>{words.noLetters}</p></div> : (
        <table className="list is-register">
          <thead><tr>{[words.number, words.given, words.unit, words.place, words.due, words.state].map(head => <th key={head} scope="col">{head}</th>)}</tr></thead>
          <tbody>{register.letters.map(letter => <RegisterLine key={`${letter.caseId} ${letter.n}`} letter={letter} register={register} />)}</tbody>
        </table>
      )}
    </>
  )
}

function RegisterLine({ letter, register }: { letter: LetterLine; register: LetterRegister }) {
  const words = useWords(supervisionWords)
  const name = useName()
  const short = useShortDay(register.today)
  const number = <span lang="zh-CN">{letterNumberText(register.year, letter.number)}</span>
  return (
    <tr>
      <th scope="row" className="unbroken">{letter.isCaseSeen ? <Link to={`/cases/${letter.caseId}`}>{number}</Link> : number}</th>
      <td className="tight number" data-label={words.given}>{short(letter.on)}</td>
      <td data-label={words.unit}>{letter.unit ? name({ zh: letter.unit.nameZh, en: letter.unit.nameEn }) : ''}</td>
      <td data-label={words.place}><span lang="zh-CN">{letter.townshipName} {letter.villageName}</span>{letter.item ? <span className="about">{name(letter.item)}</span> : null}</td>
      <td className="tight number" data-label={words.due}>{letter.dueOn ? short(letter.dueOn) : '—'}</td>
      <td className="tight" data-label={words.state}><StandingText item={{ kind: 'letter', ...letter }} day={short} /></td>
    </tr>
  )
}
