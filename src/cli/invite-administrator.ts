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
  usage: `npm run cli -- invite-administrator ROLE PLACE USERNAME NAME [--same-as=USERNAME | --other-person=REASON]\n\nROLE: ${administratorRoles.join(', ')}    PLACE: the 12-digit code of the county, or of the city for the units of the city itself\nThe same USERNAME again: another code, for an administrator who lost password or authenticator.\nSomebody of this NAME has or had a post there: --same-as says by which user name it is the same person, --other-person why it is another.`,
  async run(given) {
    const [role = '', place = '', username = '', name = ''] = given.filter(word => !word.startsWith('--'))
    const [sameAs, otherPerson] = ['--same-as=', '--other-person='].map(flag => given.find(word => word.startsWith(flag))?.slice(flag.length))
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
      const invited = await inviteAdministrator(context, owner, { role: role as OfficerRole, place: code, username, name: name.trim(), person: { sameAs, otherPerson } })
      if (!invited.ok) {
        console.error(reasons(username, name)[invited.refusal.code])
        return 1
      }
      console.log(`user name    ${username}\nfirst half   ${invited.value.first}\nsecond half  ${invited.value.second}\n\nOpen ${readConfig(process.env, []).staffUrl}/console/invitation within seven days and choose a password. The code is shown this once.`)
      return 0
    })
  },
}

const reasons = (username: string, name: string) => ({
  'username-used': `another post or invitation has the user name ${username}`,
  'powers-apart': `nobody holds two of the three powers, nor one beside other work: ${name} is in office here already. Name somebody else, or end that post first`,
  'namesakes': `somebody named ${name} has or had a post here: say whether it is the same person, with --same-as=USERNAME of that post, or another, with --other-person=REASON`,
  'person-unknown': 'no post here has the user name of --same-as',
  'person-reason': '--other-person wants a reason of four characters at least',
})
