import { html, type Hole } from '../html.ts'
import type { View } from '../view.ts'
import { formField, problemList } from './fields.ts'
import { ledger } from './ledger.ts'
import { actBox, notice } from './notice.ts'
import { pager } from './pager.ts'
import { recordList } from './record-list.ts'

const catalogue = { categories: new Map(), items: new Map([['debts', { slug: 'debts', category: 'three-assets', number: '3.9', nameZh: '债权债务', nameEn: 'Debts', cadence: 'Q' as const, noticeDays: 0, responsible: { zh: '', en: '' }, supervising: { zh: '', en: '' }, basis: [], isRetired: false }]]), totalNames: new Map(), villagerItems: new Set<string>() }

/** One example of each part, with invented data. */
export function examples(view: View): { readonly name: string; readonly part: Hole }[] {
  return [
    { name: 'ledger', part: ledger([{ label: '本期收入', value: '12,345.60 元', isFigure: true, note: '3笔', ask: { address: '#', word: '问', label: '对“本期收入”提问' } }, { label: '记账人', value: '王会计' }]) },
    { name: 'record list', part: recordList(view, catalogue, [{ id: '00000000-0000-4000-8000-000000000000', itemSlug: 'debts', category: 'three-assets', period: '2026-Q3', title: '测试村债权债务', currentVersion: 2, rowCount: 3, totalFen: 1234560, isWithdrawn: false, publishedOn: '2026-10-12' }]) },
    { name: 'notice', part: html`${notice('更正过', html`<p>原因：张三的一笔补贴记错。</p>`)}${notice('您看的是旧的一版', undefined, 'warning')}` },
    { name: 'main act', part: actBox({ title: '哪里不明白？', lead: '可以不留姓名。', button: '提问或投诉', address: '#' }) },
    { name: 'pager', part: pager(view, 2, 5, page => `#${page}`) },
    { name: 'problems', part: problemList('有1处需要改一改', [{ field: 'example', text: '请写一写是什么事。' }]) },
    { name: 'field', part: formField({ name: 'example', label: '什么事？', need: '必填', help: '用自己的话写。', problem: '请写一写是什么事。', rows: 3 }) },
  ]
}
