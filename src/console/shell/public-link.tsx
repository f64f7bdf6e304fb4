import type { ReactNode } from 'react'
import { useMe } from '../queries.ts'

/** A link to a page that everybody may read: in a window of its own, and at the residents' host where the console has another. */
export function PublicLink({ to, children, ...shown }: { to: string; children: ReactNode; className?: string; title?: string; lang?: string }) {
  return <a href={`${useMe()?.residentsAt ?? ''}${to}`} target="_blank" rel="noreferrer" {...shown}>{children}</a>
}
