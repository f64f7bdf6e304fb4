import { createHash, randomUUID } from 'node:crypto'
import { monthOfBooks } from '#test/disclosures/drafting.ts'
import { aLetter, aPicture, idOf, newAccount, newAttachment, newChange, newDeputy, newFilter, newHouseholdCodes, newInvitation, newUnit, openResealing, passkeyOfAnother, withLetter, type About } from '#test/security/anew.ts'
import { act, leftBehind, made } from '#test/security/things.ts'
import { posts, type Post } from '#test/security/posts.ts'

/**
 * Whose duty each act is, about a real thing of the county: written here from the regulation and the policies’ own words, asked of the running program in acts.test.ts. `who`: the posts of the county, and those of its
 * city, that get as far as the act itself. Whoever has the duty in the next county gets no further than anybody else, unless `abroad` says so; posts of the city have both counties.
 */
export type Act = {
  /** The operation, and what tells two acts of one operation apart. */
  readonly act: string
  readonly as?: string
  readonly who: readonly Post[]
  readonly abroad?: readonly Post[]
  /** The address of what it is about, or how one more is made for each who may: of two who may do the same once, the first does it. */
  readonly of?: string | ((about: About) => Promise<string>)
  readonly body?: object | ((about: About, id: string) => object)
  readonly form?: (about: About) => { readonly texts: Readonly<Record<string, string>>; readonly name: string; readonly bytes: Buffer }
}

const [writers, keepers, desks, makers] = [['clerk', 'township-clerk'], ['reviewer', 'triage', 'city-triage'], ['triage', 'city-triage'], ['system-admin', 'security-admin']] as const satisfies readonly (readonly Post[])[]
const custodians = ['custodian', 'second-custodian'] as const
const reason = '需要说明的理由如下。'
const later = '2026-12-01'
const units = ({ world }: About) => ({ responsibleUnitId: world.unitId.department('agriculture'), supervisingUnitId: world.unitId.stationed('agriculture') })
const anything = { name: 'a.csv', bytes: Buffer.from('a,b') }
const sealed = Buffer.alloc(300, 7).toString('base64')
const accounts: readonly Act[] = [
  { act: 'searchAccounts', body: { q: '测试' }, who: makers, abroad: makers },
  { act: 'searchAudit', body: { who: '演示' }, who: ['audit-admin'], abroad: ['audit-admin'] },
  { act: 'searchAuditCsv', body: { who: '演示' }, who: ['audit-admin'], abroad: ['audit-admin'] },
  { act: 'endPost', of: newAccount, body: { reason }, who: makers },
  { act: 'handOver', of: newAccount, body: ({ world }: About) => ({ successorId: world.officerId.handler('agriculture'), reason }), who: makers },
  { act: 'endSessionsOf', of: newAccount, who: ['security-admin'] },
  { act: 'askInvitation', body: ({ world }: About) => ({ name: '测试人员·某', username: leftBehind.username, unitId: world.unitId.department('agriculture'), role: 'handler' }), who: ['system-admin'] },
  { act: 'grantInvitation', of: newInvitation, who: ['security-admin'] },
  { act: 'withdrawInvitation', of: newInvitation, who: makers },
  { act: 'grantSetUp', of: 'accounts/set-up', who: ['security-admin'] },
  { act: 'renewHalves', of: 'accounts/set-up', who: makers },
  { act: 'takeBackSetUp', of: 'accounts/set-up', body: { reason }, who: makers },
  { act: 'withdrawSetUp', of: 'accounts/set-up', who: makers },
  { act: 'askSetUp', form: () => ({ texts: {}, ...anything }), who: ['system-admin'], abroad: ['system-admin'] },
  { act: 'readSetUp', form: () => ({ texts: {}, ...anything }), who: ['system-admin'], abroad: ['system-admin'] },
  { act: 'nameDeputy', of: newAccount, body: ({ world, things }: About) => ({ absentId: things.get('accounts'), deputyId: world.officerId.handler('agriculture'), from: later, to: later, reason: 'leave' }), who: ['security-admin'] },
  { act: 'endDeputyship', of: newDeputy, who: ['handler', ...makers] },
  { act: 'grantPostChange', of: newChange, who: ['security-admin'] },
  { act: 'withdrawPostChange', of: newChange, who: makers },
  { act: 'changePost', of: newAccount, body: { title: '主任', isHead: false, reason, seen: { title: '' } }, who: ['system-admin'] },
  { act: 'makeUnit', body: () => ({ zh: `县测试单位${randomUUID().slice(0, 6)}`, kind: 'responsible', place: 340_522_000_000 }), who: ['system-admin'] },
  { act: 'endUnit', of: newUnit, body: { reason }, who: makers },
  { act: 'renameUnit', of: newUnit, body: { zh: '县测试单位新名', reason }, who: ['system-admin'] },
]

