import { isReached, type ProjectFacts, type ProjectRecord } from './facts.ts'

/** What a release needs beside the facts. `site` is our address without a slash at the end. */
export type OcdsFrame = { readonly site: string; readonly id: string; readonly code: string; readonly village: { readonly code: number; readonly name: string }; readonly records: readonly ProjectRecord[]; readonly publishedAt: string; /** What the milestone of progress is called. */ readonly progressTitle: string }

type Json = { readonly [key: string]: unknown }

/** The prefix is ours alone until the county registers one with the Open Contracting Partnership. */
const ocidPrefix = 'ocds-ydt000'

/** The words of our procurement methods in the closed codelist `method` of OCDS 1.1. */
const methods: Readonly<Record<string, string>> = {
  'public-tender': 'open', 'invited-tender': 'selective', 'competitive-consultation': 'selective', 'price-inquiry': 'limited', 'village-comparison': 'limited', 'direct': 'direct',
}

/** One release that tells everything published about a project so far (Open Contracting Data Standard 1.1). */
export function ocdsRelease(facts: ProjectFacts, frame: OcdsFrame): Json {
  const { code, village } = frame
  const buyer = { id: `CN-DIV-${village.code}`, name: facts.client ?? village.name }
  const suppliers = facts.winner === undefined ? [] : [{ id: supplierId(facts, facts.winner), name: facts.winner }]
  const last = frame.records.reduce((latest, record) => (record.publishedOn > latest ? record.publishedOn : latest), '1970-01-01')
  return {
    ocid: `${ocidPrefix}-${code}`, id: `${code}-${frame.records.map(record => record.version).reduce((sum, version) => sum + version, 0)}`, date: instant(last),
    language: 'zh', initiationType: 'tender', tag: tagsOf(facts), buyer,
    parties: partiesOf(facts, buyer, suppliers), planning: planningOf(facts), tender: tenderOf(facts, frame),
    ...(isReached(facts, 'award') && { awards: [{ id: '1', status: 'active', suppliers, ...value('value', facts.winPrice) }] }),
    ...(isReached(facts, 'contract') && { contracts: [contractOf(facts, frame.progressTitle)] }),
  }
}

/** A package of releases, as the standard wraps them. */
export function ocdsPackage(releases: readonly Json[], frame: Pick<OcdsFrame, 'site' | 'publishedAt'> & { readonly uri: string; readonly publisher: string; readonly licence: string }): Json {
  return { uri: frame.uri, version: '1.1', publishedDate: frame.publishedAt, publisher: { name: frame.publisher, uri: frame.site }, license: frame.licence, publicationPolicy: `${frame.site}/open/`, releases }
}

function tagsOf(facts: ProjectFacts): string[] {
  const tags = [['planning', 'plan'], ['tender', 'tender'], ['award', 'award'], ['contract', 'contract'], ['implementation', 'progress']] as const
  return tags.filter(([, stage]) => isReached(facts, stage)).map(([tag]) => tag)
}

function partiesOf(facts: ProjectFacts, buyer: Json, suppliers: readonly { id: string; name: string }[]): Json[] {
  const others = facts.bidders.filter(name => name !== facts.winner).map((name, i) => ({ id: `tenderer-${i + 1}`, name, roles: ['tenderer'] }))
  return [{ ...buyer, roles: ['buyer', 'procuringEntity'] }, ...suppliers.map(supplier => ({ ...supplier, roles: ['tenderer', 'supplier'] })), ...others]
}

function planningOf(facts: ProjectFacts): Json {
  return { ...(facts.content !== undefined && { rationale: facts.content }), budget: { ...(facts.fundSource !== undefined && { description: facts.fundSource }), ...(facts.name !== undefined && { project: facts.name }), ...value('amount', facts.budget) } }
}

function tenderOf(facts: ProjectFacts, { code, records, site }: OcdsFrame): Json {
  const method = methods[facts.tenderMethod ?? '']
  const others = facts.bidders.filter(name => name !== facts.winner).map((name, i) => ({ id: `tenderer-${i + 1}`, name }))
  const winner = facts.winner === undefined || facts.bidders.length === 0 ? [] : [{ id: supplierId(facts, facts.winner), name: facts.winner }]
  return {
    id: `${code}-tender`, ...(facts.name !== undefined && { title: facts.name }), ...(facts.content !== undefined && { description: facts.content }), mainProcurementCategory: 'works',
    status: isReached(facts, 'award') ? 'complete' : isReached(facts, 'tender') ? 'active' : 'planned', ...(method !== undefined && { procurementMethod: method }), ...value('value', facts.controlPrice ?? facts.budget),
    ...(facts.bidDeadline !== undefined && { tenderPeriod: { ...(facts.noticeOn !== undefined && { startDate: instant(facts.noticeOn) }), endDate: instant(facts.bidDeadline) } }),
    ...(facts.bidders.length > 0 && { numberOfTenderers: facts.bidders.length, tenderers: [...winner, ...others] }),
    documents: records.map(record => ({ id: record.id, documentType: documentTypes[record.itemSlug] ?? 'procurementPlan', title: record.title, url: `${site}/d/${record.id}?v=${record.version}`, datePublished: instant(record.publishedOn), format: 'text/html', language: 'zh' })),
  }
}

const documentTypes: Readonly<Record<string, string>> = {
  'project-plan': 'projectPlan', 'project-tender': 'tenderNotice', 'project-contract': 'contractSigned', 'project-progress': 'physicalProgressReport', 'project-acceptance': 'completionCertificate', 'project-settlement': 'financialProgressReport', 'project-upkeep': 'completionCertificate',
}

function contractOf(facts: ProjectFacts, progressTitle: string): Json {
  const isOver = isReached(facts, 'acceptance')
  return {
    id: '1', awardID: '1', status: isOver ? 'terminated' : 'active', ...value('value', facts.contractNow), ...(facts.contractOn !== undefined && { dateSigned: instant(facts.contractOn) }),
    implementation: {
      ...(facts.paid !== undefined && facts.contractOn !== undefined && { transactions: [{ id: '1', date: instant(facts.settledOn ?? facts.contractOn), ...value('value', facts.paid) }] }),
      ...(facts.progressPct !== undefined && { milestones: [{ id: '1', title: `${progressTitle} ${facts.progressPct}%`, type: 'delivery', status: Number(facts.progressPct) >= 100 ? 'met' : 'scheduled' }] }),
    },
  }
}

function supplierId(facts: ProjectFacts, name: string): string {
  return facts.winnerCreditCode === undefined ? `supplier-${name}` : `CN-USCC-${facts.winnerCreditCode}`
}

function value(key: string, fen: number | undefined): Json {
  return fen === undefined ? {} : { [key]: { amount: fen / 100, currency: 'CNY' } }
}

function instant(day: string): string {
  return `${day}T00:00:00+08:00`
}
