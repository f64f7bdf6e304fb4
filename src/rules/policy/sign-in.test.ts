import { describe, expect, test } from 'vitest'
import { officerRoles, type OfficerRole } from './officer.ts'
import { isFactorNeeded, passwordProfiles, secondFactors, signInRules, type SecondFactor } from './sign-in.ts'

/** Of each duty: whether it needs a second factor where nobody must have one, where some must, where everybody must. */
const table: Readonly<Record<OfficerRole, readonly [off: boolean, required: boolean, everybody: boolean]>> = {
  'clerk': [false, false, true],
  'committee': [false, false, true],
  'supervisor': [false, true, true],
  'handler': [false, false, true],
  'leader': [false, false, true],
  'reviewer': [false, true, true],
  'triage': [false, true, true],
  'inspector': [false, true, true],
  'custodian': [false, true, true],
  'system-admin': [false, true, true],
  'security-admin': [false, true, true],
  'audit-admin': [false, true, true],
}

describe('a second factor', () => {
  test.each(officerRoles)('is needed by the duty %s where the setting says so', role => {
    const needed = secondFactors.map(secondFactor => isFactorNeeded(signInRules({ isDemonstration: true, secondFactor, passwords: 'usual' }), role))
    expect(needed).toEqual(table[role])
  })

  const whatHolds: readonly (readonly [said: SecondFactor | undefined, isDemonstration: boolean, usual: SecondFactor, mlps3: SecondFactor])[] = [
    // What is said, and where; what then holds with the usual profile of passwords, and with that of the assessors.
    [undefined, false, 'everybody', 'everybody'],
    ['required', false, 'required', 'everybody'],
    ['everybody', false, 'everybody', 'everybody'],
    [undefined, true, 'off', 'off'],
    ['off', true, 'off', 'off'],
    ['required', true, 'required', 'everybody'],
    ['everybody', true, 'everybody', 'everybody'],
  ]
  test.each(whatHolds)('said to be %s (demonstration: %s) is %s, and with the profile of the assessors %s', (secondFactor, isDemonstration, ...expected) => {
    expect(passwordProfiles.map(passwords => signInRules({ isDemonstration, secondFactor, passwords }).secondFactor)).toEqual(expected)
  })
})
