import type { PlainDate } from '#rules/calendar/plain-date.ts'
import { limitNames, type CountyCaseRules } from '#rules/cases/case-rules.ts'
import { limitBounds } from '#rules/cases/rule-bounds.ts'
import { standingOf } from '#rules/cases/rule-versions.ts'
import type { RulesProposal } from '#rules/catalogue/proposals.ts'
import { countyOf } from '#rules/divisions/division-code.ts'
import { listRefusalFor } from '#rules/policy/county-list.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listCaseRules, listCountyCaseRules } from '#records/case-rules.ts'
import { listDecidedProposals, listOpenProposals, type StoredProposal } from '#records/county-list.ts'
import { listOfficerNames } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import type * as contract from '../contract/case-rules.ts'

const mostDecided = 20

/** The rules of the officer's county: as they hold, what is coming, what is past, and what waits for a decision. */
export async function caseRulesView(context: Context, officer: Officer): Promise<contract.CaseRulesView> {
  const [today, county] = [context.clock.today(), countyOf(officer.reach.low)]
  const { limits, rejectionReasons, routes, cards } = await context.caseRules.on(county, today)
  return {
    today, mayPropose: listRefusalFor(officer) === undefined,
    limits: limitNames.map(name => ({ name, value: limits[name], ...limitBounds[name] })),
    ...structuredClone({ rejectionReasons, routes, cards }) as Pick<contract.CaseRulesView, 'rejectionReasons' | 'routes' | 'cards'>,
    versions: await versionsView(context, county, today),
    ...await proposalsView(context, officer, county),
  }
}

async function versionsView({ db }: Context, county: number, today: PlainDate): Promise<contract.CaseRulesView['versions']> {
  const { common } = await listCaseRules(db)
  const own = (await listCountyCaseRules(db, county)).map(row => ({ ...row, validFrom: row.validFrom as PlainDate, rules: { limits: {}, ...row.body as object } as CountyCaseRules }))
  const standing = common.findLast(({ validFrom }) => validFrom <= today)
  const versions: contract.CaseRulesView['versions'] = [
    ...common.map(version => ({ validFrom: version.validFrom, common: version.version, standing: version.validFrom > today ? 'coming' as const : version === standing ? 'inForce' as const : 'past' as const })),
    ...own.map(version => ({
      validFrom: version.validFrom, standing: standingOf(version, own, today), ...setView(version.rules),
      setBy: version.setBy, setAt: version.madeAt.toISOString(), ...(version.passedBy !== null && { passedBy: version.passedBy }),
    })),
  ]
  return versions.toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : one.validFrom > other.validFrom ? -1 : 0))
}

type SetView = Pick<contract.CaseRulesView['versions'][number], 'limits' | 'rejectionReasons' | 'routes' | 'cards'>

function setView({ limits, ...lists }: CountyCaseRules): SetView {
  const set = Object.entries(limits).map(([name, value]) => ({ name, value }))
  return { ...structuredClone(lists), ...(set.length > 0 && { limits: set }) } as SetView
}

async function proposalsView({ db, clock }: Context, officer: Officer, county: number): Promise<Pick<contract.CaseRulesView, 'proposals' | 'decided'>> {
  const [open, decided] = await Promise.all([listOpenProposals(db, county, ['rules']), listDecidedProposals(db, county, ['rules'], mostDecided)])
  const names = await listOfficerNames(db, [...new Set([...open, ...decided].flatMap(({ proposerId, decision }) => (decision ? [proposerId, decision.deciderId] : [proposerId])))])
  const view = ({ id, proposal: { slug, validFrom, rules }, proposerId, proposedAt, decision }: StoredProposal<RulesProposal>) => ({
    id, part: slug, validFrom, ...setView(rules), proposedByName: names.get(proposerId) ?? '', proposedAt: proposedAt.toISOString(),
    isOwn: proposerId === officer.id, isTooLate: !decision && validFrom <= clock.today(),
    ...(decision && { decision: { outcome: decision.outcome, byName: names.get(decision.deciderId) ?? '', at: decision.decidedAt.toISOString(), note: decision.note } }),
  })
  return { proposals: open.map(view), decided: decided.map(view) }
}
