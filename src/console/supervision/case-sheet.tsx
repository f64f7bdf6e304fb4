import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { supervisionWords } from '#text/console-supervision.ts'
import type { CaseDetail, CaseSupervisionItem } from '../api-types.ts'
import { useDayText, useName, useWords } from '../language.tsx'
import '../style/supervision.css'
import { ExplainDialog } from './explain-dialog.tsx'
import { GroundText, ItemMark, StandingText } from './item-mark.tsx'
import { LetterDialog } from './letter-dialog.tsx'

type Props = { file: CaseDetail; accept: (file: CaseDetail) => void; reload: () => Promise<unknown> }
type Open = { what: 'letter' } | { what: 'explain'; item: CaseSupervisionItem }

/** Cards and letters of a case, with what this officer may do about them. */
export function SupervisionSheet({ file, accept, reload }: Props) {
  const words = useWords(supervisionWords)
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const maySend = file.allowed.includes('supervise')
  if (file.supervisionItems.length === 0 && !maySend) return null
  return (
    <section className="sheet" aria-labelledby="supervision">
      <h2 id="supervision">{words.sheet}</h2>
      {file.supervisionItems.length === 0 ? <p className="soft">{words.noItems}</p> : (
        <ul className="card-items">{file.supervisionItems.map(item => <Item key={item.n} caseId={file.id} item={item} explain={() => setOpen({ what: 'explain', item })} />)}</ul>
      )}
      <div className="act-choice">
        {maySend ? <Button onClick={() => setOpen({ what: 'letter' })}>{words.write}</Button> : null}
      </div>
      {open?.what === 'letter' ? <LetterDialog file={file} accept={accept} close={close} /> : null}
      {open?.what === 'explain' ? <ExplainDialog caseId={file.id} item={open.item} close={close} done={() => void reload()} /> : null}
    </section>
  )
}

function Item({ caseId, item, explain }: { caseId: string; item: CaseSupervisionItem; explain: () => void }) {
  const words = useWords(supervisionWords)
  const name = useName()
  const day = useDayText()
  const unit = item.unit ? name({ zh: item.unit.nameZh, en: item.unit.nameEn }) : undefined
  return (
    <li>
      <p><ItemMark item={item} /> <GroundText item={item} /></p>
      <p className="about">{day(item.on)} · {item.byUnit ? words.by(name(item.byUnit)) : words.bySystem}{unit ? ` · ${words.to(unit)}` : ''}</p>
      <p>{item.dueOn ? <>{words.due} {day(item.dueOn)} · </> : null}<StandingText item={item} day={day} /></p>
      {item.text ? <details><summary>{words.letterLabel}</summary><p className="letter-text" lang="zh-CN">{item.text}</p></details> : null}
      {item.answer ? <p className="card-answer"><span className="soft">{words.answerIs}</span> <span lang="zh-CN">{item.answer}</span></p> : null}
      <div className="act-choice">
        {item.mayExplain ? <Button size="small" type="primary" onClick={explain}>{words.explain}</Button> : null}
        {item.text ? <Link to={`/cases/${caseId}/letters/${item.n}`}>{words.printPage}</Link> : null}
      </div>
    </li>
  )
}
