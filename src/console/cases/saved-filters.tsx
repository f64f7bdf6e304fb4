import { Alert, Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { toolWords } from '#text/console-tools.ts'
import { consoleWords } from '#text/console.ts'
import { useAct } from '../act.ts'
import type { SavedFilter, SavedFilters } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { keepReply, useRead } from '../queries.ts'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'
import { isNarrowed, placeOf, queryOfAddress, writeListAddress, type ListAddress } from './list-address.ts'

type Asked = { readonly what: 'save' } | { readonly what: 'rename' | 'remove'; readonly filter: SavedFilter }

/** The lists this officer gave a name to, each with its count, and the one on the screen to be saved. */
export function SavedFilterBar({ address }: { address: ListAddress }) {
  const words = useWords(toolWords)
  const [asked, ask] = useState<Asked>()
  const [isManaged, setManaged] = useState(false)
  const filters = useRead('GET /api/v1/saved-filters', {}).data?.filters ?? []
  const here = placeOf({ ...address, page: 1 })
  const isSaved = filters.some(filter => placeOf(shownBy(filter)) === here)
  if (filters.length === 0 && !isNarrowed(address)) return null
  return (
    <nav className="saved-filters" aria-label={words.filters}>
      {filters.map(filter => (
        <span key={filter.id} className="saved-filter">
          <Link to={`/cases?${writeListAddress(shownBy(filter)).toString()}`} aria-current={placeOf(shownBy(filter)) === here ? 'page' : undefined}><span lang="zh-CN">{filter.name}</span> <strong>{filter.count}</strong></Link>
          {isManaged ? <Button size="small" aria-label={words.renameOf(filter.name)} onClick={() => ask({ what: 'rename', filter })}>{words.rename}</Button> : null}
          {isManaged ? <Button size="small" danger aria-label={words.removeOf(filter.name)} onClick={() => ask({ what: 'remove', filter })}>{words.remove}</Button> : null}
        </span>
      ))}
      {isNarrowed(address) && !isSaved ? <Button size="small" type="dashed" onClick={() => ask({ what: 'save' })}>{words.saveFilter}</Button> : null}
      {filters.length > 0 ? <Button size="small" type="text" aria-pressed={isManaged} onClick={() => setManaged(!isManaged)}>{words.manage}</Button> : null}
      {asked ? <FilterDialog key={asked.what} asked={asked} address={address} close={() => ask(undefined)} /> : null}
    </nav>
  )
}

/** The list a filter stands for. Where it has words, the address says whose they are and not which. */
function shownBy({ id, queue, q = '', state, village, unit, item, channel, light, sort }: SavedFilter): ListAddress {
  return { queue, q, saved: q === '' ? undefined : id, state, village, unit, item, channel, light, sort, page: 1 }
}

function FilterDialog({ asked, address, close }: { asked: Asked; address: ListAddress; close: () => void }) {
  const words = useWords(toolWords)
  const shell = useWords(consoleWords)
  const failureText = useFailureText()
  const id = useId()
  const acts = useFilterActs(close)
  const [name, setName] = useState(asked.what === 'rename' ? asked.filter.name : '')
  const act = acts[asked.what]
  const submit = () => {
    switch (asked.what) {
      case 'save': {
        const { page: _, sort = 'due', ...query } = queryOfAddress(address)
        return acts.save.send({ body: { name, sort, ...query, ...(address.q !== '' && { q: address.q }) } })
      }
      case 'rename': return acts.rename.send({ params: { id: asked.filter.id }, body: { name } })
      case 'remove': return acts.remove.send({ params: { id: asked.filter.id } })
    }
  }
  const title = asked.what === 'save' ? words.saveFilter : asked.what === 'rename' ? words.renameOf(asked.filter.name) : words.removeOf(asked.filter.name)
  return (
    <Modal open title={title} okText={asked.what === 'remove' ? words.remove : shell.save} okButtonProps={{ danger: asked.what === 'remove', disabled: asked.what !== 'remove' && name.trim() === '' }} cancelText={shell.cancel} confirmLoading={act.isSending} onOk={submit} onCancel={close} width={420}>
      {act.failure ? <Alert type="error" role="alert" title={failureText(act.failure)} /> : null}
      {asked.what === 'remove' ? <p>{words.removeText}</p> : (
        <Labelled id={id} label={words.filterName} problem={undefined}>
          <Input id={id} autoFocus maxLength={30} value={name} onChange={event => setName(event.target.value)} onPressEnter={submit} />
        </Labelled>
      )}
    </Modal>
  )
}

function useFilterActs(close: () => void) {
  const { language } = useLanguage()
  const done = (filters: SavedFilters) => {
    void keepReply('GET /api/v1/saved-filters', {}, language, filters)
    close()
  }
  return { save: useAct('POST /api/v1/saved-filters', done), rename: useAct('PUT /api/v1/saved-filters/{id}', done), remove: useAct('DELETE /api/v1/saved-filters/{id}', done) }
}