const organisation: readonly Act[] = [
  { act: 'nameHead', body: ({ world }: About) => ({ unitId: world.unitId.department('finance'), officerId: world.officerId.handler('finance'), validFrom: later }), who: desks },
  { act: 'endHead', of: 'organisation/heads', body: { validTo: '2020-01-01', reason }, who: desks },
  { act: 'addEdge', body: ({ world }: About) => ({ unitId: world.unitId.department('housing'), aboveId: world.unitId.department('agriculture'), kind: 'supervises' }), who: desks },
  { act: 'endEdge', of: 'organisation/edges', body: { reason: '' }, who: desks },
  { act: 'declareRelation', body: ({ world, things }: About) => ({ officerId: things.get('accounts'), kind: 'interest', withUnitId: world.unitId.department('agriculture') }), who: ['triage'] },
  { act: 'endRelation', of: ({ world, things }) => act(world, 'triage', 'relations', { officerId: things.get('accounts'), kind: 'kin', withOfficerId: world.officerId.clerk(world.otherVillage) }), body: { reason }, who: ['triage'] },
  { act: 'proposeBinding', body: (about: About) => ({ validFrom: '2026-01-01', ...units(about) }), who: ['triage'], abroad: ['triage'] },
  { act: 'proposeBindings', body: (about: About) => ({ validFrom: '2026-01-01', bindings: [{ slug: 'debts', ...units(about) }] }), who: ['triage'], abroad: ['triage'] },
  { act: 'proposeChange', body: { slug: 'debts', validFrom: '2026-01-01', change: { kind: 'retire' } }, who: ['triage'], abroad: ['triage'] },
  { act: 'proposeForm', body: { validFrom: '2026-01-01', fields: [] }, who: ['triage'], abroad: ['triage'] },
  { act: 'previewForm', body: { validFrom: '2026-01-01', fields: [] }, who: ['triage'], abroad: ['triage'] },
  { act: 'proposeProcedure', body: { validFrom: '2026-01-01', procedure: null }, who: ['triage'], abroad: ['triage'] },
  { act: 'decideProposal', of: 'county-list/proposals', body: { outcome: 'refused', note: reason }, who: ['triage'] },
  { act: 'passProposals', body: ({ things }: About) => ({ ids: [things.get('county-list/proposals')] }), who: ['triage'] },
  { act: 'changeCaseRules', body: { validFrom: '2026-01-01', limits: [{ name: 'sign', value: 2 }] }, who: ['triage'], abroad: ['triage'] },
  { act: 'decideCaseRules', of: 'case-rules/proposals', body: { outcome: 'refused', note: reason }, who: ['triage'] },
  { act: 'addReplyTemplate', body: { title: '路灯', found: '', done: '', nextStep: '', text: '', validFrom: later }, who: ['triage', 'leader'], abroad: ['triage', 'leader'] },
  { act: 'retireReplyTemplate', of: 'reply-templates', body: { validTo: '2020-01-01' }, who: ['triage', 'leader'] },
  { act: 'openPastYear', body: { year: 2000 }, who: ['reviewer'], abroad: ['reviewer'] },
]

