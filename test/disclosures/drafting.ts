import type { DraftInput } from '#actions/drafts.ts'

/** A month of books that is right: it balances and its sums agree. */
export function monthOfBooks(villageCode: number, period = '2026-08', more: Partial<DraftInput> = {}): DraftInput {
  return {
    villageCode, item: 'income-expense-detail', period, title: `${Number(period.slice(5))}月财务收支明细`,
    fields: { openingBalance: '10000.00', income: '5000.00', expense: '1200.50', closingBalance: '13799.50', bankBalance: '13799.50', cashBalance: '0' },
    rows: [
      { date: `${period}-03`, summary: '鱼塘承包费', counterparty: '张演示甲', income: '5000.00' },
      { date: `${period}-09`, summary: '村部电费', counterparty: '虚构供电所', expense: '1200.50' },
    ],
    ...more,
  }
}
