import { accountRefusal, type AccountAct } from '#rules/policy/accounts.ts'
import type { Officer } from '#rules/policy/officer.ts'
import { listAccounts, listOpenInvitations } from '#records/invitations.ts'
import { listUnitsWithin } from '#records/officers.ts'
import type { Context } from '#actions/context.ts'
import type * as contract from '../contract/accounts.ts'

const most = 100

/** Posts, accounts and invitations of an administrator's reach, with what may be done to each. */
export async function accountsView({ db, clock }: Context, officer: Officer, search: string | undefined): Promise<contract.Accounts> {
  const mayAsk = accountRefusal(officer, 'ask') === undefined
  const [rows, invitations, units] = await Promise.all([
    listAccounts(db, officer.reach, clock.today(), search, most + 1), listOpenInvitations(db, officer.reach, new Date(clock.now()), search), mayAsk ? listUnitsWithin(db, officer.reach) : [],
  ])
  const may = (act: AccountAct, officerId: string, divisionCode: number) => accountRefusal(officer, act, { officerId, divisionCode }) === undefined
  return {
    mayAsk, isCut: rows.length > most,
    units: units.map(({ id, nameZh, nameEn, kind }) => ({ id, zh: nameZh, en: nameEn, kind: kind as contract.Accounts['units'][number]['kind'] })),
    accounts: rows.slice(0, most).map(row => ({
      officerId: row.id, name: row.name, role: row.role as Officer['role'], unit: { zh: row.nameZh, en: row.nameEn }, from: row.activeFrom, ...(row.postTitle !== null && { title: row.postTitle }), ...(row.activeTo !== null && { to: row.activeTo }),
      ...(row.username !== null && { username: row.username }), hasCodes: row.twoFactorEnabled === true,
      // An inspector comes when a report has come: when that was is nobody's to read here.
      ...(row.seenAt !== null && row.role !== 'inspector' && { seenAt: row.seenAt.toISOString() }),
      mayInviteAgain: row.username !== null && may('ask', row.id, row.divisionCode), mayEnd: may('end-post', row.id, row.divisionCode), mayHandOver: row.username !== null && may('hand-over', row.id, row.divisionCode), maySignOut: row.seenAt !== null && may('end-sessions', row.id, row.divisionCode),
    })),
    invitations: invitations.map(row => ({
      id: row.id, kind: row.kind as 'new' | 'again', name: row.name, username: row.username, role: row.role as Officer['role'], unit: { zh: row.nameZh, en: row.nameEn }, isHead: row.isHead,
      ...(row.postTitle !== null && { title: row.postTitle }), ...(row.activeFrom !== null && { from: row.activeFrom }), ...(row.activeTo !== null && { to: row.activeTo }), askedAt: row.askedAt.toISOString(), expiresAt: row.expiresAt.toISOString(),
      ...(row.heldName !== null && { samePerson: heldPost(row) }), ...(row.otherPerson !== null && { otherPerson: row.otherPerson }),
      ...(row.askedBy !== null && { askedBy: row.askedBy }), ...(row.grantedBy !== null && { grantedBy: row.grantedBy }),
      mayGrant: row.grantedAt === null && may('grant', row.officerId, row.divisionCode), mayWithdraw: may('withdraw', row.officerId, row.divisionCode),
    })),
  }
}

type Row = Awaited<ReturnType<typeof listOpenInvitations>>[number]

/** The post that says whose the new one will be. */
function heldPost({ samePerson, heldName, heldRole, heldFrom, heldTo, heldZh, heldEn }: Row): NonNullable<contract.Accounts['invitations'][number]['samePerson']> {
  return { officerId: samePerson!, name: heldName!, role: heldRole as Officer['role'], unit: { zh: heldZh!, en: heldEn! }, from: heldFrom!, ...(heldTo !== null && { to: heldTo }) }
}
