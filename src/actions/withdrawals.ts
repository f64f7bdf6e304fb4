import { randomUUID } from 'node:crypto'
import { canonicalJson } from '#rules/ledger/jcs.ts'
import { pubLeaf, pubLeafBytes } from '#rules/ledger/leaf.ts'
import { findPersonalData } from '#rules/masking/detect.ts'
import { refusalFor } from '#rules/policy/disclosures.ts'
import type { Officer } from '#rules/policy/officer.ts'
import type { PolicyRefusal } from '#rules/policy/refusals.ts'
import { sha256 } from '#platform/crypto/commitment.ts'
import { inTransaction, type Tx } from '#records/database.ts'
import { findDisclosureForUpdate } from '#records/disclosures.ts'
import { getDivision } from '#records/divisions.ts'
import { findOpenCorrection } from '#records/drafts.ts'
import { listUnitsById } from '#records/officers.ts'
import { notifyPublished } from '#records/publication-notices.ts'
import { findLeafIndex } from '#records/publication.ts'
import { decideWithdrawal, findOpenWithdrawal, insertTombstone, insertWithdrawal } from '#records/withdrawals.ts'
import { done, refuse, type Context, type Outcome } from './context.ts'
import { stateOfRecord } from './drafts.ts'

export type WithdrawalRefusal = PolicyRefusal
  | { readonly code: 'not-found' | 'reason-missing' | 'reason-personal' }
  | { readonly code: 'correction-under-way'; readonly draftId: string }

export type WithdrawalMove = { readonly action: 'ask' | 'grant' | 'refuse'; readonly note?: string | undefined }

type Published = NonNullable<Awaited<ReturnType<typeof findDisclosureForUpdate>>>

const actionOf = { ask: 'askWithdrawal', grant: 'withdraw', refuse: 'refuseWithdrawal' } as const

/** A clerk asks that a record be withdrawn, with a reason that will be public; another person grants or refuses it. */
export async function moveWithdrawal(context: Context, officer: Officer, disclosureId: string, { action, note = '' }: WithdrawalMove): Promise<Outcome<{ id: string }, WithdrawalRefusal>> {
  const moved = await inTransaction(context.db, async (tx): Promise<Outcome<{ id: string; villageCode: number }, WithdrawalRefusal>> => {
    const record = await findDisclosureForUpdate(tx, disclosureId)
    if (!record) return refuse({ code: 'not-found' })
    const open = await findOpenWithdrawal(tx, disclosureId)
    const refusal = refusalFor(officer, actionOf[action], { state: await stateOfRecord(tx, record), villageCode: record.villageCode, authorIds: open ? [open.askedBy] : [], since: open?.askedAt })
    if (refusal) return refuse(refusal)
    const reason = note.trim()
    if (action !== 'grant' && [...reason].length < 5) return refuse({ code: 'reason-missing' })
    const at = new Date(context.clock.now())
    if (action === 'ask') {
      if (findPersonalData(reason).length > 0) return refuse({ code: 'reason-personal' })
      await insertWithdrawal(tx, { id: randomUUID(), disclosureId, countyCode: record.countyCode, villageCode: record.villageCode, reason, askedBy: officer.id, askedAt: at })
    } else {
      if (action === 'grant') {
        const correction = await findOpenCorrection(tx, disclosureId)
        if (correction) return refuse({ code: 'correction-under-way', draftId: correction.id })
        await bury(tx, officer, record, open!.reason, at)
      }
      await decideWithdrawal(tx, open!.id, { state: action === 'grant' ? 'granted' : 'refused', decidedBy: officer.id, decidedAt: at, note: reason || null })
    }
    return done({ id: disclosureId, villageCode: record.villageCode })
  })
  if (moved.ok && action === 'grant') context.published.tell(moved.value.villageCode)
  return moved.ok ? done({ id: disclosureId }) : moved
}

/** Puts up the tombstone: the number after the last version, committed to the log as everything that is published. */
async function bury(tx: Tx, officer: Officer, record: Published, reason: string, at: Date): Promise<void> {
  const { countyCode, id: disclosureId, villageCode, itemSlug, period, title } = record
  const version = record.currentVersion + 1
  const askedBy = (await getDivision(tx, villageCode)).name
  const unit = (await listUnitsById(tx, [officer.unitId])).get(officer.unitId)!
  const commitment = Buffer.from(sha256(Buffer.from(canonicalJson({ withdrawn: true, title, reason, askedBy, grantedBy: unit.nameZh, at: at.toISOString() }))))
  const leaf = pubLeafBytes(pubLeaf({
    type: 'withdraw', recordId: disclosureId, version, regionCode: villageCode, itemSlug, period, previousLeaf: await findLeafIndex(tx, countyCode, disclosureId, record.currentVersion),
    commitment, rowCount: 0, totals: {}, reasonCode: 'withdrawn', unitId: unit.id, approvers: 1, at: at.toISOString(),
  }))
  await insertTombstone(tx, { countyCode, disclosureId, version, title, reason, askedBy, grantedBy: unit.nameZh, withdrawnAt: at, commitment }, Buffer.from(leaf))
  await notifyPublished(tx, villageCode)
}
