import { securityWords } from '#text/console-security.ts'
import type { AccountSecurity } from '../api-types.ts'
import { useInstantText, useWords } from '../language.tsx'

/** What was tried on the account, and what changed of it. */
export function NoticesSection({ security }: { security: AccountSecurity }) {
  const words = useWords(securityWords)
  const instant = useInstantText()
  return (
    <section className="sheet account">
      <h2>{words.noticesTitle}</h2>
      <p className="soft">{words.noticesLead}</p>
      {security.notices.length === 0 ? <p>{words.noticesNone}</p> : (
        <ul className="account-notices">
          {security.notices.map(({ kind, at, times }) => <li key={`${kind} ${at}`}><time dateTime={at}>{instant(at)}</time> <span>{words.notice[kind](times)}</span></li>)}
        </ul>
      )}
    </section>
  )
}