const complaints: readonly Act[] = [
  { act: 'searchCases', body: { queue: 'all', q: '路灯' }, who: [...desks, 'supervisor', 'leader'], abroad: [...desks, 'supervisor', 'leader'] },
  { act: 'assignCases', body: (about: About) => ({ responsibleUnitId: units(about).responsibleUnitId, note: reason, cases: [{ id: about.things.get('cases'), asOf: 99 }] }), who: desks, abroad: desks },
  { act: 'enterComplaint', body: ({ world }: About) => aLetter(world), who: desks },
  { act: 'listAlikeEntry', body: ({ world }: About) => ({ villageCode: world.village, statement: '村口路灯坏了一个月没有人修。' }), who: desks },
  { act: 'readHotline', form: () => ({ texts: {}, ...anything }), who: desks, abroad: desks },
  { act: 'importHotline', form: () => ({ texts: { sha256: createHash('sha256').update('a,b').digest('hex') }, ...anything }), who: desks, abroad: desks },
  { act: 'decideAnswer', of: 'answers', body: { isApproved: false, note: reason }, who: ['triage'] },
  { act: 'withdrawAnswer', of: 'answers', body: { reason }, who: ['triage'] },
  { act: 'prepareTypicalCase', body: { title: '典型', question: '', answer: '' }, who: ['triage'], abroad: ['triage'] },
  { act: 'explainItem', of: withLetter, body: { note: '已经核查并答复。' }, who: ['handler'] },
  { act: 'addEvidence', of: 'cases', form: () => ({ texts: {}, ...aPicture }), who: ['handler'] },
  { act: 'addScan', of: ({ world }) => made(world, 'case_file', 'triage', 'intake', aLetter(world)), form: () => ({ texts: {}, ...aPicture }), who: ['triage'] },
  { act: 'saveFilter', body: () => ({ name: randomUUID().slice(0, 8), queue: 'all', sort: 'due' }), who: [...desks, 'supervisor', 'leader'], abroad: [...desks, 'supervisor', 'leader'] },
  { act: 'renameFilter', of: newFilter, body: { name: '我的列表' }, who: ['triage'] },
  { act: 'deleteFilter', of: newFilter, who: ['triage'] },
  { act: 'readNotice', of: ({ world }) => idOf(world, 'select id from officer_notice where unit_id = $1', world.unitId.discipline), who: ['triage'] },
  { act: 'moveTip', of: 'tips', body: { action: 'proposeScreening', asOf: 99, outcome: 'dispose' }, who: ['inspector'] },
  { act: 'resealTipPart', of: 'tips', form: () => ({ texts: { bodyCode: '340500000000' }, ...anything }), who: ['inspector'] },
  { act: 'passIdentity', of: 'identity-requests', body: { sealed }, who: custodians },
  { act: 'openIdentity', of: 'identity-requests', body: { sealed }, who: custodians },
  { act: 'refuseIdentity', of: 'identity-requests', body: { note: '' }, who: custodians },
  { act: 'viewIdentity', of: 'identity-requests', body: {}, who: ['triage'] },
  // There is one on the whole platform at a time, and two of one place answer for it.
  { act: 'proposeResealing', body: { note: reason }, who: custodians, abroad: custodians },
  { act: 'approveResealing', of: openResealing, body: {}, who: custodians },
]

