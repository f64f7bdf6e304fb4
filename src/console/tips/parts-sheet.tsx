import { Button } from 'antd'
import { useState } from 'react'
import type { DivertedMatter, DivertedPerson, Written } from '#rules/tips/diversion.ts'
import type { SealedMatter, SealedPerson } from '#rules/tips/form.ts'
import { actionTexts } from '#text/cases.ts'
import { tipWords } from '#text/console-tips.ts'
import type { Language } from '#text/language.ts'
import type { TipDetail } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'
import { fetchPart, hashOf, openSealed, useHasKey } from './office-key.ts'

type Part = TipDetail['parts'][number]
type Opened = { readonly fields: Readonly<Record<string, string>>; readonly written?: readonly Written[] | undefined; readonly file?: { readonly name: string; readonly address: string; readonly isIdentity?: boolean }; readonly isOfThis: boolean }

/** What was reported. Each part is fetched and opened by itself, so that the record says who saw the person and who only the matter. */
export function PartsSheet({ tip }: { tip: TipDetail }) {
  const words = useWords(tipWords)
  return (
    <section className="sheet">
      <h2>{words.contents}</h2>
      {tip.parts.length === 0 ? <p>{words.gone}</p> : tip.parts.map(part => <PartView key={part.n} tip={tip} part={part} nth={tip.parts.filter(({ kind, n }) => kind === part.kind && n <= part.n).length} />)}
    </section>
  )
}

function PartView({ tip, part, nth }: { tip: TipDetail; part: Part; nth: number }) {
  const words = useWords(tipWords)
  const hasKey = useHasKey()
  const [opened, setOpened] = useState<Opened | 'failed'>()
  const { language } = useLanguage()
  const open = async () => setOpened(await openPart(tip, part, language).catch(() => 'failed' as const))
  return (
    <div className="tip-part">
      <h3>{words.parts[part.kind]} {part.kind === 'file' ? nth : ''}</h3>
      {opened === undefined || !hasKey ? <Button disabled={!hasKey} onClick={() => void open()}>{words.openPart}</Button> : opened === 'failed' ? <p role="alert" className="wrong">{words.cannotOpen}</p> : <OpenedView opened={opened} />}
    </div>
  )
}

const shownFields = ['about', 'statement', 'place', 'happened', 'wish', 'record', 'proof', 'name', 'phone'] as const

function OpenedView({ opened }: { opened: Opened }) {
  const words = useWords(tipWords)
  return (
    <>
      {opened.isOfThis ? null : <p role="alert" className="wrong">{words.exchanged}</p>}
      {opened.file?.isIdentity ? <p>{words.custodians}</p> : null}
      {opened.file ? <a href={opened.file.address} download={opened.file.name}>{words.download(opened.file.name)}</a> : (
        <dl className="facts">{shownFields.filter(name => opened.fields[name]).map(name => <div key={name}><dt>{words[name]}</dt><dd lang="zh-CN" className="said">{opened.fields[name]}</dd></div>)}</dl>
      )}
      {opened.written && opened.written.length > 0 ? <WrittenLater written={opened.written} /> : null}
    </>
  )
}

/** Of a report that came as a complaint: what either side wrote afterwards, and what the desk wrote about it. */
function WrittenLater({ written }: { written: readonly Written[] }) {
  const words = useWords(tipWords)
  const { language } = useLanguage()
  const day = useDayText()
  return (
    <>
      <h4>{words.written}</h4>
      <ol className="timeline">
        {written.map(({ on, what, words: said }, at) => (
          <li key={at}>
            <p className="soft">{day(on)} · {what === 'note' ? words.officeNote : what === 'divert' ? words.handedOver : actionTexts[language][what]}</p>
            <blockquote lang="zh-CN" className="said">{said}</blockquote>
          </li>
        ))}
      </ol>
    </>
  )
}

const identityFile = 'sealed-identity.age'

async function openPart(tip: TipDetail, part: Part, language: Language): Promise<Opened> {
  const bytes = await openSealed(await fetchPart(tip.id, part.n, language))
  if (part.kind !== 'file') {
    const { v: _, form, written, identity, ...fields } = JSON.parse(new TextDecoder().decode(bytes)) as SealedMatter & SealedPerson & Partial<Pick<DivertedMatter, 'written'> & Pick<DivertedPerson, 'identity'>>
    const isOfThis = await hashOf(form) === tip.formHash
    if (identity === undefined) return { fields, written, isOfThis }
    const address = URL.createObjectURL(new Blob([Uint8Array.from(atob(identity), letter => letter.charCodeAt(0))]))
    return { fields, file: { name: identityFile, address, isIdentity: true }, isOfThis }
  }
  const end = bytes.indexOf(10)
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as { form: string; name: string }
  const address = URL.createObjectURL(new Blob([bytes.slice(end + 1)]))
  return { fields: {}, file: { name: head.name, address }, isOfThis: await hashOf(head.form) === tip.formHash }
}
