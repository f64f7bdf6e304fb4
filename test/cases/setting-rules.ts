import type { PlainDate } from '#rules/calendar/plain-date.ts'
import type { CountyCaseRules } from '#rules/cases/case-rules.ts'
import { partOf } from '#rules/cases/rule-versions.ts'
import { decideProposal, proposeForList } from '#actions/county-list.ts'
import type { World } from '#test/world.ts'

/** Rules for cases of the county: proposed by one officer of its desk, and passed by the other unless that was refused. */
export async function setRules(world: World, validFrom: string, asked: object, as = world.officerId.triage) {
  const rules = { limits: {}, ...asked } as CountyCaseRules
  const proposed = await proposeForList(world.context, await world.officer(as), { kind: 'rules', slug: partOf(rules) ?? 'limits', validFrom: validFrom as PlainDate, rules })
  return proposed.ok ? decideProposal(world.context, await world.officer(world.officerId.secondTriage), proposed.value.id, { outcome: 'passed', note: '' }) : proposed
}
