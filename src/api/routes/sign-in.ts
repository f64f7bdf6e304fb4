import type { FastifyInstance } from 'fastify'
import type { SignInRules } from '#rules/policy/sign-in.ts'
import { done, type Context } from '#actions/context.ts'
import { getDivision } from '#records/divisions.ts'
import { getOfficer, listUnitsById } from '#records/officers.ts'
import { lentTo } from '#actions/staff/deputies.ts'
import { offersPasskeys } from '#actions/staff/passkeys.ts'
import { addRoute } from '../answer.ts'
import * as contract from '../contract/sign-in.ts'
import { officerOf, owedFirst, ownPostOf, sessionOf } from '../staff-gate.ts'
import { unitView } from '../views/units.ts'

/** An account that a demonstration offers to everybody. */
export type OfferedAccount = { readonly username: string; readonly password: string; readonly officerId: string }

type Addresses = { readonly publicUrl: string; readonly staffUrl: string }
type Offered = Addresses & { readonly demonstration: boolean; readonly staffOpenId?: object | undefined; readonly demonstrationAccounts?: readonly OfferedAccount[] }

/** What the sign-in page must know. Outside a demonstration that is nothing. */
export function addSignInPage(api: FastifyInstance, context: Context, { demonstration, publicUrl, staffUrl, staffOpenId, demonstrationAccounts: offered = [] }: Offered): void {
  const offersOther = { demonstration, ...residentsElsewhere({ publicUrl, staffUrl }), offersPasskeys: offersPasskeys({ staffUrl }), offersProvider: staffOpenId !== undefined }
  addRoute(api, contract.signInPage, async () => {
    if (!demonstration) return done({ ...offersOther, accounts: [] })
    const accounts = []
    for (const { username, password, officerId } of offered) {
      const { name, role, unitId } = await getOfficer(context.db, officerId)
      const unit = (await listUnitsById(context.db, [unitId])).get(unitId)!
      accounts.push({ username, password, name, role, unitZh: unit.nameZh, unitEn: unit.nameEn })
    }
    return done({ ...offersOther, accounts })
  })
}

/** Where residents’ pages are, if not beside the console. */
function residentsElsewhere({ publicUrl, staffUrl }: Addresses): { residentsAt?: string } {
  return staffUrl === publicUrl ? {} : { residentsAt: publicUrl }
}

type About = Addresses & { readonly demonstration: boolean }

/** Who is signed in, and in which post. */
export function addMe(staff: FastifyInstance, context: Context, rules: SignInRules, { demonstration, publicUrl, staffUrl }: About): void {
  addRoute(staff, contract.getMe, async ({ request }) => {
    const officer = officerOf(request)
    const unit = (await listUnitsById(context.db, [officer.unitId])).get(officer.unitId)!
    const { code, name } = await getDivision(context.db, unit.divisionCode)
    const own = ownPostOf(request)
    const lent = await lentTo(context, own)
    const acting = lent.find(({ id }) => id === officer.standsInFor?.deputyshipId)
    const owed = await owedFirst(context, rules, sessionOf(request), [own, officer])
    return done({ officer: { id: officer.id, name: officer.name, role: officer.role, unit: unitView(unit), division: { code, name } }, lent, ...(acting && { standsInFor: { name: acting.name, to: acting.to } }), today: context.clock.today(), demonstration, takesNames: context.custodians !== undefined, ...residentsElsewhere({ publicUrl, staffUrl }), ...(owed && { owed }) })
  })
}
