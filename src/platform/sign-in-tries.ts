import type { Allowances } from './allowances.ts'

/** One try to sign in. All are keyed words, never a name or an address; `device` is there when the browser was signed in to this very account before. */
export type Try = { readonly account: string; readonly network: string; readonly device?: string | undefined }

/** Whether a try is looked at: after a pause that everybody from unknown devices shares while somebody guesses widely, or not yet. */
export type Weighed = { readonly pause: number } | { readonly seconds: number }

const longestPause = 5 // seconds: what the honest wait while others guess, however many there are

/**
 * A guesser spends his own budget: that of his network, of his network for this account, and the pause that is everybody's. Who holds the account comes
 * with a device that was signed in before, or from another network, and is never refused for what others did.
 */
export function weighPassword({ knownDevice, wrongPasswords, wrongForAccount, wrongOfAll }: Allowances, { account, network, device }: Try, now: number): Weighed {
  if (device !== undefined) return refusedOr(knownDevice.wait(`${device} ${account}`, now), 0)
  const seconds = Math.max(wrongPasswords.wait(network, now), wrongForAccount.wait(`${network} ${account}`, now))
  return refusedOr(seconds, Math.min(longestPause, wrongOfAll.wait('all', now)))
}

/** Counts a wrong password. */
export function countWrongPassword({ knownDevice, wrongPasswords, wrongForAccount, wrongOfAll }: Allowances, { account, network, device }: Try, now: number): void {
  if (device !== undefined) return void knownDevice.take(`${device} ${account}`, now)
  wrongPasswords.take(network, now)
  wrongForAccount.take(`${network} ${account}`, now)
  wrongOfAll.take('all', now)
}

/** The second step. Who tries it knows the password, so unknown devices share one budget for the account; the holder's own device has another. */
export function weighCode({ knownDevice, secondSteps }: Allowances, { account, device }: Try, now: number): Weighed {
  return refusedOr(device === undefined ? secondSteps.wait(account, now) : knownDevice.wait(`${device} ${account}`, now), 0)
}

/** Counts a wrong code. */
export function countWrongCode({ knownDevice, secondSteps }: Allowances, { account, device }: Try, now: number): void {
  if (device === undefined) secondSteps.take(account, now)
  else knownDevice.take(`${device} ${account}`, now)
}

function refusedOr(seconds: number, pause: number): Weighed {
  return seconds > 0 ? { seconds } : { pause }
}
