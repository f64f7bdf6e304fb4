import type { StaffAccount, StaffInvitation } from '../api-types.ts'

/** What a dialog is open for. */
export type Opened = { readonly act: 'new' } | { readonly act: 'again' | 'end' | 'hand-over'; readonly account: StaffAccount } | { readonly act: 'grant'; readonly invitation: StaffInvitation }
/** Half of a code, and whose. */
export type Told = { readonly which: 'first' | 'second'; readonly half: string; readonly person: string }