const records: readonly Act[] = [
  { act: 'searchDrafts', body: { queue: 'approved', q: '补贴' }, who: [...writers, 'committee', 'reviewer'], abroad: [...writers, 'committee', 'reviewer'] },
  { act: 'searchDisclosures', body: { q: '补贴' }, who: posts, abroad: posts },
  { act: 'createDraft', body: ({ world }: About) => monthOfBooks(world.village), who: writers },
  { act: 'checkDraft', body: ({ world }: About) => monthOfBooks(world.village), who: [...writers, 'committee', 'reviewer'] },
  { act: 'addAttachment', of: 'drafts', form: () => ({ texts: {}, ...aPicture }), who: writers },
  { act: 'removeAttachment', of: newAttachment, who: writers },
  { act: 'correctDayTaken', of: newAttachment, body: { takenOn: null }, who: writers },
  { act: 'correctDisclosure', of: 'disclosures', body: { reason: '测试：改一处数字' }, who: writers },
  { act: 'askErasure', of: 'disclosures', body: { row: 9, field: 'name', ground: 'asked', note: reason }, who: [...writers, ...keepers] },
  { act: 'takeDownDisclosure', of: 'disclosures', body: { reason: 'other', note: '' }, who: keepers },
  { act: 'moveWithdrawal', as: 'ask', of: 'disclosures', body: { action: 'ask', note: '' }, who: writers },
  { act: 'moveWithdrawal', as: 'grant', of: 'disclosures', body: { action: 'grant' }, who: ['reviewer'] },
  { act: 'decideErasure', of: 'erasures', body: { erase: false, note: '' }, who: keepers },
  { act: 'askHold', as: 'case', body: ({ things }: About) => ({ kind: 'case', subjectId: things.get('cases'), reason: '' }), who: ['triage'] },
  { act: 'askHold', as: 'disclosure', body: ({ things }: About) => ({ kind: 'disclosure', subjectId: things.get('disclosures'), reason: '' }), who: keepers },
  { act: 'moveHold', of: 'holds', body: { move: 'lift' }, who: ['triage'] },
  { act: 'confirmIncident', of: 'incidents', body: { note: '' }, who: keepers },
  { act: 'makeHouseholdCodes', body: { count: 1 }, who: ['clerk'], abroad: ['clerk'] },
  { act: 'endHouseholdCodes', of: newHouseholdCodes, who: ['clerk'] },
  { act: 'startUpload', body: ({ world }: About) => ({ item: 'farmland-subsidy', name: 'a.csv', bytes: 3, villageCode: world.village }), who: writers },
  { act: 'sendChunk', of: 'import-uploads', form: () => ({ texts: { offset: '9' }, ...anything }), who: ['clerk'] },
  { act: 'checkUpload', of: 'import-uploads', body: {}, who: ['clerk'] },
  { act: 'makeDrafts', of: 'import-uploads', body: { period: '2026', title: '测试', fields: {} }, who: ['clerk'] },
  { act: 'readImport', form: ({ world }) => ({ texts: { item: 'farmland-subsidy', villageCode: String(world.village) }, ...anything }), who: writers },
  { act: 'declareNil', body: ({ world }: About) => ({ villageCode: world.village, item: 'debts', period: '2026-Q2' }), who: writers },
  { act: 'moveNil', of: 'nil-declarations', body: { action: 'return', note: '' }, who: ['reviewer'] },
  { act: 'hideObjection', of: 'objections', body: { part: 'question', reason: 'insult', asOf: 99, note: reason }, who: keepers },
  { act: 'moveObjection', of: 'objections', body: { action: 'answer', asOf: 99, words: '这笔电费有发票，可以查阅。' }, who: [...writers, 'reviewer'] },
  { act: 'makeBatch', body: ({ things }: About) => ({ draftIds: [things.get('drafts')] }), who: ['reviewer'], abroad: ['reviewer'] },
  { act: 'approveBatch', of: 'review-batches', who: ['reviewer'] },
  { act: 'confirmSample', of: 'review-batches', body: async ({ world, things }: About) => ({ draftId: await idOf(world, 'select draft_id as id from review_batch_item where batch_id = $1', things.get('review-batches')!), asOf: 99 }), who: ['reviewer'] },
]

/** What is read by its id. */
const readings: readonly Act[] = [
  { act: 'listSuccessors', of: 'accounts', who: makers },
  { act: 'getUpload', of: 'import-uploads', who: ['clerk'] },
  { act: 'getBatch', of: 'review-batches', who: ['reviewer'] },
  { act: 'getTip', of: 'tips', who: ['inspector'] },
  { act: 'getTipPart', of: 'tips', who: ['inspector'] },
  { act: 'takeSealedIdentity', of: 'identity-requests', who: [...custodians, 'triage'] },
]

/** What belongs to one account and to nobody else, asked about that of another. */
const ownThings: readonly Act[] = [
  { act: 'renamePasskey', of: passkeyOfAnother, body: { name: '我的手机' }, who: [] },
  { act: 'removePasskey', of: passkeyOfAnother, who: [] },
  { act: 'endOwnSession', of: ({ world }) => idOf(world, 'select s.id from auth.session as s join officer as o on o.user_id = s.user_id where o.name = $1', leftBehind.name), who: [] },
  // The last, because whoever stands in for another asks from that post.
  { act: 'standIn', of: 'deputies', body: (_, id) => ({ deputyshipId: id }), who: ['handler'] },
]

/** Each is asked about in acts.test.ts; the rest, about cases and drafts in every state and about nothing, in matrix.test.ts. */
export const acts: readonly Act[] = [...accounts, ...organisation, ...complaints, ...records, ...readings, ...ownThings]
