import { CannotStart } from '#platform/cannot-start.ts'
import { waysOut, type Config } from '#platform/config.ts'
import { insistOnEncrypted } from '#platform/encrypted-ways.ts'
import { loadCustodians, type Custodians } from '#platform/crypto/identity.ts'
import { loadBodyRecipients, type BodyRecipients } from '#platform/crypto/sealing.ts'
import type { Db } from '#records/database.ts'
import { findPost, hasOrganisation } from '#records/organisation.ts'
import { demonstrationBodies, officerId } from './demonstration/people.ts'

/** To whom names and confidential reports are sealed: as configured, and for trying the program out to pairs that are made in `folder`. */
export async function sealedTo(config: Config, folder: string, owner: Db): Promise<{ readonly custodians: Custodians | undefined; readonly bodies: BodyRecipients }> {
  const isTrial = await mayMakeTrialKeys(config, owner)
  return { custodians: await loadCustodians(config.vaultRecipients, folder, isTrial), bodies: await loadBodyRecipients(config.tipRecipients, folder, isTrial ? demonstrationBodies : []) }
}

/**
 * Whether trial keys may be made: what the database holds decides, not what is said. Real books are those with posts or units that are not the demonstration's. Over them
 * a start without `DEMO=0` is a start without its settings, so it insists on those by which names and reports stay closed.
 */
async function mayMakeTrialKeys(config: Config, owner: Db): Promise<boolean> {
  if (!config.demonstration) return false
  if (!await hasOrganisation(owner) || await findPost(owner, officerId.triage)) return true
  insistOnSettings(config)
  return false
}

function insistOnSettings(config: Config): void {
  const missing = [...config.vaultRecipients.length === 0 ? ['VAULT_RECIPIENTS'] : [], ...config.tipRecipients.length === 0 ? ['TIP_RECIPIENTS'] : []]
  if (missing.length > 0) throw new CannotStart(`this database holds real books and ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set: start with the settings of before, or say DEMO=0 where no names or reports are taken here`)
  if (config.allowsUnencrypted) return
  try {
    insistOnEncrypted(waysOut(config))
  } catch (cause) {
    throw new CannotStart((cause as Error).message, { cause })
  }
}
