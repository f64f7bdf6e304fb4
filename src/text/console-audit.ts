import type { AuditAct, AuditSubject } from '#rules/audit/acts.ts'
import type { InBoth, Language } from './language.ts'

const zh = {
  title: '审计', lead: '谁在什么时间做了或看了什么、为什么、结果如何。这里没有投诉的内容和投诉人的姓名；查看和导出本身也会留下记录。',
  at: '时间', who: '谁', role: '岗位', session: '会话', act: '动作', about: '对象', subject: '编号', seenHead: '列出件数', why: '原因（代码）', outcome: '结果', program: '程序自动',
  anyAct: '所有动作', anyAbout: '所有对象', whoPlaceholder: '姓名中的字', subjectPlaceholder: '投诉、草稿或申请的编号', from: '从哪天', to: '到哪天', csv: '导出表格', none: '没有符合的记录。', older: '更早的记录', newest: '回到最新', seen: (n: number) => `列出${n}件`, ofStranger: '未登录的人', ofComplainant: '投诉人', ofResident: '居民本人',
  done: '完成', refused: (code: string) => `拒绝（${code}）`, search: '查询',
}
const en: typeof zh = {
  title: 'Audit', lead: 'Who did or read what, when, why, and how it ended. No words of a complaint and no name of a complainant stand here; reading and exporting are entries too.',
  at: 'When', who: 'Who', role: 'Post', session: 'Session', act: 'What', about: 'About', subject: 'Number', seenHead: 'Listed', why: 'Why (code)', outcome: 'Outcome', program: 'the program',
  anyAct: 'Any act', anyAbout: 'Anything', whoPlaceholder: 'part of a name', subjectPlaceholder: 'number of a case, draft or request', from: 'From', to: 'To', csv: 'Export as a table', none: 'Nothing matches.', older: 'Older entries', newest: 'Back to the newest', seen: (n: number) => `${n} listed`, ofStranger: 'somebody not signed in', ofComplainant: 'the complainant', ofResident: 'the resident',
  done: 'done', refused: (code: string) => `refused (${code})`, search: 'Search',
}
export const auditWords: InBoth<typeof zh> = { 'zh-CN': zh, en }

export function outcomeText(language: Language, outcome: string): string {
  return outcome === 'done' ? auditWords[language].done : auditWords[language].refused(outcome)
}

/** Who it was where no officer did it. Who deletes what is their own is told by the reason, because nothing else is kept of them. */
export function actorText(language: Language, { about, why }: { readonly about: AuditSubject; readonly why?: string | undefined }): string {
  const words = auditWords[language]
  if (why === 'own-wish') return about === 'account' ? words.ofResident : words.ofComplainant
  return about === 'account' && why !== 'kept-no-longer' ? words.ofStranger : words.program
}

export const auditSubjectTexts: InBoth<Record<AuditSubject, string>> = {
  'zh-CN': { case: '投诉', identity: '身份', report: '检举控告', draft: '草稿和导入', record: '公开内容', rules: '规则和清单', organisation: '机构', relation: '利害关系', answer: '公开答复', contact: '联系方式', register: '台账和表格', account: '账号', audit: '审计', program: '程序' },
  en: { case: 'complaint', identity: 'identity', report: 'confidential report', draft: 'draft or import', record: 'published record', rules: 'rules and lists', organisation: 'organisation', relation: 'relation', answer: 'public answer', contact: 'contact', register: 'register or table', account: 'account', audit: 'audit', program: 'program' },
}

