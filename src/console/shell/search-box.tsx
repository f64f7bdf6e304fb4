import { Input } from 'antd'
import type { InputRef } from 'antd'
import type { RefObject } from 'react'
import { useEffect, useState } from 'react'

/** A search field that waits until typing pauses. `ref` lets the key `/` reach it. */
export function SearchBox({ value, search, label, ref }: { value: string; search: (text: string) => void; label: string; ref?: RefObject<InputRef | null> }) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => search(typed), 350)
    return () => clearTimeout(timer)
  }, [typed, value, search])
  return (
    <Input
      {...(ref ? { ref } : {})}
      type="search"
      allowClear
      aria-label={label}
      placeholder={label}
      maxLength={100}
      value={typed}
      onChange={event => setTyped(event.target.value)}
      onPressEnter={() => search(typed)}
      onKeyDown={event => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
