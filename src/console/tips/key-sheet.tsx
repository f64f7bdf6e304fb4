import { Button } from 'antd'
import { useState } from 'react'
import { tipWords } from '#text/console-tips.ts'
import { useWords } from '../language.tsx'
import { forgetKey, takeKey, useHasKey } from './office-key.ts'

/** Where an inspector shows the key of the office. */
export function KeySheet({ recipients }: { recipients: readonly string[] }) {
  const words = useWords(tipWords)
  const hasKey = useHasKey()
  const [isWrong, setWrong] = useState(false)
  const take = async (file: File | undefined) => {
    if (file) setWrong(!await takeKey(file.size > 10_000 ? '' : await file.text(), recipients))
  }
  return (
    <section className="sheet">
      <h2>{words.keyTitle}</h2>
      {hasKey ? <p><strong>{words.keyReady}</strong> <Button size="small" onClick={forgetKey}>{words.keyForget}</Button></p> : (
        <p>
          <label htmlFor="office-key">{words.keyChoose}</label>{' '}
          <input id="office-key" type="file" aria-describedby="office-key-help" onChange={event => void take(event.target.files?.[0])} />
        </p>
      )}
      <p id="office-key-help" className="soft">{words.keyHelp}</p>
      {isWrong && !hasKey ? <p role="alert" className="wrong">{words.keyWrong}</p> : null}
    </section>
  )
}
