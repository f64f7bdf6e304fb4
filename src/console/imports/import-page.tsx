import { Alert, Button, Input, Progress, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { importWords } from '#text/console-imports.ts'
import { publishWords } from '#text/console-publish.ts'
import { consoleWords } from '#text/console.ts'
import type { Catalogue, CatalogueItem, Village } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { ItemSelect } from '../publish/new-page.tsx'
import { useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/publish.css'
import { Checked } from './checked.tsx'
import { useSending, type Target } from './sending.ts'

/** Importing a table in steps: choose, send, check and correct, make drafts. */
export function ImportPage() {
  const shell = useWords(consoleWords)
  const catalogue = useRead('GET /api/v1/items', { query: {} }, { staleTime: 600_000 })
  const villages = useRead('GET /api/v1/villages', {}, { staleTime: 600_000 })
  useEffect(() => {
    document.title = `${shell.importFile} · ${shell.brand}`
  }, [shell])
  return <Loaded reading={catalogue}>{list => <Loaded reading={villages}>{places => <Choosing catalogue={list} villages={places.villages} />}</Loaded>}</Loaded>
}

// Of several villages, the rows say which; a clerk of one village has nothing to choose.
const everyVillage = 0

function Choosing({ catalogue, villages }: { catalogue: Catalogue; villages: readonly Village[] }) {
  const words = useWords(importWords)
  const publish = useWords(publishWords)
  const [place, setPlace] = useState(villages.length === 1 ? villages[0]?.code ?? everyVillage : everyVillage)
  const [slug, setSlug] = useState<string>()
  const item = catalogue.items.find(known => known.slug === slug)
  const options = [...(villages.length > 1 ? [{ value: everyVillage, label: words.allVillages }] : []), ...villages.map(known => ({ value: known.code, label: known.name }))]
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1></div>
      <p className="soft">{words.intro}</p>
      <section className="sheet fields">
        <div className="field">
          <Labelled id="place" label={words.forVillage} problem={undefined}>
            <Select id="place" showSearch={{ optionFilterProp: 'label' }} value={place} onChange={setPlace} options={options} />
          </Labelled>
        </div>
        <div className="field is-wide">
          <Labelled id="item" label={publish.item} problem={undefined}>
            <ItemSelect catalogue={catalogue} slug={slug} choose={setSlug} />
          </Labelled>
        </div>
      </section>
      {item ? <Giving key={`${place} ${item.slug}`} item={item} villageCode={place === everyVillage ? undefined : place} /> : null}
    </>
  )
}

function Giving({ item, villageCode }: { item: CatalogueItem; villageCode: number | undefined }) {
  const words = useWords(importWords)
  const text = useFailureText()
  const sending = useSending()
  const target: Target = { item: item.slug, villageCode }
  return (
    <>
      <section className="sheet import">
        <ChooseFile isSending={sending.isSending} take={file => void sending.send(target, file.name.slice(0, 200), file)} />
        {' '}<a href={`/api/v1/items/${item.slug}/template.xlsx`} download>{words.template} (XLSX)</a> <a href={`/api/v1/items/${item.slug}/template.csv`} download>CSV</a>
        <p className="soft">{words.fileHint}</p>
        <Paste isSending={sending.isSending} take={pasted => void sending.send(target, 'pasted', new Blob([pasted]))} />
        {sending.isSending ? <Progress percent={Math.round(sending.sent * 100)} aria-label={words.sending(Math.round(sending.sent * 100))} /> : null}
        {sending.failure ? <Alert type="error" role="alert" title={text(sending.failure)} /> : null}
      </section>
      {sending.upload ? <Checked key={sending.upload.id} id={sending.upload.id} item={item} /> : null}
    </>
  )
}

function ChooseFile({ isSending, take }: { isSending: boolean; take: (file: File) => void }) {
  const words = useWords(importWords)
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={chooser} type="file" hidden accept=".csv,.xlsx,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={event => {
          const file = event.target.files?.[0]
          // The same file may be chosen again, after it was put right or after a break.
          event.target.value = ''
          if (file) take(file)
        }}
      />
      <Button type="primary" loading={isSending} onClick={() => chooser.current?.click()}>{words.chooseFile}</Button>
    </>
  )
}

function Paste({ isSending, take }: { isSending: boolean; take: (pasted: string) => void }) {
  const words = useWords(importWords)
  const [pasted, setPasted] = useState('')
  return (
    <details>
      <summary>{words.orPaste}</summary>
      <Input.TextArea
        aria-label={words.pasteHint} placeholder={words.pasteHint} rows={5} value={pasted} onChange={event => setPasted(event.target.value)}
        onPaste={event => {
          // The HTML of the clipboard knows merged cells, which its text has lost.
          const html = event.clipboardData.getData('text/html')
          if (!/<table/iu.test(html)) return
          event.preventDefault()
          take(html)
        }}
      />
      <Button loading={isSending} disabled={pasted.trim() === ''} onClick={() => take(pasted)}>{words.readPaste}</Button>
    </details>
  )
}
