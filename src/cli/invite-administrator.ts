import { countyOf } from '#rules/divisions/division-code.ts'
import { administratorRoles, type OfficerRole } from '#rules/policy/officer.ts'
import { readConfig } from '#platform/config.ts'
import { listPlacesOfCounty } from '#records/divisions.ts'
import { inviteAdministrator } from '#actions/staff/first-administrator.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** The first administrators, and later ones where no two are left to ask and grant. */
export const inviteAdministratorCommand: Command = {
  name: 'invite-administrator',
  summary: 'make the account of an administrator and print its invitation code, once',
  usage: `npm run cli -- invite-administrator ROLE COUNTY USERNAME NAME\n\nROLE: ${administratorRoles.join(', ')}    COUNTY: its 12-digit code\nThe same USERNAME again: another code, for an administrator who lost password or authenticator.`,
  async run([role = '', county = '', username = '', name = '']) {
    const code = Number(county)
    if (!(administratorRoles as readonly string[]).includes(role) || !/^\d{12}$/.test(county) || countyOf(code) !== code || !/^[a-z0-9._-]{2,40}$/.test(username) || name.trim() === '') {
      console.error(inviteAdministratorCommand.usage)
      return 2
    }
    return withProgram(async ({ context, owner }) => {
      if ((await listPlacesOfCounty(context.db, code)).length === 0) {
        console.error(`there is no place in ${county}: load its divisions first (npm run cli -- load-divisions)`)
        return 1
      }
      const invited = await inviteAdministrator(context, owner, { role: role as OfficerRole, county: code, username, name: name.trim() })
      if (!invited.ok) {
        console.error({ 'username-used': `another post or invitation has the user name ${username}` }[invited.refusal.code])
        return 1
      }
      console.log(`user name    ${username}\nfirst half   ${invited.value.first}\nsecond half  ${invited.value.second}\n\nOpen ${readConfig(process.env, []).staffUrl}/console/invitation within seven days and choose a password. The code is shown this once.`)
      return 0
    })
  },
}
