import { rateLimit, type Allowance, type RateLimit } from './rate-limit.ts'

/** What one source, or everybody together, may do; one set for the whole program, so that a second door is no second budget. */
export type Allowances = {
  readonly filings: RateLimit
  readonly guessesOfOne: RateLimit
  readonly guessesOfAll: RateLimit
  /** Searches for payments under one name of one village, whoever makes them. */
  readonly payeeNames: RateLimit
  /** Wrong passwords of one network, from devices that were never signed in. */
  readonly wrongPasswords: RateLimit
  /** Of those, the ones for one account. */
  readonly wrongForAccount: RateLimit
  /** Wrong passwords and codes from a device that was signed in to the account before: nobody else can spend them. */
  readonly knownDevice: RateLimit
  /** Codes of a second factor tried from devices never signed in, for one account: who tries knows the password. */
  readonly secondSteps: RateLimit
  /** Wrong passwords of all devices never signed in; beyond it everybody of them waits a little, nobody is refused. */
  readonly wrongOfAll: RateLimit
  /** Wrong proofs of one account. */
  readonly proofs: RateLimit
  /** Codes of residents asked for from one network. */
  readonly signIns: RateLimit
  /** Ways to a sign-in platform and back that led to nobody, of one network or of a browser that was in before. */
  readonly wrongElsewhere: RateLimit
  /** Ways to a sign-in platform or WeChat that one network, or a browser that was in before, begins: right ones too, so that the table stays small. */
  readonly begunElsewhere: RateLimit
  /** Codes sent to one number, whoever asks for them from browsers that it never signed in. */
  readonly codesToNumber: RateLimit
  /** Codes sent to one number that browsers ask for which it signed in before: nobody else can use them up. */
  readonly codesToKnown: RateLimit
  /** Wrong household codes of one resident, or of one network. */
  readonly householdCodes: RateLimit
  /** What is made anew for each who asks: searches, downloads, lists that are not kept. */
  readonly reads: RateLimit
  /** Files that one officer takes out. */
  readonly exports: RateLimit
  /** What residents of one network send in, in megabytes. */
  readonly sentByNetwork: RateLimit
  /** What one officer sends in, in megabytes. */
  readonly sentByOfficer: RateLimit
}
export type AllowanceKind = keyof Allowances

/** Where allowances are remembered beyond this process. */
export type AllowanceMemory = {
  readonly known: readonly { readonly kind: string; readonly source: string; readonly spent: number; readonly at: number }[]
  keep(kind: AllowanceKind, source: string, spent: number, at: number): void
}

/**
 * A whole village can sit behind one carrier address, and on the day a list is published many of its people may write within the hour:
 * so the bucket holds as many complaints as a large village has households. A flood beyond that waits.
 */
const villageBehindOneAddress: Allowance = { burst: 1500, perHour: 300 }
// Wrong receipt codes: ten an hour for one source, five a second for everybody; a right code costs nothing.
const guessesOfOne: Allowance = { burst: 10, perHour: 10 }
const guessesOfAll: Allowance = { burst: 25, perHour: 5 * 3600 }

// Six characters of an identity number are some 340,000 possible endings: at five an hour nobody gets through them in a lifetime.
const triesOfOneName: Allowance = { burst: 20, perHour: 5 }

// A county office of twenty may mistype on a Monday morning; whoever tries a list of passwords gets one a minute.
const wrongPasswords: Allowance = { burst: 30, perHour: 60 }
const wrongForAccount: Allowance = { burst: 10, perHour: 10 }
const knownDevice: Allowance = { burst: 10, perHour: 20 }
const secondSteps: Allowance = { burst: 20, perHour: 20 }
const wrongOfAll: Allowance = { burst: 200, perHour: 1200 }
const proofs: Allowance = { burst: 10, perHour: 20 }

