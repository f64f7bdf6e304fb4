import { Modal } from 'antd'
import { useState } from 'react'
import { helpWords } from '#text/console-help.ts'
import { consoleWords } from '#text/console.ts'
import { useWords } from '../language.tsx'
import { useKeys } from './keys.ts'

const groups = ['everywhere', 'inLists', 'onCases', 'inGrids'] as const

/** `?` shows the keys over whatever is open, and nothing is left for it. */
export function KeyHelp() {
  const words = useWords(helpWords)
  const shell = useWords(consoleWords)
  const [isOpen, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <Modal open={isOpen} title={words.keysTitle} footer={null} onCancel={() => setOpen(false)} closable={{ 'aria-label': shell.close }} width={520} destroyOnHidden>
      <KeyList />
    </Modal>
  )
}

/** What every key does, by where it does it. */
export function KeyList() {
  const words = useWords(helpWords)
  return groups.map(group => (
    <div key={group} className="keys">
      <h3>{words[group]}</h3>
      <dl className="facts">
        {words.keys[group].map(({ keys, does }) => (
          <div key={keys}>
            <dt><kbd>{keys}</kbd></dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  ))
}
