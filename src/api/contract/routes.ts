import * as accounts from './accounts.ts'
import * as audit from './audit.ts'
import * as answers from './answers.ts'
import * as cases from './cases.ts'
import * as caseTools from './case-tools.ts'
import * as catalogue from './catalogue.ts'
import * as complaints from './complaints.ts'
import * as conflicts from './conflicts.ts'
import * as organisation from './organisation.ts'
import * as caseRules from './case-rules.ts'
import * as contacts from './contacts.ts'
import * as countyList from './county-list.ts'
import * as desk from './desk.ts'
import * as disclosures from './disclosures.ts'
import * as drafts from './drafts.ts'
import * as duties from './duties.ts'
import * as evidence from './evidence.ts'
import * as hotline from './hotline.ts'
import * as imports from './imports.ts'
import * as identity from './identity.ts'
import * as intake from './intake.ts'
import * as keeping from './keeping.ts'
import * as matter from './matter.ts'
import * as objections from './objections.ts'
import * as incidents from './incidents.ts'
import * as overview from './overview.ts'
import * as projects from './projects.ts'
import * as ratings from './ratings.ts'
import * as replyTemplates from './reply-templates.ts'
import * as review from './review.ts'
import type { RouteContract } from './route.ts'
import * as setUp from './set-up.ts'
import * as security from './security.ts'
import * as signIn from './sign-in.ts'
import * as supervision from './supervision.ts'
import * as tips from './tips.ts'
import * as uploads from './uploads.ts'

/** Every route of the API, the staff's first, in the order of the document. A route that is not here does not exist for the client. */
export const staffRoutes: readonly RouteContract[] = [
  signIn.signInPage,
  signIn.getMe,
  security.getSecurity,
  security.changePassword,
  security.startCodes,
  security.removeCodes,
  security.renewRecoveryCodes,
  security.endOwnSession,
  security.endOtherSessions,
  security.proveAgain,
  accounts.acceptInvitation,
  accounts.listAccounts,
  accounts.askInvitation,
  accounts.grantInvitation,
  accounts.withdrawInvitation,
  accounts.endPost,
  accounts.endSessionsOf,
  accounts.listSuccessors,
  accounts.handOver,
  setUp.getSetUp,
  setUp.getSetUpTemplate,
  setUp.readSetUp,
  setUp.askSetUp,
  setUp.grantSetUp,
  setUp.withdrawSetUp,
  contacts.getContacts,
  contacts.setContact,
  desk.getDesk,
  cases.listCases,
  cases.getCase,
  cases.moveCase,
  cases.getCasePhoto,
  cases.listUnits,
  matter.getCorrespondence,
  matter.redactCase,
  matter.writeMessage,
  matter.releaseWords,
  matter.keepNote,
  caseTools.assignCases,
  caseTools.bePresent,
  caseTools.listFilters,
  caseTools.saveFilter,
  caseTools.renameFilter,
  caseTools.deleteFilter,
  evidence.addEvidence,
  evidence.getEvidence,
  replyTemplates.listReplyTemplates,
  replyTemplates.addReplyTemplate,
  replyTemplates.retireReplyTemplate,
  intake.enterComplaint,
  intake.listAlikeEntry,
  intake.listAlike,
  intake.sayVerdict,
  intake.getIntake,
  intake.addScan,
  intake.getScan,
  hotline.readHotline,
  hotline.importHotline,
  conflicts.getCaseSubjects,
  conflicts.nameCaseSubjects,
  conflicts.listRelations,
  conflicts.declareRelation,
  conflicts.endRelation,
  conflicts.declareOwnComplaint,
  supervision.listSupervision,
  supervision.listLetters,
  supervision.getLettersCsv,
  supervision.getLetterDraft,
  supervision.explainItem,
  catalogue.listItems,
  catalogue.getSchema,
  catalogue.listVillages,
  caseRules.getCaseRules,
  caseRules.changeCaseRules,
  caseRules.decideCaseRules,
  organisation.getOrganisation,
  organisation.nameHead,
  organisation.endHead,
  organisation.addEdge,
  organisation.endEdge,
  countyList.getCountyList,
  countyList.proposeChange,
  countyList.proposeForm,
  countyList.previewForm,
  countyList.proposeBinding,
  countyList.decideProposal,
  drafts.listDrafts,
  drafts.createDraft,
  drafts.getDraft,
  drafts.saveDraft,
  drafts.moveDraft,
  drafts.waiveFinding,
  drafts.checkDraft,
  drafts.addAttachment,
  drafts.removeAttachment,
  drafts.correctDayTaken,
  drafts.getAttachment,
  imports.readImport,
  uploads.startUpload,
  uploads.getUpload,
  uploads.sendChunk,
  uploads.checkUpload,
  uploads.makeDrafts,
  catalogue.getTemplate,
  disclosures.listDisclosures,
  disclosures.correctDisclosure,
  objections.listObjections,
  objections.moveObjection,
  objections.hideObjection,
  answers.listAllowedAnswers,
  answers.listAnswerTexts,
  answers.prepareAnswer,
  answers.prepareTypicalCase,
  answers.decideAnswer,
  answers.withdrawAnswer,
  keeping.getKeeping,
  keeping.askHold,
  keeping.moveHold,
  keeping.askErasure,
  keeping.decideErasure,
  incidents.takeDownDisclosure,
  incidents.listIncidents,
  incidents.confirmIncident,
  tips.listTips,
  tips.getTip,
  tips.getTipPart,
  tips.moveTip,
  identity.getIdentityRequest,
  identity.askIdentity,
  identity.listIdentityRequests,
  identity.takeSealedIdentity,
  identity.passIdentity,
  identity.openIdentity,
  identity.refuseIdentity,
  identity.viewIdentity,
  identity.proposeResealing,
  identity.approveResealing,
  audit.listAudit,
  audit.getAuditCsv,
  overview.getOverview,
  ratings.getRatings,
  projects.listProjects,
  duties.listDuties,
  duties.listNils,
  duties.declareNil,
  duties.moveNil,
  duties.getCoverage,
  duties.getCoverageCsv,
  duties.openPastYear,
  duties.readNotice,
  review.makeBatch,
  review.getBatch,
  review.confirmSample,
  review.approveBatch,
  review.listWithdrawals,
  review.moveWithdrawal,
  complaints.fileComplaint,
  complaints.trackComplaint,
  complaints.rateComplaint,
  complaints.actOnComplaint,
  complaints.writeToUnits,
  complaints.allowPublicAnswer,
]
