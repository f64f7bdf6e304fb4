import { tiePersons, type TieRefusal } from '#actions/staff/same-person.ts'
import type { Command } from './command.ts'
import { withProgram } from './migrate.ts'

/** For accounts of two organisations, which no administrator reaches together. */
export const samePersonCommand: Command = {
  name: 'same-person',
  summary: 'say that accounts, also of two organisations, are of one person',
  usage: 'npm run cli -- same-person USERNAME USERNAME …\n\nFrom then on they count as one wherever two persons are needed, and what keeps one away keeps all. Nothing undoes it.',
  async run(usernames) {
    if (usernames.length < 2 || usernames.some(username => !/^[a-z0-9._-]{2,40}$/.test(username))) {
      console.error(samePersonCommand.usage)
      return 2
    }
    return withProgram(async ({ context, owner }) => {
      const tied = await tiePersons(context, owner, usernames)
      if (!tied.ok) {
        console.error(reasonOf(tied.refusal))
        return 1
      }
      for (const { name, role, unitZh, activeFrom, activeTo } of tied.value) console.log(`${name}  ${role}  ${unitZh}  ${activeFrom} – ${activeTo ?? ''}`)
      return 0
    })
  },
}

function reasonOf(refusal: TieRefusal): string {
  switch (refusal.code) {
    case 'unknown-username': return `no account has the user name ${refusal.usernames.join(', ')}`
    case 'one-already': return 'these accounts are of one person already'
    case 'powers-apart': return 'nobody holds two of the three powers at one time, nor one beside other work: end one of the posts first'
    case 'both-groups': return 'nobody is a custodian of both groups, at whatever time'
  }
}
