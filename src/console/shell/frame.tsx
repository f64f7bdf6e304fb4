import { lazy, Suspense, useEffect, useState } from 'react'
import { Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router'
import { consoleWords } from '#text/console.ts'
import { onSignedOut } from '../client.ts'
import { useWords } from '../language.tsx'
import { queryClient, useRead } from '../queries.ts'
import '../style/case.css'
import '../style/frame.css'
import '../style/pages.css'
import '../style/tools.css'
import { ActingBanner } from '../deputies/post-switch.tsx'
import { StepUp } from '../security/step-up.tsx'
import { forgetWords } from './kept-words.ts'
import { KeyHelp } from './key-help.tsx'
import { Navigation } from './navigation.tsx'
import { Loaded } from './waiting.tsx'

const SecurityPage = lazy(async () => ({ default: (await import('../security/page.tsx')).SecurityPage }))

/** The frame around every screen after sign-in: who one is, the queues with their counts, and the way out. */
export function Frame() {
  const words = useWords(consoleWords)
  const me = useRead('GET /api/v1/me', {}, { staleTime: 300_000 })
  const [isOpen, setOpen] = useState(false)
  useWayToSignIn()
  const { pathname, search } = useLocation()
  useEffect(() => setOpen(false), [pathname, search])
  return (
    <div className="frame">
      <a className="skip" href="#main">{words.skip}</a>
      <ScrollRestoration />
      <KeyHelp />
      <StepUp />
      <Loaded reading={me}>
        {who => (
          <>
            <button type="button" className="rail-toggle" aria-expanded={isOpen} aria-controls="rail" onClick={() => setOpen(!isOpen)}>
              <span className="seal" aria-hidden="true">督</span> {words.menu}
            </button>
            <Navigation me={who} isOpen={isOpen} signOut={() => void signOut()} />
            <main id="main" tabIndex={-1}>
              {who.demonstration ? <p className="demonstration">{words.demonstration}</p> : null}
              <ActingBanner me={who} />
              {/* What the account owes comes before everything else. */}
              {who.owed ? <Suspense fallback={null}><SecurityPage /></Suspense> : <Outlet />}
            </main>
          </>
        )}
      </Loaded>
    </div>
  )

  async function signOut() {
    await fetch('/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).catch(() => undefined)
    // Nothing of one officer may stay in the memory of a shared computer.
    queryClient.clear()
    location.assign('/console/sign-in')
  }
}

/** When the session is over, sign-in opens and afterwards the page one was on. */
function useWayToSignIn() {
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  useEffect(() => {
    onSignedOut.tell = () => {
      // Whoever was never signed in has no session that could have ended.
      const wasIn = queryClient.getQueriesData({ queryKey: ['GET /api/v1/me'] }).some(([, me]) => me !== undefined)
      void navigate(`/sign-in?next=${encodeURIComponent(pathname + search)}${wasIn ? '&ended=1' : ''}`, { replace: true })
      // What was read in the session that ended must not wait for whoever signs in next.
      queryClient.clear()
      forgetWords()
    }
    return () => {
      onSignedOut.tell = () => undefined
    }
  }, [navigate, pathname, search])
}
