import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import { ruleParts, type RulePart } from '#rules/cases/rule-versions.ts'
import { ruleWords } from '#text/console-rules.ts'
import { consoleWords } from '#text/console.ts'
import type { CaseRules } from '../api-types.ts'
import { useLanguage, useWords } from '../language.tsx'
import { keepReply, useRead } from '../queries.ts'
import { Loaded } from '../shell/waiting.tsx'
import '../style/list.css'
import '../style/publish.css'
import '../style/rules.css'
import { CardsDrawer } from './cards-drawer.tsx'
import { CardTable } from './card-table.tsx'
import { LimitTable } from './limit-table.tsx'
import { LimitsDrawer } from './limits-drawer.tsx'
import { RulesProposals } from './proposals.tsx'
import { ReasonTable, RouteTable } from './told-tables.tsx'
import { ReasonsDrawer, RoutesDrawer } from './told-drawers.tsx'
import { Versions } from './versions.tsx'

/** What holds for the cases of the county, what is coming and what is past, and how it is changed. */
export function RulesPage() {
  const words = useWords(ruleWords)
  const shell = useWords(consoleWords)
  const reading = useRead('GET /api/v1/case-rules', {}, { staleTime: 0 })
  useEffect(() => {
    document.title = `${words.title} · ${shell.brand}`
  }, [words, shell])
  return <Loaded reading={reading}>{rules => <Rules rules={rules} />}</Loaded>
}

const tables = { limits: LimitTable, reasons: ReasonTable, routes: RouteTable, cards: CardTable } satisfies Record<RulePart, unknown>
const drawers = { limits: LimitsDrawer, reasons: ReasonsDrawer, routes: RoutesDrawer, cards: CardsDrawer } satisfies Record<RulePart, unknown>

function Rules({ rules }: { rules: CaseRules }) {
  const words = useWords(ruleWords)
  const [changing, change] = useState<RulePart>()
  const [said, say] = useState<string>()
  const { language } = useLanguage()
  const done = (next: CaseRules, what: string) => {
    void keepReply('GET /api/v1/case-rules', {}, language, next)
    change(undefined)
    say(what)
  }
  const Changing = changing && drawers[changing]
  return (
    <>
      <div className="page-head"><h1>{words.title}</h1><span className="soft">{words.lead}</span></div>
      {said === undefined ? null : <Alert type="success" role="status" title={said} closable={{ onClose: () => say(undefined) }} />}
      <RulesProposals rules={rules} done={done} />
      {ruleParts.map(part => {
        const Table = tables[part]
        return (
          <section key={part} className="item-category" aria-labelledby={`rules-${part}`}>
            <div className="rules-head">
              <h2 id={`rules-${part}`}>{words.parts[part]}</h2>
              {rules.mayPropose ? <Button size="small" aria-label={words.changeTitle(words.parts[part])} onClick={() => change(part)}>{words.change}</Button> : null}
            </div>
            <p className="soft">{words.partLeads[part]}</p>
            <Table rules={rules} />
          </section>
        )
      })}
      <Versions rules={rules} />
      {Changing ? <Changing rules={rules} close={() => change(undefined)} done={done} /> : null}
    </>
  )
}
