import QRCode from 'qrcode'
import type { Config } from '#platform/config.ts'
import { shortCodeOf } from '#rules/divisions/short-code.ts'
import type { DemonstrationAccount } from './demonstration/people.ts'

/** Says where everything is: the addresses, the demonstration accounts, and a village's QR code to scan from the screen. */
export async function printWelcome(config: Config, accounts: readonly DemonstrationAccount[]): Promise<void> {
  const { publicUrl, staffUrl } = config
  console.log(`\nyidiantong · 一点通\n\n  residents      ${publicUrl}/\n  staff console  ${staffUrl}/console/\n  data folder    ${config.dataFolder}`)
  const [first] = accounts
  if (!first) return
  console.log('\n  Demonstration: people, firms and amounts are invented. Accounts (user name · password · role):')
  for (const { username, password, roleZh, place } of accounts) console.log(`    ${username.padEnd(12)} ${password}   ${roleZh} · ${place}`)
  const address = `${publicUrl}/q/${shortCodeOf(first.villageCode)}`
  console.log(`\n  ${address}\n${await QRCode.toString(address, { type: 'terminal', small: true })}`)
}
