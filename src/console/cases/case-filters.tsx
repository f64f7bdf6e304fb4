import type { InputRef } from 'antd'
import { Select } from 'antd'
import { useCallback } from 'react'
import { lights } from '#rules/cases/limits.ts'
import { channels } from '#rules/intake/channels.ts'
import { lightTexts } from '#text/cases.ts'
import { caseWords } from '#text/console-cases.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { channelTexts } from '#text/intake.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { useMe, useRead } from '../queries.ts'
import { SearchBox } from '../shell/search-box.tsx'
import type { ListAddress, Narrowed } from './list-address.ts'

type Props = { address: ListAddress; change: (part: Partial<ListAddress>) => void; searchBox: React.RefObject<InputRef | null> }

/** What narrows a queue: words, where it stands, whose it is, what it is about, how it came. */
export function CaseFilters({ address, change, searchBox }: Props) {
  const words = useWords(caseWords)
  const find = useCallback((q: string) => change({ q: q.trim() }), [change])
  const choices = useChoices()
  return (
    <div className="filters" role="search">
      <SearchBox ref={searchBox} value={address.q} search={find} label={useMe()?.officer.role === 'triage' ? words.searchByNumber : words.searchCases} />
      {choices.map(({ key, label, any, options }) => (
        <Select
          key={key} aria-label={label} style={{ minWidth: 128 }} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} value={String(address[key] ?? '')}
          onChange={value => change({ [key]: value === '' ? undefined : key === 'village' ? Number(value) : value })}
          options={[{ value: '', label: any }, ...options]}
        />
      ))}
      <span className="soft key-hint">{words.keyHint}</span>
    </div>
  )
}

type Option = { value: string; label: string }
type Choice = { key: keyof Narrowed; label: string; any: string; options: readonly Option[] }

function useChoices(): Choice[] {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const name = useName()
  // A unit that answers has the cases of one unit.
  const seesUnits = useMe()?.officer.role !== 'handler'
  const villages = useRead('GET /api/v1/villages', {}, { staleTime: 600_000 }).data?.villages ?? []
  const units = useRead('GET /api/v1/units', { query: {} }, { staleTime: 600_000, enabled: seesUnits }).data?.units ?? []
  const items = useRead('GET /api/v1/items', { query: {} }, { staleTime: 600_000 }).data?.items ?? []
  const answering = units.filter(({ kind }) => kind === 'responsible' || kind === 'township')
  return [
    { key: 'state', label: words.filterState, any: words.anyState, options: Object.entries(staffStateTexts[language]).map(([value, label]) => ({ value, label })) },
    { key: 'light', label: words.filterLight, any: words.anyLight, options: lights.map(value => ({ value, label: lightTexts[language][value] })) },
    { key: 'village', label: words.filterVillage, any: words.anyVillage, options: villages.map(village => ({ value: String(village.code), label: `${village.townshipName} ${village.name}` })) },
    ...(seesUnits ? [{ key: 'unit' as const, label: words.filterUnit, any: words.anyUnit, options: answering.map(({ id, nameZh, nameEn }) => ({ value: id, label: name({ zh: nameZh, en: nameEn }) })) }] : []),
    { key: 'item', label: words.filterItem, any: words.anyItem, options: items.map(item => ({ value: item.slug, label: `${item.number} ${name(item)}` })) },
    { key: 'channel', label: words.filterChannel, any: words.anyChannel, options: channels.map(value => ({ value, label: channelTexts[language][value] })) },
  ]
}