// A village behind one address signs in within an hour; every code costs a message.
const signIns: Allowance = { burst: 60, perHour: 60 }
// Like wrong passwords. A county's four hundred officers or a village's households begin behind one address within an hour, some of them twice; a row of each lasts ten minutes.
const wrongElsewhere: Allowance = { burst: 30, perHour: 60 }
const begunElsewhere: Allowance = { burst: 3_000, perHour: 6_000 }
// Five at once, then one an hour: of a million codes, whoever guesses gets five tries for each.
const codesToNumber: Allowance = { burst: 5, perHour: 1 }
// Twelve digits: of a million million, whoever guesses gets ten an hour.
const householdCodes: Allowance = { burst: 10, perHour: 10 }

/**
 * On the day a list is published 1,500 households behind one address search twice each, take two files along and look at four photos: 12,000 at once. A network of a carrier may hold several
 * villages, and WeChat may read through one address: five a second come back. Searches of some 20 ms are then a tenth of one processor, which nobody else notices.
 */
const readsOfVillage: Allowance = { burst: 12_000, perHour: 18_000 }
// A desk that looks through a hundred cases with six photos each, and takes its lists out, within an hour.
const exportsOfOfficer: Allowance = { burst: 1_000, perHour: 1_000 }

/**
 * Megabytes that are kept for others: ten gigabytes at once and as much again within a day for a network, which is three photos of 2 MB from each of 1,500 households; half of it for an officer,
 * who brings the papers of past years in. It is there so that a disk is not filled by one, and met by nobody else.
 */
const sentByNetwork: Allowance = { burst: 10_000, perHour: 10_000 / 24 }
const sentByOfficer: Allowance = { burst: 5_000, perHour: 5_000 / 24 }

/** Counts what a source sends in. After how many seconds it would be taken, where it is too much now. */
export function takeSent(limit: RateLimit, source: string, files: readonly { readonly bytes: Uint8Array }[], now: number): number | undefined {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1_000_000
  return megabytes === 0 ? undefined : limit.take(source, now, megabytes)
}

/** What the operator may set otherwise. */
export type SetAllowances = { readonly filings?: Allowance | undefined; readonly reads?: Allowance | undefined }

/** Opens the buckets, full but for what is remembered; `tellUsedUp` hears of what kind an allowance ran out. */
export function openAllowances({ filings = villageBehindOneAddress, reads = readsOfVillage }: SetAllowances = {}, memory?: AllowanceMemory, tellUsedUp?: (kind: AllowanceKind) => void): Allowances {
  const heard = (kind: AllowanceKind) => tellUsedUp && (() => tellUsedUp(kind))
  const open = (kind: AllowanceKind, allowance: Allowance): RateLimit =>
    rateLimit(allowance, memory && { known: memory.known.filter(spent => spent.kind === kind), keep: (source, spent, at) => memory.keep(kind, source, spent, at) }, heard(kind))
  return {
    filings: open('filings', filings), guessesOfOne: open('guessesOfOne', guessesOfOne), guessesOfAll: open('guessesOfAll', guessesOfAll), payeeNames: open('payeeNames', triesOfOneName),
    wrongPasswords: open('wrongPasswords', wrongPasswords), wrongForAccount: open('wrongForAccount', wrongForAccount), knownDevice: open('knownDevice', knownDevice), secondSteps: open('secondSteps', secondSteps),
    wrongOfAll: open('wrongOfAll', wrongOfAll), proofs: open('proofs', proofs), signIns: open('signIns', signIns), wrongElsewhere: open('wrongElsewhere', wrongElsewhere), codesToNumber: open('codesToNumber', codesToNumber), codesToKnown: open('codesToKnown', codesToNumber), householdCodes: open('householdCodes', householdCodes),
    sentByNetwork: open('sentByNetwork', sentByNetwork), sentByOfficer: open('sentByOfficer', sentByOfficer),
    // Reading must not write: what of these three was used is forgotten with the process.
    begunElsewhere: rateLimit(begunElsewhere, undefined, heard('begunElsewhere')), reads: rateLimit(reads, undefined, heard('reads')), exports: rateLimit(exportsOfOfficer, undefined, heard('exports')),
  }
}
