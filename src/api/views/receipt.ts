import type { Filed } from '#actions/complaints.ts'
import type { Receipt } from '../contract/complaints.ts'

/** The receipt of a complaint, with the promised days. */
export function receiptView({ receiptCode, receivedOn, promised: { acceptedBy, assignedBy, answeredBy } }: Filed): Receipt {
  const provisional = acceptedBy.provisional || assignedBy.provisional || answeredBy.provisional
  return { receiptCode, receivedOn, promised: { acceptBy: acceptedBy.day, assignBy: assignedBy.day, answerBy: answeredBy.day, provisional } }
}
