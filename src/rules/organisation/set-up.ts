import type { PlainDate } from '../calendar/plain-date.ts'
import type { DivisionCode } from '../divisions/division-code.ts'
import type { CustodianGroup } from '../identity/groups.ts'
import type { OfficerRole } from '../policy/officer.ts'
import type { EdgeKind } from '../policy/organisation.ts'
import type { KnownPerson } from './persons.ts'
import type { SetUpLine, SetUpProblem, SetUpProblemCode } from './set-up-lines.ts'
import type { Place } from './set-up-places.ts'
import type { SetUpColumn, UnitKind } from './set-up-words.ts'

/** A unit by where it is, of what kind, and its name: what makes it the same unit in two rows and in the database. */
export type PlannedUnit = { readonly key: string; readonly id: string | undefined; readonly name: string; readonly nameEn: string; readonly kind: UnitKind; readonly place: DivisionCode }
/** Whose a new post is: somebody's of before, or of an earlier row, or with a reason nobody's of the same name. */
export type PostPerson = { readonly personId: string; readonly held: KnownPerson } | { readonly row: number } | { readonly other: string }
export type PlannedPost = {
  readonly row: number; readonly what: 'new' | 'changed' | 'left'; readonly officerId: string | undefined; readonly unit: string; readonly name: string; readonly username: string
  readonly role: OfficerRole; readonly group: CustodianGroup | undefined; readonly title: string | undefined; readonly from: PlainDate; readonly to: PlainDate | undefined; readonly isHead: boolean; readonly person?: PostPerson | undefined
}
export type PlannedEdge = { readonly unit: string; readonly above: string; readonly kind: EdgeKind }
export type SetUpPlan = { readonly units: readonly PlannedUnit[]; readonly posts: readonly PlannedPost[]; readonly edges: readonly PlannedEdge[] }

type KnownUnit = { readonly id: string; readonly kind: UnitKind; readonly place: DivisionCode; readonly name: string; readonly nameEn: string }
/** A post that is held, or was asked for: then it may have no id yet. */
export type KnownPost = { readonly officerId: string | undefined; readonly username: string; readonly name: string; readonly unitId: string; readonly role: OfficerRole; readonly group: CustodianGroup | undefined; readonly title: string | undefined; readonly from: PlainDate | undefined; readonly to: PlainDate | undefined; readonly isHead: boolean }

export type KnownEdge = { readonly unitId: string; readonly aboveId: string; readonly kind: EdgeKind }

export type KnownCustodian = { readonly unitId: string; readonly username: string | undefined; readonly name: string; readonly group: CustodianGroup }

/** What is there already, within the reach of who asks. */
export type SetUpFacts = {
  readonly today: PlainDate
  readonly places: readonly Place[]
  readonly units: readonly KnownUnit[]
  readonly posts: readonly KnownPost[]
  readonly edges: readonly KnownEdge[]
  /** Everybody who is or was a custodian, with the group. */
  readonly custodians: readonly KnownCustodian[]
  /** Posts of everybody of a name or user name that the lines say, former and present. */
  readonly persons: readonly KnownPerson[]
  /** User names that somebody has had, without a post of this reach today. */
  readonly taken: ReadonlySet<string>
  /** The user names of the two administrators: nobody changes his own post. */
  readonly own: ReadonlySet<string>
}

export type Planned = { readonly plan: SetUpPlan; readonly problems: readonly SetUpProblem[] }

/** Notes what is wrong in a cell. */
export type Say = (line: SetUpLine, column: SetUpColumn, code: SetUpProblemCode, details?: SetUpProblem['details']) => void
