import { useEffect, useState } from 'react'
import { presence } from '#rules/cases/presence.ts'
import { toolWords } from '#text/console-tools.ts'
import type { Presence } from '../api-types.ts'
import { call } from '../client.ts'
import { useLanguage, useWords } from '../language.tsx'

/** Who else has the case open or is writing on it now: said before two people do the same work. */
export function PresenceLine({ id }: { id: string }) {
  const words = useWords(toolWords)
  const others = usePresence(id)
  const namesOf = (doing: 'open' | 'writing') => others.filter(other => other.doing === doing).map(other => other.name).join('、')
  const [writing, open] = [namesOf('writing'), namesOf('open')]
  return (
    <div role="status" className="presence">
      {writing ? <p className="warned">{words.writing(writing)}</p> : null}
      {open ? <p className="soft">{words.alsoOpen(open)}</p> : null}
    </div>
  )
}

/** Gives a sign while the page is looked at, and says whether anything was typed since the last one. */
function usePresence(id: string): Presence['others'] {
  const { language } = useLanguage()
  const [others, setOthers] = useState<Presence['others']>([])
  useEffect(() => {
    let isWriting = false
    let isKnownToWrite = false
    const typed = (event: Event) => {
      if (isWriting || !(event.target instanceof HTMLElement) || !event.target.closest('.act-form')) return
      isWriting = true
      // The first key is told at once: that is when a colleague must not begin too.
      if (!isKnownToWrite) sign()
    }
    const sign = () => {
      if (document.visibilityState !== 'visible') return
      const body = { isWriting }
      isKnownToWrite = isWriting
      isWriting = false
      // Nobody depends on it: a sign that is lost is followed by the next.
      call('POST /api/v1/cases/{id}/presence', { params: { id }, body }, { language }).then(answer => setOthers(answer.others), () => setOthers([]))
    }
    sign()
    const timer = setInterval(sign, presence.every * 1000)
    document.addEventListener('input', typed)
    document.addEventListener('visibilitychange', sign)
    return () => {
      clearInterval(timer)
      document.removeEventListener('input', typed)
      document.removeEventListener('visibilitychange', sign)
    }
  }, [id, language])
  return others
}
