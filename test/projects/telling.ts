import type { DraftInput } from '#actions/drafts.ts'

const firm = '虚构筑路有限公司'
const site = { contractor: firm }

/** The records of one invented project, stage by stage. `code` is the one that its plan was given. */
export function stagesOf(villageCode: number, code: string) {
  const of = (item: string, period: string, fields: Record<string, string>, rows: Record<string, string>[] = []): DraftInput =>
    ({ villageCode, item, period, title: `测试道路工程：${item}`, fields: { projectName: '测试道路工程', ...(code === '' ? {} : { projectCode: code }), ...fields }, rows })
  return {
    plan: of('project-plan', '2026-02-01', { site: '村东', content: '修建道路332米', implementer: '测试村委会', fundSource: '财政衔接资金', fundAmount: '200000', tenderMethod: 'village-comparison' }),
    tender: { ...of('project-tender', '2026-03-01', { title: '测试道路工程比选公告', publishedAt: '2026-03-01', controlPrice: '195000' }) },
    award: { ...of('project-tender', '2026-03-20', { title: '测试道路工程中选公示', publishedAt: '2026-03-20', winner: firm, winPrice: '180000' }) },
    contract: of('project-contract', '2026-04-01', { client: '测试村委会', ...site, contractAmount: '180000', contractAt: '2026-04-01' }),
    progress: of('project-progress', '2026-05', { ...site, progressPct: '60', status: 'in-progress' }),
    acceptance: of('project-acceptance', '2026-07-01', { ...site, startedAt: '2026-04-20', completedAt: '2026-06-20', acceptedAt: '2026-07-01', result: 'passed' }),
    settlement: of('project-settlement', '2026-08-01', { ...site, contractAmount: '180000', settlementPrice: '178000', auditPrice: '178000', settledAt: '2026-08-01', paidTotal: '150000' },
      [{ date: '2026-04-10', voucherNo: '工1', purpose: '预付款', payee: firm, amount: '50000' }, { date: '2026-08-02', voucherNo: '工2', purpose: '进度款', payee: firm, amount: '100000' }]),
  }
}
