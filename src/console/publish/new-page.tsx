import { Alert, Button, Modal, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { FieldSchema } from '#rules/disclosures/field-schema.ts'
import { publishWords } from '#text/console-publish.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { Catalogue, CatalogueItem, Village } from '../api-types.ts'
import { Refused } from '../client.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists, useMe, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { PublicLink } from '../shell/public-link.tsx'
import { UnsavedGuard } from '../shell/unsaved-guard.tsx'
import { Loaded } from '../shell/waiting.tsx'
import '../style/publish.css'
import { ImportSheet } from './import-sheet.tsx'
import { useLiveCheck } from './live-check.ts'
import { titleFor } from './periods.ts'
import { PreviewDrawer } from './preview-drawer.tsx'
import { RecordForm } from './record-form.tsx'
import type { RecordValues } from './record-values.ts'
import { emptyRecord, withoutEmptyRows, withOwnTitle } from './record-values.ts'
import { schemaOf } from './schema-of.ts'
import { useSaveKey } from './save-key.ts'

/** A new record: first which village and item, then its form. */
export function NewRecordPage() {
  const shell = useWords(consoleWords)
  const catalogue = useRead('GET /api/v1/items', { query: {} }, { staleTime: 600_000 })
  const villages = useRead('GET /api/v1/villages', {}, { staleTime: 600_000 })
  useEffect(() => {
    document.title = `${shell.newRecord} · ${shell.brand}`
  }, [shell])
  return (
    <Loaded reading={catalogue}>
      {list => <Loaded reading={villages}>{places => <Choosing catalogue={list} villages={places.villages} />}</Loaded>}
    </Loaded>
  )
}

function Choosing({ catalogue, villages }: { catalogue: Catalogue; villages: readonly Village[] }) {
  const words = useWords(publishWords)
  const [villageCode, setVillage] = useState<number | undefined>(villages.length === 1 ? villages[0]?.code : undefined)
  const [search] = useSearchParams()
  // A duty on the desk leads here with its item and period.
  const asked = catalogue.items.find(known => known.slug === search.get('item') && known.hasSchema)?.slug
  const [slug, setSlug] = useState<string | undefined>(asked)
  const [isTyped, setTyped] = useState(false)
  const [waiting, setWaiting] = useState<() => void>()
  // Another item has another form, so what was typed into this one would be lost.
  const choose = (change: () => void) => (isTyped ? setWaiting(() => change) : change())
  const village = villages.find(known => known.code === villageCode)
  const item = catalogue.items.find(known => known.slug === slug)
  return (
    <>
      <div className="page-head"><h1>{words.newTitle}</h1></div>
      <section className="sheet fields">
        <div className="field">
          <Labelled id="village" label={words.village} problem={undefined}>
            <Select id="village" showSearch={{ optionFilterProp: 'label' }} placeholder={words.chooseVillage} value={villageCode ?? null} onChange={code => choose(() => setVillage(code ?? undefined))} options={villages.map(known => ({ value: known.code, label: `${known.townshipName} ${known.name}` }))} />
          </Labelled>
        </div>
        <div className="field is-wide">
          <Labelled id="item" label={words.item} problem={undefined}>
            <ItemSelect catalogue={catalogue} slug={slug} choose={next => choose(() => setSlug(next))} />
          </Labelled>
        </div>
      </section>
      {village && item ? <NewRecord key={`${village.code} ${item.slug}`} village={village} item={item} period={item.slug === asked ? search.get('period') ?? '' : ''} setTyped={setTyped} /> : null}
      <Discarding change={waiting} done={() => setWaiting(undefined)} />
    </>
  )
}

function Discarding({ change, done }: { change: (() => void) | undefined; done: () => void }) {
  const words = useWords(publishWords)
  const shell = useWords(consoleWords)
  const discard = () => {
    change?.()
    done()
  }
  return (
    <Modal open={change !== undefined} title={shell.unsavedTitle} okText={shell.stay} onOk={done} onCancel={done} cancelText={words.discardOk} cancelButtonProps={{ danger: true, onClick: discard }} width={420}>
      <p>{words.discard}</p>
    </Modal>
  )
}

/** The items by category. Those without a form come last, to be seen but not chosen. The field's id and description come from its label. */
export function ItemSelect({ catalogue, slug, choose, ...described }: { catalogue: Catalogue; slug: string | undefined; choose: (slug: string | undefined) => void }) {
  const words = useWords(publishWords)
  const name = useName()
  const group = (label: string, items: readonly CatalogueItem[]) => ({
    label,
    title: label,
    options: items.map(known => ({ value: known.slug, disabled: !known.hasSchema, label: `${known.number} ${name(known)}` })),
  })
  const listed = catalogue.items.filter(known => !known.isRetired)
  const groups = [
    ...catalogue.categories.map(category => group(name(category), listed.filter(known => known.hasSchema && known.category === category.slug))),
    group(words.noSchema, listed.filter(known => !known.hasSchema)),
  ]
  return (
    <Select
      {...described}
      id="item"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={words.chooseItem}
      value={slug ?? null}
      onChange={value => choose(value ?? undefined)}
      options={groups.filter(each => each.options.length > 0)}
    />
  )
}

type FormProps = { village: Village; item: CatalogueItem; period: string; setTyped: (isTyped: boolean) => void }

function NewRecord(props: FormProps) {
  const reading = useRead('GET /api/v1/schemas/{item}', { params: { item: props.item.slug }, query: {} }, { staleTime: 600_000 })
  return <Loaded reading={reading}>{view => <NewForm {...props} schema={schemaOf(view)} />}</Loaded>
}

function NewForm({ village, item, period, setTyped, schema }: FormProps & { schema: FieldSchema }) {
  const words = useWords(publishWords)
  const navigate = useNavigate()
  const today = useMe()?.today ?? '1900-01-01'
  const [first] = useState<RecordValues>({ ...emptyRecord, period, title: titleFor(village.name, period, item.zh) })
  const [values, setValues] = useState(first)
  const [isPreviewed, setPreviewed] = useState(false)
  const check = useLiveCheck(schema, values, today)
  const create = useAct('POST /api/v1/drafts', () => void forgetLists())
  const created = create.reply
  const isDirty = values !== first && !created
  useEffect(() => {
    setTyped(isDirty)
    return () => setTyped(false)
  }, [isDirty, setTyped])
  useEffect(() => {
    if (created) void navigate(`/drafts/${created.id}`, { replace: true })
  }, [created, navigate])
  const change = (next: RecordValues) => setValues(withOwnTitle(values, next, village.name, item.zh))
  const input = { villageCode: village.code, item: item.slug, period: values.period, title: values.title, fields: values.fields, rows: withoutEmptyRows(values.rows) }
  const save = () => create.send({ body: input })
  useSaveKey(save)
  return (
    <>
      <UnsavedGuard isDirty={isDirty} />
      <ImportSheet item={item.slug} villageCode={village.code} schema={schema} values={values} change={change} />
      <RecordForm schema={schema} cadence={item.cadence} today={today} values={values} change={change} {...check} isCorrection={false} isNew />
      <div className="save-bar">
        <CreateFailure failure={create.failure} />
        <Button type="primary" loading={create.isSending} disabled={values.period === '' || values.title.trim() === ''} onClick={save}>{words.saveDraft}</Button>
        <Button disabled={values.period === ''} onClick={() => setPreviewed(true)}>{words.preview}</Button>
        <span className="soft">{values.period === '' ? words.choosePeriodFirst : words.attachmentsFirst}</span>
      </div>
      {isPreviewed ? <PreviewDrawer input={input} schema={schema} close={() => setPreviewed(false)} /> : null}
    </>
  )
}

function CreateFailure({ failure }: { failure: Error | null }) {
  const words = useWords(publishWords)
  const text = useFailureText()
  const { language } = useLanguage()
  if (!failure) return null
  const { draftId, disclosureId, problems = [] } = failure instanceof Refused ? failure.problem : {}
  return (
    <Alert
      type="error"
      role="alert"
      title={text(failure)}
      description={
        <>
          {problems.map((problem, index) => <div key={index}>{problem.message}</div>)}
          {draftId ? <Link to={`/drafts/${draftId}`}>{words.alreadyDrafted}</Link> : null}
          {disclosureId ? <PublicLink to={`/d/${disclosureId}?lang=${language === 'en' ? 'en' : 'zh'}`}>{words.alreadyPublished}</PublicLink> : null}
        </>
      }
    />
  )
}