export const auditActTexts: InBoth<Record<AuditAct, string>> = {
  'zh-CN': {
    listCases: '查看投诉列表', searchCases: '查找投诉', getCase: '查看投诉', getCasePhoto: '查看投诉照片', getCorrespondence: '查看往来文字', getEvidence: '查看答复附件', listAlike: '查看相似投诉', listAlikeEntry: '录入前查重', getIntake: '查看来件登记', getScan: '查看来件扫描件',
    getCaseSubjects: '查看所涉人员', getLetterDraft: '查看督办函草稿', listSupervision: '查看督办列表', listLetters: '查看督办函台账', getLettersCsv: '导出督办函台账', getCoverageCsv: '导出公开情况', listAllowedAnswers: '查看同意公开的答复', listAnswerTexts: '查看公开稿',
    moveCase: '办理投诉', assignCases: '批量分办', nameCaseSubjects: '登记所涉人员', redactCase: '改写给单位的文字', writeMessage: '给投诉人留言', releaseWords: '转给单位', keepNote: '记内部备注', addEvidence: '加答复附件', addScan: '加扫描件', sayVerdict: '判断是否重复', explainItem: '书面说明',
    enterComplaint: '代为登记投诉', readHotline: '读取热线工单', importHotline: '导入热线工单', getIdentityRequest: '查看身份申请', askIdentity: '申请查看身份', listIdentityRequests: '查看保管人工作台', takeSealedIdentity: '取出密文', passIdentity: '去掉外层', openIdentity: '打开里层',
    refuseIdentity: '不同意查看身份', viewIdentity: '查看身份', proposeResealing: '提出重新密封', approveResealing: '同意重新密封', listTips: '查看检举控告列表', getTip: '查看检举控告', getTipPart: '取检举控告内容', resealTipPart: '为移送重新密封内容', moveTip: '办理检举控告', changeCaseRules: '提出改规则', decideCaseRules: '决定改规则',
    proposeChange: '提出改清单', proposeForm: '提出改表样', proposeBinding: '提出改责任单位', proposeBindings: '批量提出承办单位', proposeProcedure: '提出改办事流程', passProposals: '批量通过提议', decideProposal: '决定清单提议', nameHead: '登记负责人', endHead: '负责人离任', addEdge: '登记隶属', endEdge: '解除隶属', makeUnit: '设立单位', renameUnit: '单位改名', endUnit: '撤销单位', changePost: '变更任职', grantPostChange: '批准任职变更', withdrawPostChange: '撤回任职变更', listRelations: '查看利害关系', declareRelation: '申报利害关系', endRelation: '解除利害关系',
    declareOwnComplaint: '申报本人投诉', prepareAnswer: '起草公开答复', prepareTypicalCase: '起草典型案例', decideAnswer: '审核公开答复', withdrawAnswer: '撤下公开答复', takeDownDisclosure: '紧急撤下', confirmIncident: '确认处置', waiveFinding: '放行疑似个人信息', hideObjection: '隐藏异议文字', moveWithdrawal: '撤回公开内容',
    getKeeping: '查看保存与删除', askHold: '提出暂缓删除', moveHold: '决定暂缓删除', askErasure: '提出删除个人信息', decideErasure: '决定删除个人信息',
    listAccounts: '查看账号', searchAccounts: '查找账号', askInvitation: '申请账号', grantInvitation: '批准账号', withdrawInvitation: '撤回账号申请', endPost: '结束任职', endSessionsOf: '令账号退出',
    enterPassword: '用密码登录', enterCode: '登录第二步：验证码', enterRecoveryCode: '登录第二步：恢复码', enterPasskey: '用通行密钥登录', enterProvider: '用统一身份登录', beSlowed: '错误太多，须等待', signOut: '退出登录', acceptInvitation: '凭邀请码设密码',
    changePassword: '更换密码', startCodes: '开始设置验证器', removeCodes: '停用验证器', renewRecoveryCodes: '更换恢复码', addPasskey: '添加通行密钥', renamePasskey: '给通行密钥改名', removePasskey: '删除通行密钥', linkProvider: '绑定统一身份', unlinkProvider: '解除统一身份', endOwnSession: '令一台设备退出',
    endOtherSessions: '令其他设备退出', proveAgain: '再次验证本人', provePasskey: '用通行密钥再次验证',
    handOver: '移交工作', listDeputies: '查看代理', nameDeputy: '指定代理人', endDeputyship: '结束代理', standIn: '切换代理岗位', getSetUp: '查看批量设置', askSetUp: '提交批量设置', grantSetUp: '批准批量设置', withdrawSetUp: '撤回批量设置', takeBackSetUp: '收回批量设置', renewHalves: '重发半段邀请码',
    addReplyTemplate: '增加答复模板', retireReplyTemplate: '停用答复模板', listDrafts: '查看草稿列表', searchDrafts: '查找草稿', getDraft: '查看草稿', getAttachment: '查看草稿附件', createDraft: '新建草稿', correctDisclosure: '更正公开内容', saveDraft: '保存草稿', moveDraft: '办理草稿', addAttachment: '加草稿附件', removeAttachment: '删草稿附件', correctDayTaken: '改照片拍摄日期',
    readImport: '读取表格', startUpload: '上传导入文件', checkUpload: '检查导入文件', getUpload: '查看导入结果', makeDrafts: '导入成草稿', makeBatch: '组成批次', getBatch: '查看批次', confirmSample: '抽查合格', approveBatch: '批量批准', releaseDraft: '到时发布', declareNil: '零申报', moveNil: '决定零申报', openPastYear: '开放往年', listIncidents: '查看紧急撤下', moveObjection: '办理异议',
    forgetName: '删除姓名和电话', deleteWords: '期满删除投诉文字', forgetResident: '删除居民账号', listSuccessors: '查看可接手的人', readSetUp: '读取批量设置表',
    setContact: '设置联系方式', makeHouseholdCodes: '生成村民码', endHouseholdCodes: '作废村民码', listAudit: '查看审计', searchAudit: '按姓名查审计', getAuditCsv: '导出审计', searchAuditCsv: '按姓名导出审计', start: '程序启动', exportIdentities: '取出全部密文', importIdentities: '放回重新密封的密文', replaceMaster: '更换主密钥',
  },
  en: {
    listCases: 'read a list of complaints', searchCases: 'search complaints', getCase: 'read a complaint', getCasePhoto: 'see a photo', getCorrespondence: 'read the correspondence', getEvidence: 'see a file of an answer', listAlike: 'see similar complaints', listAlikeEntry: 'look for similar ones before entry', getIntake: 'read how it came', getScan: 'see a scan',
    getCaseSubjects: 'see whom it is about', getLetterDraft: 'read a draft letter', listSupervision: 'read the list of cards and letters', listLetters: 'read the register of letters', getLettersCsv: 'export the register of letters', getCoverageCsv: 'export the coverage', listAllowedAnswers: 'see which answers may be public', listAnswerTexts: 'read texts of public answers',
    moveCase: 'act on a complaint', assignCases: 'assign several', nameCaseSubjects: 'name whom it is about', redactCase: 'write the text for units', writeMessage: 'write to the complainant', releaseWords: 'pass on to the units', keepNote: 'keep a note', addEvidence: 'add a file to an answer', addScan: 'add a scan', sayVerdict: 'judge likeness', explainItem: 'explain',
    enterComplaint: 'enter for somebody', readHotline: 'read a hotline file', importHotline: 'import a hotline file', getIdentityRequest: 'see requests for an identity', askIdentity: 'ask to see who complained', listIdentityRequests: 'look at the custodians’ desk', takeSealedIdentity: 'take a ciphertext', passIdentity: 'take off the outer layer', openIdentity: 'open the inner layer',
    refuseIdentity: 'refuse to show', viewIdentity: 'see who complained', proposeResealing: 'propose a re-sealing', approveResealing: 'agree to a re-sealing', listTips: 'read the list of reports', getTip: 'read a report', getTipPart: 'take a part of a report', resealTipPart: 'seal a part anew to hand it over', moveTip: 'act on a report', changeCaseRules: 'propose rules', decideCaseRules: 'decide on rules',
    proposeChange: 'propose a list change', proposeForm: 'propose a form', proposeBinding: 'propose units', proposeBindings: 'propose units of several items', proposeProcedure: 'propose a procedure', passProposals: 'pass several proposals', decideProposal: 'decide a proposal', nameHead: 'name a head', endHead: 'end a head', addEdge: 'add a subordination', endEdge: 'end a subordination', makeUnit: 'make a unit', renameUnit: 'name a unit anew', endUnit: 'end a unit', changePost: 'change a post', grantPostChange: 'grant a change of a post', withdrawPostChange: 'withdraw a change of a post', listRelations: 'read relations', declareRelation: 'declare a relation', endRelation: 'end a relation',
    declareOwnComplaint: 'declare an own complaint', prepareAnswer: 'draft a public answer', prepareTypicalCase: 'draft a typical case', decideAnswer: 'decide on a public answer', withdrawAnswer: 'withdraw a public answer', takeDownDisclosure: 'take down', confirmIncident: 'confirm an incident', waiveFinding: 'waive a finding', hideObjection: 'hide words of an objection', moveWithdrawal: 'withdraw a record',
    getKeeping: 'see what is kept and deleted', askHold: 'ask to keep longer', moveHold: 'decide on keeping longer', askErasure: 'ask to delete a personal value', decideErasure: 'decide on deleting a personal value',
    listAccounts: 'see accounts', searchAccounts: 'search accounts', askInvitation: 'ask for an account', grantInvitation: 'grant an account', withdrawInvitation: 'withdraw a request for an account', endPost: 'end a post', endSessionsOf: 'sign an account out',
    enterPassword: 'sign in by password', enterCode: 'second step: code', enterRecoveryCode: 'second step: recovery code', enterPasskey: 'sign in by passkey', enterProvider: 'sign in by single sign-on', beSlowed: 'made to wait after wrong tries', signOut: 'sign out', acceptInvitation: 'set a password by invitation',
    changePassword: 'change the password', startCodes: 'begin an authenticator', removeCodes: 'switch the authenticator off', renewRecoveryCodes: 'renew recovery codes', addPasskey: 'add a passkey', renamePasskey: 'rename a passkey', removePasskey: 'remove a passkey', linkProvider: 'link single sign-on', unlinkProvider: 'unlink single sign-on', endOwnSession: 'sign a device out',
    endOtherSessions: 'sign other devices out', proveAgain: 'prove oneself again', provePasskey: 'prove oneself by passkey',
    handOver: 'hand work over', listDeputies: 'see deputies', nameDeputy: 'name a deputy', endDeputyship: 'end a deputyship', standIn: 'step in or out of a lent post', getSetUp: 'see a set-up', askSetUp: 'ask for a set-up', grantSetUp: 'grant a set-up', withdrawSetUp: 'withdraw a set-up', takeBackSetUp: 'take a granted set-up back', renewHalves: 'tell halves of codes anew',
    addReplyTemplate: 'add a template', retireReplyTemplate: 'retire a template', listDrafts: 'read a list of drafts', searchDrafts: 'search drafts', getDraft: 'read a draft', getAttachment: 'see a file of a draft', createDraft: 'begin a draft', correctDisclosure: 'correct a record', saveDraft: 'save a draft', moveDraft: 'act on a draft', addAttachment: 'add a file to a draft', removeAttachment: 'remove a file of a draft', correctDayTaken: 'correct the day of a photo',
    readImport: 'read a spreadsheet', startUpload: 'send in a file to import', checkUpload: 'check a file to import', getUpload: 'see what a check found', makeDrafts: 'import as drafts', makeBatch: 'put drafts together', getBatch: 'see a batch', confirmSample: 'find a drawn draft right', approveBatch: 'approve a batch', releaseDraft: 'publish at the hour set', declareNil: 'declare that nothing happened', moveNil: 'decide on such a declaration', openPastYear: 'open a past year', listIncidents: 'read the list of take-downs', moveObjection: 'act on an objection',
    forgetName: 'delete name and number', deleteWords: 'delete words past their time', forgetResident: 'delete a resident’s account', listSuccessors: 'see who could take over', readSetUp: 'read a set-up file',
    setContact: 'set a contact', makeHouseholdCodes: 'make household codes', endHouseholdCodes: 'end household codes', listAudit: 'read the audit', searchAudit: 'search the audit by name', searchAuditCsv: 'export the audit by name', getAuditCsv: 'export the audit', start: 'the program started', exportIdentities: 'take all ciphertexts out', importIdentities: 'put re-sealed ciphertexts back', replaceMaster: 'replace the master key',
  },
}
