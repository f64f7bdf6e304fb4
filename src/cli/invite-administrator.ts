import { levelOf, toDivisionCode } from '#rules/divisions/division-code.ts'
import { administratorRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { readConfig } from '#platform/config.ts'
import { findDivision } from '#records/divisions.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** The first administrators, and later ones where no two are left to ask and grant. */
export const inviteAdministratorCommand: Command = {
  name: 'invite-administrator',
  summary: 'make the account of an administrator and print its invitation code, once',
  usage: `npm run cli -- invite-administrator ROLE PLACE USERNAME NAME\n\nROLE: ${administratorRoles.join(', ')}    PLACE: the 12-digit code of the county, or of the city for the units of the city itself\nThe same USERNAME again: another code, for an administrator who lost password or authenticator.`,
  async run([role = '', place = '', username = '', name = '']) {
    const code = toDivisionCode(place)
    if (!(administratorRoles as readonly string[]).includes(role) || code === undefined || !['county', 'city'].includes(levelOf(code)) || !/^[a-z0-9._-]{2,40}$/.test(username) || name.trim() === '') {
      console.error(inviteAdministratorCommand.usage)
      return 2
    }
    return withProgram(async ({ context, owner }) => {
      const there = await findDivision(context.db, code)
      if (!there || there.validTo !== null) {
        console.error(`there is no place ${place}: load its divisions first (npm run cli -- load-divisions)`)
        return 1
      }
      const invited = await inviteAdministrator(context, owner, { role: role as OfficerRole, place: code, username, name: name.trim() })
      if (!invited.ok) {
        console.error({ 'username-used': `another post or invitation has the user name ${username}` }[invited.refusal.code])
        return 1
      }
      console.log(`user name    ${username}\nfirst half   ${invited.value.first}\nsecond half  ${invited.value.second}\n\nOpen ${readConfig(process.env, []).staffUrl}/console/invitation within seven days and choose a password. The code is shown this once.`)
      return 0
    })
  },
}
