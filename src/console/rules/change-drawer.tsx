import { Alert, Button, Drawer, Input } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { addDays, type PlainDate } from '#rules/calendar/plain-date.ts'
import type { RulePart } from '#rules/cases/rule-versions.ts'
import { ruleWords } from '#text/console-rules.ts'
import { useAct } from '../act.ts'
import type { CaseRules, CaseRulesChange } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { useFailureText } from '../shell/failures.ts'
import { Labelled } from '../shell/labelled.tsx'

/** What every drawer of this page is given. */
export type ChangeProps = { readonly rules: CaseRules; readonly close: () => void; readonly done: (rules: CaseRules, said: string) => void }

type Props = ChangeProps & { readonly part: RulePart; readonly set: () => Omit<CaseRulesChange, 'validFrom'>; readonly children: ReactNode }

/** A change of one part, and the day from which it is to hold: tomorrow at the earliest. */
export function ChangeDrawer({ rules, part, set, close, done, children }: Props) {
  const words = useWords(ruleWords)
  const failureText = useFailureText()
  const tomorrow = addDays(rules.today as PlainDate, 1)
  const [validFrom, setValidFrom] = useState<string>(tomorrow)
  const propose = useAct('POST /api/v1/case-rules/changes', next => done(next, words.proposed))
  const send = () => propose.send({ body: { validFrom, ...set() } })
  return (
    <Drawer open size="large" title={words.changeTitle(words.parts[part])} onClose={close} footer={<Button type="primary" loading={propose.isSending} onClick={send}>{words.propose}</Button>}>
      {propose.failure ? <Alert type="error" role="alert" title={failureText(propose.failure)} /> : null}
      <div className="fields"><div className="field"><Labelled id="rulesFrom" label={words.validFrom} problem={undefined}><Input id="rulesFrom" type="date" min={tomorrow} value={validFrom} onChange={event => setValidFrom(event.target.value)} /></Labelled></div></div>
      {children}
    </Drawer>
  )
}
