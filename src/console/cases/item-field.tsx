import { Select } from 'antd'
import { useId } from 'react'
import { actWords } from '#text/console-acts.ts'
import { useName, useWords } from '../language.tsx'
import { useRead } from '../queries.ts'
import { Labelled } from '../shell/labelled.tsx'

type Props = { village: number; value: string | undefined; choose: (item: string | undefined) => void; isFrozen?: boolean; without?: string | undefined; label: string; problem: string | undefined; hint?: string | undefined }

/** One item out of the list of the village's county, by category. What was chosen before stays readable when it has left the list. */
export function ItemField({ village, value, choose, isFrozen = false, without, label, problem, hint }: Props) {
  const words = useWords(actWords)
  const id = useId()
  return (
    <Labelled id={id} label={label} problem={problem} hint={hint}>
      <Select
        id={id} disabled={isFrozen || village === 0} placeholder={words.choose} allowClear showSearch={{ optionFilterProp: 'label' }} value={value ?? null} onChange={item => choose(item ?? undefined)}
        options={useItems(village, value).map(group => ({ ...group, options: group.options.filter(option => option.value !== without) })).filter(group => group.options.length > 0)}
      />
    </Labelled>
  )
}

function useItems(village: number, value: string | undefined) {
  const name = useName()
  const list = useRead('GET /api/v1/items', { query: { village } }, { staleTime: 600_000, enabled: village !== 0 }).data
  return (list?.categories ?? []).map(category => ({
    label: name(category), title: name(category),
    options: list!.items.filter(item => item.category === category.slug && (!item.isRetired || item.slug === value)).map(item => ({ value: item.slug, label: `${item.number} ${name(item)}` })),
  }))
}
