/** Written by bin/openapi.ts from src/api/contract: change the contract, then run `node bin/openapi.ts`. */

export interface StaffApi {
  'GET /api/v1/sign-in': {
    reply: SignInPage
  }
  'GET /api/v1/me': {
    reply: Me
  }
  'GET /api/v1/security': {
    reply: AccountSecurity
  }
  'POST /api/v1/security/password': {
    body: PasswordChange
    reply: PasswordChanged
  }
  'POST /api/v1/security/codes': {
    body: CodesAsked
    reply: CodesBegun
  }
  'POST /api/v1/security/codes/remove': {
    reply: CodesRemoved
  }
  'POST /api/v1/security/recovery-codes': {
    reply: RecoveryCodes
  }
  'POST /api/v1/security/sessions/{id}/end': {
    params: {
      id: string
    }
    reply: SessionEnded
  }
  'POST /api/v1/security/other-sessions/end': {
    reply: SessionsEnded
  }
  'POST /api/v1/security/proof': {
    body: Proof
    reply: Proved
  }
  'POST /api/v1/passkeys/options': {
    reply: PasskeyAsked
  }
  'POST /api/v1/security/passkeys/options': {
    reply: PasskeyAsked
  }
  'POST /api/v1/security/passkeys': {
    body: NewPasskey
    reply: PasskeyAdded
  }
  'POST /api/v1/security/passkeys/{id}/name': {
    params: {
      id: string
    }
    body: PasskeyName
    reply: PasskeyRenamed
  }
  'POST /api/v1/security/passkeys/{id}/remove': {
    params: {
      id: string
    }
    reply: PasskeyRemoved
  }
  'POST /api/v1/security/proof/passkey/options': {
    reply: PasskeyAsked
  }
  'POST /api/v1/security/proof/passkey': {
    body: PasskeyProof
    reply: PasskeyProved
  }
  'POST /api/v1/security/provider': {
    reply: ProviderAsked
  }
  'POST /api/v1/security/provider/remove': {
    reply: ProviderUnlinked
  }
  'POST /api/v1/invitations/accept': {
    body: Acceptance
    reply: Accepted
  }
  'GET /api/v1/accounts': {
    query: {}
    reply: Accounts
  }
  'POST /api/v1/accounts/search': {
    body: AccountSearch
    reply: Accounts
  }
  'POST /api/v1/accounts/invitations': {
    body: InvitationAsked
    reply: CodeHalf
  }
  'POST /api/v1/accounts/invitations/{id}/grant': {
    params: {
      id: string
    }
    reply: CodeHalf
  }
  'POST /api/v1/accounts/invitations/{id}/withdraw': {
    params: {
      id: string
    }
    reply: InvitationWithdrawn
  }
  'POST /api/v1/accounts/{id}/end': {
    params: {
      id: string
    }
    body: PostEnding
    reply: AccountEnded
  }
  'POST /api/v1/accounts/{id}/sign-out': {
    params: {
      id: string
    }
    reply: AccountEnded
  }
  'GET /api/v1/accounts/{id}/successors': {
    params: {
      id: string
    }
    reply: Successors
  }
  'POST /api/v1/accounts/{id}/hand-over': {
    params: {
      id: string
    }
    body: HandingOver
    reply: AccountEnded
  }
  'GET /api/v1/deputies': {
    reply: Deputies
  }
  'POST /api/v1/deputies': {
    body: DeputyNamed
    reply: DeputyshipMade
  }
  'POST /api/v1/deputies/{id}/end': {
    params: {
      id: string
    }
    reply: DeputyshipEnded
  }
  'POST /api/v1/me/post': {
    body: PostChosen
    reply: PostOfSession
  }
  'GET /api/v1/accounts/set-up': {
    reply: SetUpState
  }
  'GET /api/v1/accounts/set-up/template.xlsx': {
    reply: Blob
  }
  'POST /api/v1/accounts/set-up/reading': {
    form: {
      file: Blob
    }
    reply: SetUpReading
  }
  'POST /api/v1/accounts/set-up': {
    form: {
      file: Blob
    }
    reply: SetUpAsked
  }
  'POST /api/v1/accounts/set-up/{id}/grant': {
    params: {
      id: string
    }
    reply: SetUpGranted
  }
  'POST /api/v1/accounts/set-up/{id}/withdraw': {
    params: {
      id: string
    }
    reply: SetUpWithdrawn
  }
  'POST /api/v1/accounts/set-up/{id}/take-back': {
    params: {
      id: string
    }
    body: SetUpTakingBack
    reply: SetUpTakenBack
  }
  'POST /api/v1/accounts/set-up/{id}/halves': {
    params: {
      id: string
    }
    reply: HalvesRenewed
  }
  'GET /api/v1/me/contacts': {
    reply: Contacts
  }
  'POST /api/v1/me/contacts': {
    body: ContactSet
    reply: Contacts
  }
  'GET /api/v1/desk': {
    reply: Desk
  }
  'GET /api/v1/cases': {
    query: {
      queue:
        | 'to-accept'
        | 'to-assign'
        | 'ready-to-assign'
        | 'returned'
        | 'to-confirm'
        | 'county-decides'
        | 'extensions'
        | 'reviews'
        | 'badly-rated'
        | 'visits'
        | 'to-release'
        | 'supervised'
        | 'cards'
        | 'to-sign'
        | 'handling'
        | 'helping'
        | 'waiting'
        | 'answered'
        | 'overdue'
        | 'all'
      state?:
        | 'submitted'
        | 'needsMoreInfo'
        | 'lapsed'
        | 'diverted'
        | 'rejectionProposed'
        | 'rejected'
        | 'appealed'
        | 'accepted'
        | 'assigned'
        | 'returned'
        | 'countyDecides'
        | 'handling'
        | 'jointHandling'
        | 'extensionPending'
        | 'replyDrafted'
        | 'replied'
        | 'rated'
        | 'redo'
        | 'escalated'
        | 'closed'
        | 'merged'
        | 'withdrawn'
      /**
       * A 12-digit division code.
       */
      village?: number
      unit?: string
      item?: string
      channel?: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
      light?: 'green' | 'yellow' | 'red' | 'none'
      sort?: 'due' | '-due' | 'received' | '-received' | 'village' | '-village'
      page?: number
    }
    reply: CasePage
  }
  'POST /api/v1/cases/search': {
    body: CaseSearch
    reply: CasePage
  }
  'GET /api/v1/cases/{id}': {
    params: {
      id: string
    }
    reply: CaseDetail
  }
  'POST /api/v1/cases/{id}/moves': {
    params: {
      id: string
    }
    body: CaseMove
    reply: CaseDetail
  }
  'GET /api/v1/cases/{id}/photos/{n}': {
    params: {
      id: string
      n: number
    }
    reply: Blob
  }
  'GET /api/v1/units': {
    query: {
      kind?:
        'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
      /**
       * A 12-digit division code.
       */
      village?: number
    }
    reply: UnitList
  }
  'GET /api/v1/cases/{id}/correspondence': {
    params: {
      id: string
    }
    reply: Correspondence
  }
  'POST /api/v1/cases/{id}/redactions': {
    params: {
      id: string
    }
    body: CaseRedaction
    reply: CaseDetail
  }
  'POST /api/v1/cases/{id}/messages': {
    params: {
      id: string
    }
    body: MessageToComplainant
    reply: Correspondence
  }
  'POST /api/v1/cases/{id}/releases': {
    params: {
      id: string
    }
    body: WordsRelease
    reply: Correspondence
  }
  'POST /api/v1/cases/{id}/notes': {
    params: {
      id: string
    }
    body: OfficeNote
    reply: Correspondence
  }
  'POST /api/v1/cases/assignments': {
    body: CaseAssignments
    reply: AssignmentOutcomes
  }
  'POST /api/v1/cases/{id}/presence': {
    params: {
      id: string
    }
    body: PresenceSign
    reply: Presence
  }
  'GET /api/v1/saved-filters': {
    reply: SavedFilters
  }
  'POST /api/v1/saved-filters': {
    body: NewSavedFilter
    reply: SavedFilters
  }
  'PUT /api/v1/saved-filters/{id}': {
    params: {
      id: string
    }
    body: FilterName
    reply: SavedFilters
  }
  'DELETE /api/v1/saved-filters/{id}': {
    params: {
      id: string
    }
    reply: SavedFilters
  }
  'POST /api/v1/cases/{id}/evidence': {
    params: {
      id: string
    }
    form: {
      file: Blob
    }
    reply: EvidenceAdded
  }
  'GET /api/v1/cases/{id}/evidence/{file}': {
    params: {
      id: string
      file: string
    }
    reply: Blob
  }
  'GET /api/v1/reply-templates': {
    reply: ReplyTemplates
  }
  'POST /api/v1/reply-templates': {
    body: NewReplyTemplate
    reply: ReplyTemplates
  }
  'POST /api/v1/reply-templates/{id}/retirement': {
    params: {
      id: string
    }
    body: TemplateRetirement
    reply: ReplyTemplates
  }
  'POST /api/v1/intake': {
    body: Entry
    reply: EntryReceipt
  }
  'POST /api/v1/intake/alike': {
    body: AlikeQuestion
    reply: AlikeList
  }
  'GET /api/v1/cases/{id}/alike': {
    params: {
      id: string
    }
    reply: AlikeList
  }
  'POST /api/v1/cases/{id}/verdicts': {
    params: {
      id: string
    }
    body: Verdict
    reply: AlikeList
  }
  'GET /api/v1/cases/{id}/intake': {
    params: {
      id: string
    }
    reply: CaseIntake
  }
  'POST /api/v1/cases/{id}/scans': {
    params: {
      id: string
    }
    form: {
      file: Blob
    }
    reply: ScanAdded
  }
  'GET /api/v1/cases/{id}/scans/{n}': {
    params: {
      id: string
      n: number
    }
    reply: Blob
  }
  'POST /api/v1/hotline-files/check': {
    form: {
      file: Blob
    }
    reply: HotlineReading
  }
  'POST /api/v1/hotline-files': {
    form: {
      sha256: string
      leaveOut: string
      file: Blob
    }
    reply: HotlineImport
  }
  'GET /api/v1/cases/{id}/subjects': {
    params: {
      id: string
    }
    reply: CaseSubjects
  }
  'POST /api/v1/cases/{id}/subjects': {
    params: {
      id: string
    }
    body: SubjectNaming
    reply: SubjectsNamed
  }
  'GET /api/v1/relations': {
    reply: RelationList
  }
  'POST /api/v1/relations': {
    body: NewRelation
    reply: RelationMade
  }
  'POST /api/v1/relations/{id}/end': {
    params: {
      id: string
    }
    body: RelationEnding
    reply: RelationEnded
  }
  'POST /api/v1/relations/own-complaints': {
    body: OwnComplaint
    reply: OwnComplaintDeclared
  }
  'GET /api/v1/supervision': {
    query: {
      kind?: 'blue' | 'yellow' | 'red' | 'letter'
      standing?: 'open' | 'overdue' | 'raised' | 'all'
      unit?: string
      page?: number
    }
    reply: SupervisionPage
  }
  'GET /api/v1/supervision/letters': {
    query: {
      year?: number
    }
    reply: LetterRegister
  }
  'GET /api/v1/supervision/letters.csv': {
    query: {
      year?: number
    }
    reply: Blob
  }
  'GET /api/v1/cases/{id}/letter-draft': {
    params: {
      id: string
    }
    reply: LetterDraft
  }
  'POST /api/v1/cases/{id}/supervision/{n}/explanation': {
    params: {
      id: string
      n: number
    }
    body: Explanation
    reply: Explained
  }
  'GET /api/v1/items': {
    query: {
      /**
       * A 12-digit division code.
       */
      village?: number
    }
    reply: Catalogue
  }
  'GET /api/v1/schemas/{item}': {
    params: {
      item: string
    }
    query: {
      version?: number
    }
    reply: FieldSchemaView
  }
  'GET /api/v1/villages': {
    reply: VillageList
  }
  'GET /api/v1/case-rules': {
    reply: CaseRules
  }
  'POST /api/v1/case-rules/changes': {
    body: CaseRulesChange
    reply: CaseRules
  }
  'POST /api/v1/case-rules/proposals/{id}/decision': {
    params: {
      id: string
    }
    body: RulesDecision
    reply: CaseRules
  }
  'GET /api/v1/organisation': {
    query: {
      /**
       * A 12-digit division code.
       */
      place?: number
    }
    reply: Organisation
  }
  'POST /api/v1/organisation/heads': {
    body: NewHead
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/heads/{id}/end': {
    params: {
      id: string
    }
    body: HeadEnding
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/edges': {
    body: NewEdge
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/edges/{id}/end': {
    params: {
      id: string
    }
    body: EdgeEnding
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/units': {
    body: NewUnit
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/units/{id}/name': {
    params: {
      id: string
    }
    body: UnitRenaming
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/units/{id}/end': {
    params: {
      id: string
    }
    body: UnitEnding
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/posts/{id}': {
    params: {
      id: string
    }
    body: PostChanging
    reply: PostChanged
  }
  'POST /api/v1/organisation/post-changes/{id}/grant': {
    params: {
      id: string
    }
    reply: OrganisationChanged
  }
  'POST /api/v1/organisation/post-changes/{id}/withdraw': {
    params: {
      id: string
    }
    reply: OrganisationChanged
  }
  'GET /api/v1/county-list': {
    reply: CountyList
  }
  'POST /api/v1/county-list/changes': {
    body: CountyListChange
    reply: CountyList
  }
  'POST /api/v1/county-list/{item}/forms': {
    params: {
      item: string
    }
    body: CountyForm
    reply: CountyList
  }
  'POST /api/v1/county-list/{item}/forms/preview': {
    params: {
      item: string
    }
    body: CountyFormPreviewed
    reply: CountyFormPreview
  }
  'POST /api/v1/county-list/{item}/bindings': {
    params: {
      item: string
    }
    body: CountyBinding
    reply: CountyList
  }
  'POST /api/v1/county-list/bindings': {
    body: CountyBindings
    reply: CountyList
  }
  'GET /api/v1/county-list/{item}/procedure': {
    params: {
      item: string
    }
    reply: ItemProcedure
  }
  'POST /api/v1/county-list/{item}/procedures': {
    params: {
      item: string
    }
    body: CountyProcedureAsked
    reply: CountyList
  }
  'POST /api/v1/county-list/proposals/pass': {
    body: ProposalsPassed
    reply: CountyList
  }
  'POST /api/v1/county-list/proposals/{id}/decision': {
    params: {
      id: string
    }
    body: ProposalDecision
    reply: CountyList
  }
  'GET /api/v1/drafts': {
    query: {
      queue: 'mine' | 'returned' | 'at-committee' | 'to-review' | 'scheduled' | 'approved'
      page?: number
    }
    reply: DraftPage
  }
  'POST /api/v1/drafts/search': {
    body: DraftSearch
    reply: DraftPage
  }
  'POST /api/v1/drafts': {
    body: DraftInput
    reply: Draft
  }
  'GET /api/v1/drafts/{id}': {
    params: {
      id: string
    }
    reply: Draft
  }
  'PUT /api/v1/drafts/{id}': {
    params: {
      id: string
    }
    body: DraftEdit
    reply: Draft
  }
  'POST /api/v1/drafts/{id}/moves': {
    params: {
      id: string
    }
    body: DraftMove
    reply: Draft
  }
  'POST /api/v1/drafts/{id}/waivers': {
    params: {
      id: string
    }
    body: FindingWaiver
    reply: Draft
  }
  'POST /api/v1/drafts/check': {
    body: DraftInput
    reply: DraftCheck
  }
  'POST /api/v1/drafts/{id}/attachments': {
    params: {
      id: string
    }
    form: {
      file: Blob
    }
    reply: AttachmentList
  }
  'DELETE /api/v1/drafts/{id}/attachments/{n}': {
    params: {
      id: string
      n: number
    }
    reply: AttachmentList
  }
  'PUT /api/v1/drafts/{id}/attachments/{n}/day-taken': {
    params: {
      id: string
      n: number
    }
    body: DayTaken
    reply: AttachmentList
  }
  'GET /api/v1/drafts/{id}/attachments/{n}': {
    params: {
      id: string
      n: number
    }
    reply: Blob
  }
  'POST /api/v1/imports': {
    form: {
      item: string
      villageCode: string
      file: Blob
    }
    reply: ImportReading
  }
  'POST /api/v1/import-uploads': {
    body: {
      item: string
      /**
       * A 12-digit division code.
       */
      villageCode?: number
      name: string
      bytes: number
      /**
       * Of the whole file. A browser without a secure connection cannot tell it; then the bytes are taken as they come.
       */
      sha256?: string
    }
    reply: ImportUpload
  }
  'GET /api/v1/import-uploads/{id}': {
    params: {
      id: string
    }
    reply: ImportUpload
  }
  'PUT /api/v1/import-uploads/{id}/chunk': {
    params: {
      id: string
    }
    form: {
      offset: string
      file: Blob
    }
    reply: ImportUpload
  }
  'POST /api/v1/import-uploads/{id}/checks': {
    params: {
      id: string
    }
    body: {
      table?: number
      /**
       * For each column of the table, in order: the key of the field it fills, or null to leave it out.
       *
       * @maxItems 200
       */
      mapping?: (string | null)[]
    }
    reply: ImportUpload
  }
  'POST /api/v1/import-uploads/{id}/drafts': {
    params: {
      id: string
    }
    body: {
      period: string
      title: string
      fields: Cells
      /**
       * Import although rows stand in an earlier record.
       */
      despiteKnownRows?: boolean
    }
    reply: ImportUpload
  }
  'GET /api/v1/items/{item}/{file}': {
    params: {
      item: string
      file: 'template.xlsx' | 'template.csv'
    }
    reply: Blob
  }
  'GET /api/v1/disclosures': {
    query: {
      /**
       * A 12-digit division code.
       */
      village?: number
      item?: string
      page?: number
    }
    reply: PublishedPage
  }
  'POST /api/v1/disclosures/search': {
    body: PublishedSearch
    reply: PublishedPage
  }
  'POST /api/v1/disclosures/{id}/corrections': {
    params: {
      id: string
    }
    body: CorrectionRequest
    reply: Draft
  }
  'GET /api/v1/objections': {
    query: {
      which: 'open' | 'closed'
      page?: number
    }
    reply: ObjectionPage
  }
  'POST /api/v1/objections/{id}/moves': {
    params: {
      id: string
    }
    body: ObjectionMove
    reply: ObjectionMoved
  }
  'POST /api/v1/objections/{id}/hidings': {
    params: {
      id: string
    }
    body: ObjectionHiding
    reply: ObjectionHidden
  }
  'GET /api/v1/answers/allowed': {
    query: {
      page?: number
    }
    reply: AllowedAnswerPage
  }
  'GET /api/v1/answers': {
    query: {
      which: 'waiting' | 'open' | 'over'
      page?: number
    }
    reply: AnswerTextPage
  }
  'POST /api/v1/cases/{id}/answer-texts': {
    params: {
      id: string
    }
    body: AnswerWords
    reply: AnswerTextMade
  }
  'POST /api/v1/typical-cases': {
    body: TypicalCaseWords
    reply: AnswerTextMade
  }
  'POST /api/v1/answers/{id}/decisions': {
    params: {
      id: string
    }
    body: AnswerDecision
    reply: AnswerTextMade
  }
  'POST /api/v1/answers/{id}/withdrawals': {
    params: {
      id: string
    }
    body: AnswerWithdrawal
    reply: AnswerTextMade
  }
  'GET /api/v1/keeping': {
    reply: Keeping
  }
  'POST /api/v1/holds': {
    body: NewHold
    reply: KeepingDone
  }
  'POST /api/v1/holds/{id}/moves': {
    params: {
      id: string
    }
    body: HoldMoved
    reply: KeepingDone
  }
  'POST /api/v1/disclosures/{id}/erasures': {
    params: {
      id: string
    }
    body: NewErasure
    reply: ErasureAsked
  }
  'POST /api/v1/erasures/{id}/decisions': {
    params: {
      id: string
    }
    body: ErasureDecision
    reply: KeepingDone
  }
  'POST /api/v1/disclosures/{id}/takedown': {
    params: {
      id: string
    }
    body: TakedownRequest
    reply: IncidentList
  }
  'GET /api/v1/incidents': {
    reply: IncidentList
  }
  'POST /api/v1/incidents/{id}/confirmation': {
    params: {
      id: string
    }
    body: IncidentConfirmation
    reply: IncidentList
  }
  'GET /api/v1/tips': {
    query: {
      which: 'open' | 'ended'
      page?: number
    }
    reply: TipPage
  }
  'GET /api/v1/tips/{id}': {
    params: {
      id: string
    }
    reply: TipDetail
  }
  'GET /api/v1/tips/{id}/parts/{n}': {
    params: {
      id: string
      n: number
    }
    reply: Blob
  }
  'POST /api/v1/tips/{id}/parts/{n}/resealed': {
    params: {
      id: string
      n: number
    }
    form: {
      bodyCode: string
      file: Blob
    }
    reply: TipPartResealed
  }
  'POST /api/v1/tips/{id}/moves': {
    params: {
      id: string
    }
    body: TipMove
    reply: TipMoved
  }
  'GET /api/v1/household-codes': {
    reply: HouseholdBatches
  }
  'POST /api/v1/household-codes': {
    body: HouseholdCodesAsked
    reply: HouseholdCodes
  }
  'POST /api/v1/household-codes/{id}/end': {
    params: {
      id: string
    }
    reply: HouseholdBatchEnded
  }
  'GET /api/v1/cases/{id}/identity': {
    params: {
      id: string
    }
    reply: CaseIdentity
  }
  'POST /api/v1/cases/{id}/identity': {
    params: {
      id: string
    }
    body: IdentityAsking
    reply: IdentityStep
  }
  'GET /api/v1/identity-requests/waiting': {
    reply: IdentitiesWaiting
  }
  'GET /api/v1/identity-requests': {
    reply: CustodyList
  }
  'GET /api/v1/identity-requests/{id}/sealed': {
    params: {
      id: string
    }
    reply: Blob
  }
  'POST /api/v1/identity-requests/{id}/pass': {
    params: {
      id: string
    }
    body: {
      /**
       * Sealed with age in the browser, in base64.
       */
      sealed: string
    }
    reply: IdentityStep
  }
  'POST /api/v1/identity-requests/{id}/open': {
    params: {
      id: string
    }
    body: {
      /**
       * Sealed with age in the browser, in base64.
       */
      sealed: string
    }
    reply: IdentityStep
  }
  'POST /api/v1/identity-requests/{id}/refuse': {
    params: {
      id: string
    }
    body: {
      note: string
    }
    reply: IdentityStep
  }
  'POST /api/v1/identity-requests/{id}/view': {
    params: {
      id: string
    }
    body: {}
    reply: IdentityView
  }
  'POST /api/v1/resealings': {
    body: {
      note: string
    }
    reply: IdentityStep
  }
  'POST /api/v1/resealings/{id}/approval': {
    params: {
      id: string
    }
    body: {}
    reply: IdentityStep
  }
  'GET /api/v1/audit': {
    query: {
      act?:
        | 'listCases'
        | 'searchCases'
        | 'getCase'
        | 'getCasePhoto'
        | 'getCorrespondence'
        | 'getEvidence'
        | 'listAlike'
        | 'listAlikeEntry'
        | 'getIntake'
        | 'getScan'
        | 'getCaseSubjects'
        | 'getLetterDraft'
        | 'listSupervision'
        | 'listLetters'
        | 'getLettersCsv'
        | 'getCoverageCsv'
        | 'listAllowedAnswers'
        | 'listAnswerTexts'
        | 'moveCase'
        | 'assignCases'
        | 'nameCaseSubjects'
        | 'redactCase'
        | 'writeMessage'
        | 'releaseWords'
        | 'keepNote'
        | 'addEvidence'
        | 'addScan'
        | 'sayVerdict'
        | 'explainItem'
        | 'enterComplaint'
        | 'readHotline'
        | 'importHotline'
        | 'addReplyTemplate'
        | 'retireReplyTemplate'
        | 'getIdentityRequest'
        | 'askIdentity'
        | 'listIdentityRequests'
        | 'takeSealedIdentity'
        | 'passIdentity'
        | 'openIdentity'
        | 'refuseIdentity'
        | 'viewIdentity'
        | 'proposeResealing'
        | 'approveResealing'
        | 'listTips'
        | 'getTip'
        | 'getTipPart'
        | 'resealTipPart'
        | 'moveTip'
        | 'changeCaseRules'
        | 'decideCaseRules'
        | 'proposeChange'
        | 'proposeForm'
        | 'proposeBinding'
        | 'proposeBindings'
        | 'proposeProcedure'
        | 'passProposals'
        | 'decideProposal'
        | 'nameHead'
        | 'endHead'
        | 'addEdge'
        | 'endEdge'
        | 'makeUnit'
        | 'renameUnit'
        | 'endUnit'
        | 'changePost'
        | 'grantPostChange'
        | 'withdrawPostChange'
        | 'listRelations'
        | 'declareRelation'
        | 'endRelation'
        | 'declareOwnComplaint'
        | 'listDrafts'
        | 'searchDrafts'
        | 'getDraft'
        | 'getAttachment'
        | 'createDraft'
        | 'correctDisclosure'
        | 'saveDraft'
        | 'moveDraft'
        | 'addAttachment'
        | 'removeAttachment'
        | 'correctDayTaken'
        | 'readImport'
        | 'startUpload'
        | 'checkUpload'
        | 'getUpload'
        | 'makeDrafts'
        | 'makeBatch'
        | 'getBatch'
        | 'confirmSample'
        | 'approveBatch'
        | 'releaseDraft'
        | 'declareNil'
        | 'moveNil'
        | 'openPastYear'
        | 'prepareAnswer'
        | 'prepareTypicalCase'
        | 'decideAnswer'
        | 'withdrawAnswer'
        | 'takeDownDisclosure'
        | 'confirmIncident'
        | 'waiveFinding'
        | 'listIncidents'
        | 'moveObjection'
        | 'hideObjection'
        | 'moveWithdrawal'
        | 'setContact'
        | 'makeHouseholdCodes'
        | 'endHouseholdCodes'
        | 'getKeeping'
        | 'askHold'
        | 'moveHold'
        | 'askErasure'
        | 'decideErasure'
        | 'forgetName'
        | 'deleteWords'
        | 'forgetResident'
        | 'listAccounts'
        | 'searchAccounts'
        | 'listSuccessors'
        | 'askInvitation'
        | 'grantInvitation'
        | 'withdrawInvitation'
        | 'endPost'
        | 'endSessionsOf'
        | 'enterPassword'
        | 'enterCode'
        | 'enterRecoveryCode'
        | 'enterPasskey'
        | 'enterProvider'
        | 'beSlowed'
        | 'signOut'
        | 'acceptInvitation'
        | 'changePassword'
        | 'startCodes'
        | 'removeCodes'
        | 'renewRecoveryCodes'
        | 'addPasskey'
        | 'renamePasskey'
        | 'removePasskey'
        | 'linkProvider'
        | 'unlinkProvider'
        | 'endOwnSession'
        | 'endOtherSessions'
        | 'proveAgain'
        | 'provePasskey'
        | 'handOver'
        | 'listDeputies'
        | 'nameDeputy'
        | 'endDeputyship'
        | 'standIn'
        | 'getSetUp'
        | 'readSetUp'
        | 'askSetUp'
        | 'grantSetUp'
        | 'withdrawSetUp'
        | 'takeBackSetUp'
        | 'renewHalves'
        | 'listAudit'
        | 'searchAudit'
        | 'getAuditCsv'
        | 'searchAuditCsv'
        | 'start'
        | 'exportIdentities'
        | 'importIdentities'
        | 'replaceMaster'
      about?:
        | 'case'
        | 'identity'
        | 'report'
        | 'draft'
        | 'record'
        | 'rules'
        | 'organisation'
        | 'relation'
        | 'answer'
        | 'contact'
        | 'register'
        | 'account'
        | 'audit'
        | 'program'
      subject?: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      from?: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      to?: string
      /**
       * `next` of the page before.
       */
      before?: string
    }
    reply: AuditPage
  }
  'POST /api/v1/audit/search': {
    body: AuditSearch
    reply: AuditPage
  }
  'GET /api/v1/audit.csv': {
    query: {
      act?:
        | 'listCases'
        | 'searchCases'
        | 'getCase'
        | 'getCasePhoto'
        | 'getCorrespondence'
        | 'getEvidence'
        | 'listAlike'
        | 'listAlikeEntry'
        | 'getIntake'
        | 'getScan'
        | 'getCaseSubjects'
        | 'getLetterDraft'
        | 'listSupervision'
        | 'listLetters'
        | 'getLettersCsv'
        | 'getCoverageCsv'
        | 'listAllowedAnswers'
        | 'listAnswerTexts'
        | 'moveCase'
        | 'assignCases'
        | 'nameCaseSubjects'
        | 'redactCase'
        | 'writeMessage'
        | 'releaseWords'
        | 'keepNote'
        | 'addEvidence'
        | 'addScan'
        | 'sayVerdict'
        | 'explainItem'
        | 'enterComplaint'
        | 'readHotline'
        | 'importHotline'
        | 'addReplyTemplate'
        | 'retireReplyTemplate'
        | 'getIdentityRequest'
        | 'askIdentity'
        | 'listIdentityRequests'
        | 'takeSealedIdentity'
        | 'passIdentity'
        | 'openIdentity'
        | 'refuseIdentity'
        | 'viewIdentity'
        | 'proposeResealing'
        | 'approveResealing'
        | 'listTips'
        | 'getTip'
        | 'getTipPart'
        | 'resealTipPart'
        | 'moveTip'
        | 'changeCaseRules'
        | 'decideCaseRules'
        | 'proposeChange'
        | 'proposeForm'
        | 'proposeBinding'
        | 'proposeBindings'
        | 'proposeProcedure'
        | 'passProposals'
        | 'decideProposal'
        | 'nameHead'
        | 'endHead'
        | 'addEdge'
        | 'endEdge'
        | 'makeUnit'
        | 'renameUnit'
        | 'endUnit'
        | 'changePost'
        | 'grantPostChange'
        | 'withdrawPostChange'
        | 'listRelations'
        | 'declareRelation'
        | 'endRelation'
        | 'declareOwnComplaint'
        | 'listDrafts'
        | 'searchDrafts'
        | 'getDraft'
        | 'getAttachment'
        | 'createDraft'
        | 'correctDisclosure'
        | 'saveDraft'
        | 'moveDraft'
        | 'addAttachment'
        | 'removeAttachment'
        | 'correctDayTaken'
        | 'readImport'
        | 'startUpload'
        | 'checkUpload'
        | 'getUpload'
        | 'makeDrafts'
        | 'makeBatch'
        | 'getBatch'
        | 'confirmSample'
        | 'approveBatch'
        | 'releaseDraft'
        | 'declareNil'
        | 'moveNil'
        | 'openPastYear'
        | 'prepareAnswer'
        | 'prepareTypicalCase'
        | 'decideAnswer'
        | 'withdrawAnswer'
        | 'takeDownDisclosure'
        | 'confirmIncident'
        | 'waiveFinding'
        | 'listIncidents'
        | 'moveObjection'
        | 'hideObjection'
        | 'moveWithdrawal'
        | 'setContact'
        | 'makeHouseholdCodes'
        | 'endHouseholdCodes'
        | 'getKeeping'
        | 'askHold'
        | 'moveHold'
        | 'askErasure'
        | 'decideErasure'
        | 'forgetName'
        | 'deleteWords'
        | 'forgetResident'
        | 'listAccounts'
        | 'searchAccounts'
        | 'listSuccessors'
        | 'askInvitation'
        | 'grantInvitation'
        | 'withdrawInvitation'
        | 'endPost'
        | 'endSessionsOf'
        | 'enterPassword'
        | 'enterCode'
        | 'enterRecoveryCode'
        | 'enterPasskey'
        | 'enterProvider'
        | 'beSlowed'
        | 'signOut'
        | 'acceptInvitation'
        | 'changePassword'
        | 'startCodes'
        | 'removeCodes'
        | 'renewRecoveryCodes'
        | 'addPasskey'
        | 'renamePasskey'
        | 'removePasskey'
        | 'linkProvider'
        | 'unlinkProvider'
        | 'endOwnSession'
        | 'endOtherSessions'
        | 'proveAgain'
        | 'provePasskey'
        | 'handOver'
        | 'listDeputies'
        | 'nameDeputy'
        | 'endDeputyship'
        | 'standIn'
        | 'getSetUp'
        | 'readSetUp'
        | 'askSetUp'
        | 'grantSetUp'
        | 'withdrawSetUp'
        | 'takeBackSetUp'
        | 'renewHalves'
        | 'listAudit'
        | 'searchAudit'
        | 'getAuditCsv'
        | 'searchAuditCsv'
        | 'start'
        | 'exportIdentities'
        | 'importIdentities'
        | 'replaceMaster'
      about?:
        | 'case'
        | 'identity'
        | 'report'
        | 'draft'
        | 'record'
        | 'rules'
        | 'organisation'
        | 'relation'
        | 'answer'
        | 'contact'
        | 'register'
        | 'account'
        | 'audit'
        | 'program'
      subject?: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      from?: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      to?: string
    }
    reply: Blob
  }
  'POST /api/v1/audit/search.csv': {
    body: AuditTableSearch
    reply: Blob
  }
  'GET /api/v1/overview': {
    reply: Overview
  }
  'GET /api/v1/ratings': {
    reply: Ratings
  }
  'GET /api/v1/projects': {
    query: {
      /**
       * A 12-digit division code.
       */
      village: number
    }
    reply: ProjectCodes
  }
  'GET /api/v1/duties': {
    query: {
      /**
       * A 12-digit division code.
       */
      village?: number
      since?: number
    }
    reply: DutyList
  }
  'GET /api/v1/nil-declarations': {
    reply: NilList
  }
  'POST /api/v1/nil-declarations': {
    body: NilInput
    reply: NilMade
  }
  'POST /api/v1/nil-declarations/{id}/moves': {
    params: {
      id: string
    }
    body: NilMove
    reply: NilMoved
  }
  'GET /api/v1/coverage': {
    query: {
      year: number
      quarter?: number
      page?: number
    }
    reply: Coverage
  }
  'GET /api/v1/coverage.csv': {
    query: {
      year: number
      quarter?: number
      page?: number
    }
    reply: Blob
  }
  'POST /api/v1/past-years': {
    body: PastYear
    reply: PastYearOpened
  }
  'POST /api/v1/notices/{id}/read': {
    params: {
      id: string
    }
    reply: NoticeRead
  }
  'POST /api/v1/review-batches': {
    body: BatchInput
    reply: ReviewBatch
  }
  'GET /api/v1/review-batches/{id}': {
    params: {
      id: string
    }
    reply: ReviewBatch
  }
  'POST /api/v1/review-batches/{id}/confirmations': {
    params: {
      id: string
    }
    body: SampleConfirmed
    reply: ReviewBatch
  }
  'POST /api/v1/review-batches/{id}/approvals': {
    params: {
      id: string
    }
    reply: ReviewBatch
  }
  'GET /api/v1/withdrawals': {
    reply: WithdrawalList
  }
  'POST /api/v1/disclosures/{id}/withdrawals': {
    params: {
      id: string
    }
    body: WithdrawalMove
    reply: WithdrawalMoved
  }
  'POST /api/v1/complaints': {
    body: Complaint
    reply: Receipt
  }
  'POST /api/v1/complaints/track': {
    body: TrackRequest
    reply: TrackedCase
  }
  'POST /api/v1/complaints/rate': {
    body: RatingRequest
    reply: TrackedCase
  }
  'POST /api/v1/complaints/act': {
    body: ComplainantAct
    reply: TrackedCase
  }
  'POST /api/v1/complaints/additions': {
    form: {
      code: string
      part: string
      action: string
      note: string
      photos: Blob
    }
    reply: TrackedCase
  }
  'POST /api/v1/complaints/messages': {
    body: ComplainantMessage
    reply: TrackedCase
  }
  'POST /api/v1/complaints/publicity': {
    body: PublicityRequest
    reply: TrackedCase
  }
}
export interface SignInPage {
  demonstration: boolean
  /**
   * Address of the residents’ pages, where they have another host than the staff’s.
   */
  residentsAt?: string
  offersPasskeys: boolean
  /**
   * Whether /api/auth/provider leads to a sign-in platform.
   */
  offersProvider: boolean
  accounts: DemonstrationAccount[]
}
export interface DemonstrationAccount {
  username: string
  password: string
  name: string
  role:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  unitZh: string
  unitEn: string
}
export interface Me {
  officer: {
    id: string
    name: string
    role:
      | 'clerk'
      | 'committee'
      | 'reviewer'
      | 'triage'
      | 'supervisor'
      | 'handler'
      | 'leader'
      | 'inspector'
      | 'custodian'
      | 'system-admin'
      | 'security-admin'
      | 'audit-admin'
    unit: UnitRef
    division: {
      /**
       * A 12-digit division code.
       */
      code: number
      name: string
    }
  }
  /**
   * Whose post this session acts in, as the deputy, and until when. `officer` has the duty of that post.
   */
  standsInFor?: {
    name: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    to: string
  }
  /**
   * Posts that are lent to this officer today.
   */
  lent: {
    id: string
    name: string
    role:
      | 'clerk'
      | 'committee'
      | 'reviewer'
      | 'triage'
      | 'supervisor'
      | 'handler'
      | 'leader'
      | 'inspector'
      | 'custodian'
      | 'system-admin'
      | 'security-admin'
      | 'audit-admin'
    /**
     * A day in China, YYYY-MM-DD.
     */
    to: string
  }[]
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  demonstration: boolean
  /**
   * Whether there are custodians to whom names and telephones can be sealed; where there are none, none are taken.
   */
  takesNames: boolean
  /**
   * Address of the residents’ pages, where they have another host than the staff’s.
   */
  residentsAt?: string
  /**
   * What the account must do before anything else.
   */
  owed?: 'second-step-due' | 'second-factor-due' | 'password-due'
}
export interface UnitRef {
  id: string
  nameZh: string
  nameEn: string
  kind: 'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
}
export interface AccountSecurity {
  username: string
  /**
   * What must be done before anything else.
   */
  owed?: 'second-step-due' | 'second-factor-due' | 'password-due'
  /**
   * Whether the duty needs a second factor.
   */
  factorNeeded: boolean
  passwords: 'usual' | 'mlps3'
  passwordSetAt?: string
  /**
   * Absent while no authenticator is set up.
   */
  recoveryCodesLeft?: number
  idleMinutes: number
  longestHours: number
  sessions: StaffSession[]
  /**
   * Whether browsers make passkeys for this address.
   */
  offersPasskeys: boolean
  passkeys: Passkey[]
  provider?: ProviderLink
  /**
   * Odd tries and changes, the newest first.
   */
  notices: AccountNotice[]
}
export interface StaffSession {
  id: string
  isThis: boolean
  /**
   * Whether it was begun in the network this request came from. No address is kept.
   */
  isSameNetwork: boolean
  startedAt: string
  seenAt: string
  browser: 'WeChat' | 'Edge' | 'Firefox' | 'Chrome' | 'Safari' | 'other'
  system: 'Windows' | 'Android' | 'iPhone' | 'Mac' | 'Linux' | 'other'
}
export interface Passkey {
  id: string
  name: string
  madeAt: string
  usedAt?: string
  /**
   * Whether its key is too short to open anything here.
   */
  isWeak: boolean
}
/**
 * Absent where there is no sign-in platform.
 */
export interface ProviderLink {
  linkedAt?: string
  usedAt?: string
}
export interface AccountNotice {
  kind:
    | 'wrong-tries'
    | 'new-browser'
    | 'password-changed'
    | 'codes-on'
    | 'codes-off'
    | 'recovery-renewed'
    | 'recovery-used'
    | 'passkey-added'
    | 'passkey-removed'
    | 'provider-linked'
    | 'provider-unlinked'
    | 'started-anew'
    | 'deputy-given'
    | 'deputy-made'
    | 'deputy-over'
  at: string
  times: number
}
export interface PasswordChange {
  current: string
  next: string
}
export interface PasswordChanged {
  ended: number
}
export interface CodesAsked {
  password: string
}
export interface CodesBegun {
  /**
   * For the QR code.
   */
  address: string
  /**
   * To type by hand.
   */
  secret: string
  /**
   * Shown this once; only their hashes are kept.
   */
  recoveryCodes: string[]
}
export interface CodesRemoved {}
export interface RecoveryCodes {
  /**
   * Shown this once; only their hashes are kept.
   */
  recoveryCodes: string[]
}
export interface SessionEnded {}
export interface SessionsEnded {
  ended: number
}
export interface Proof {
  password?: string
  code?: string
}
export interface Proved {}
export interface PasskeyAsked {
  options: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown
  }
}
export interface NewPasskey {
  response: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown
  }
  name: string
}
export interface PasskeyAdded {
  id: string
}
export interface PasskeyName {
  name: string
}
export interface PasskeyRenamed {}
export interface PasskeyRemoved {}
export interface PasskeyProof {
  response: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: unknown
  }
}
export interface PasskeyProved {}
export interface ProviderAsked {
  address: string
}
export interface ProviderUnlinked {}
export interface Acceptance {
  username: string
  first: string
  second: string
  password: string
}
export interface Accepted {
  username: string
}
export interface Accounts {
  accounts: StaffAccount[]
  /**
   * Whether there are more than are listed; a search narrows them.
   */
  isCut: boolean
  invitations: StaffInvitation[]
  mayAsk: boolean
  /**
   * Where a new account can be, for who may ask for one.
   */
  units: {
    id: string
    zh: string
    en: string
    kind: 'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
  }[]
}
export interface StaffAccount {
  officerId: string
  name: string
  role:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  title?: string
  unit: NameInBoth
  /**
   * A day in China, YYYY-MM-DD.
   */
  from: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  /**
   * Absent while nobody has signed in to the post.
   */
  username?: string
  hasCodes: boolean
  seenAt?: string
  mayInviteAgain: boolean
  mayEnd: boolean
  mayHandOver: boolean
  maySignOut: boolean
}
export interface NameInBoth {
  zh: string
  en: string
}
export interface StaffInvitation {
  id: string
  kind: 'new' | 'again'
  name: string
  username: string
  role:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  unit: NameInBoth
  title?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  from?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  isHead: boolean
  samePerson?: HeldPost
  /**
   * Why this is none of those of the same name.
   */
  otherPerson?: string
  askedAt: string
  askedBy?: string
  grantedBy?: string
  expiresAt: string
  mayGrant: boolean
  mayWithdraw: boolean
}
export interface HeldPost {
  officerId: string
  name: string
  role:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  unit: NameInBoth
  /**
   * A day in China, YYYY-MM-DD.
   */
  from: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
}
export interface AccountSearch {
  q?: string
}
/**
 * An `officerId` for another start; the rest for somebody new.
 */
export interface InvitationAsked {
  officerId?: string
  name?: string
  username?: string
  unitId?: string
  role?:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  title?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  from?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  isHead?: boolean
  /**
   * A former or present post of the same person.
   */
  sameAs?: string
  /**
   * Why this is none of those of the same name.
   */
  otherPerson?: string
}
export interface CodeHalf {
  id: string
  /**
   * Half of the invitation code, told this once to this administrator alone.
   */
  half: string
}
export interface InvitationWithdrawn {
  id: string
}
export interface PostEnding {
  reason: string
}
export interface AccountEnded {
  /**
   * How many sessions ended.
   */
  ended: number
}
export interface Successors {
  successors: {
    officerId: string
    name: string
  }[]
}
export interface HandingOver {
  successorId: string
  reason: string
}
export interface Deputies {
  /**
   * Those of the last quarter, those that run and those to come.
   */
  deputyships: Deputyship[]
  /**
   * Whose deputy may be named, and who could be it.
   */
  posts: {
    officerId: string
    name: string
    role:
      | 'clerk'
      | 'committee'
      | 'reviewer'
      | 'triage'
      | 'supervisor'
      | 'handler'
      | 'leader'
      | 'inspector'
      | 'custodian'
      | 'system-admin'
      | 'security-admin'
      | 'audit-admin'
    unit: NameInBoth
    deputies: {
      officerId: string
      name: string
      role:
        | 'clerk'
        | 'committee'
        | 'reviewer'
        | 'triage'
        | 'supervisor'
        | 'handler'
        | 'leader'
        | 'inspector'
        | 'custodian'
        | 'system-admin'
        | 'security-admin'
        | 'audit-admin'
    }[]
  }[]
  /**
   * Whether the post of who asks can be lent at all.
   */
  isLent: boolean
}
export interface Deputyship {
  id: string
  absentName: string
  deputyName: string
  /**
   * The duty that is lent.
   */
  role:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  unit: NameInBoth
  /**
   * A day in China, YYYY-MM-DD.
   */
  from: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to: string
  reason: 'leave' | 'sick-leave' | 'business-trip' | 'training' | 'other'
  namedBy: string
  isNow: boolean
  isOver: boolean
  /**
   * A day in China, YYYY-MM-DD.
   */
  endedOn?: string
  mayEnd: boolean
}
export interface DeputyNamed {
  absentId: string
  deputyId: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  from: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to: string
  reason: 'leave' | 'sick-leave' | 'business-trip' | 'training' | 'other'
}
export interface DeputyshipMade {
  id: string
}
export interface DeputyshipEnded {
  id: string
}
export interface PostChosen {
  deputyshipId: string | null
}
export interface PostOfSession {
  deputyshipId: string | null
}
export interface SetUpState {
  mayAsk: boolean
  waiting?: {
    id: string
    askedBy: string
    askedAt: string
    expiresAt: string
    mayGrant: boolean
    mayWithdraw: boolean
    plan: SetUpPlan
    /**
     * What has come between since it was asked for: it can only be withdrawn then.
     */
    problems: PlacedProblem[]
  }
  /**
   * The last that was granted: how many it invited, and how many of them have yet to set a password.
   */
  granted?: {
    id: string
    at: string
    by: string
    invited: number
    open: number
  }
}
export interface SetUpPlan {
  /**
   * Whether everything of the file is there already.
   */
  isNothing: boolean
  units: {
    name: NameInBoth
    kind: 'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
    place: string
    isNew: boolean
  }[]
  posts: {
    row: number
    what: 'new' | 'changed' | 'left'
    name: string
    username: string
    unit: NameInBoth
    role:
      | 'clerk'
      | 'committee'
      | 'reviewer'
      | 'triage'
      | 'supervisor'
      | 'handler'
      | 'leader'
      | 'inspector'
      | 'custodian'
      | 'system-admin'
      | 'security-admin'
      | 'audit-admin'
    title?: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    from: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    to?: string
    isHead: boolean
    samePerson?: HeldPost
    /**
     * The earlier row that brings the same person.
     */
    sameRow?: number
    /**
     * Why this is none of those of the same name.
     */
    otherPerson?: string
  }[]
  /**
   * Which units a stationed group will supervise.
   */
  stationed: {
    unit: NameInBoth
    above: NameInBoth
  }[]
}
export interface PlacedProblem {
  place: 'field' | 'row' | 'file' | 'body'
  /**
   * Key of the field in the schema.
   */
  field?: string
  row?: number
  /**
   * Header of the spreadsheet column, or its letter.
   */
  column?: string
  /**
   * Address such as C7. A refused row has a cell and no row.
   */
  cell?: string
  code: string
  /**
   * A sentence in the language of Accept-Language.
   */
  message: string
}
export interface SetUpReading {
  plan: SetUpPlan
  /**
   * Everything that is wrong, each with its cell. While there is one, nothing can be asked for.
   */
  problems: PlacedProblem[]
  /**
   * The file as a whole cannot be read; everything else is empty.
   */
  refusal?: {
    code: string
    message: string
  }
}
export interface SetUpAsked {
  id: string
  /**
   * Half of each invitation code, told this once to this administrator alone.
   */
  halves: {
    name: string
    username: string
    unit: string
    half: string
  }[]
}
export interface SetUpGranted {
  units: number
  posts: number
  changed: number
  /**
   * Half of each invitation code, told this once to this administrator alone.
   */
  halves: {
    name: string
    username: string
    unit: string
    half: string
  }[]
}
export interface SetUpWithdrawn {
  id: string
}
export interface SetUpTakingBack {
  reason: string
}
export interface SetUpTakenBack {
  ended: number
  left: {
    name: string
    unit: string
  }[]
}
export interface HalvesRenewed {
  which: 'first' | 'second'
  /**
   * Half of each invitation code, told this once to this administrator alone.
   */
  halves: {
    name: string
    username: string
    unit: string
    half: string
  }[]
}
export interface Contacts {
  /**
   * The channels an address is kept for. The addresses themselves are never given back.
   */
  channels: ('sms' | 'wechat' | 'email')[]
}
export interface ContactSet {
  channel: 'sms' | 'wechat' | 'email'
  address: string
}
export interface Desk {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  queues: DeskQueue[]
  /**
   * What colleagues of the triage desk proposed and this officer may decide.
   */
  proposals?: {
    list: number
    rules: number
  }
  /**
   * The newest notices of the officer’s unit, unread first.
   */
  notices: DeskNotice[]
}
/**
 * A queue and how many it holds: always equal to the total of its list.
 */
export interface DeskQueue {
  list: 'cases' | 'drafts'
  key:
    | 'to-accept'
    | 'to-assign'
    | 'ready-to-assign'
    | 'returned'
    | 'to-confirm'
    | 'county-decides'
    | 'extensions'
    | 'reviews'
    | 'badly-rated'
    | 'visits'
    | 'to-release'
    | 'supervised'
    | 'cards'
    | 'to-sign'
    | 'handling'
    | 'helping'
    | 'waiting'
    | 'answered'
    | 'overdue'
    | 'all'
    | 'mine'
    | 'at-committee'
    | 'to-review'
    | 'scheduled'
    | 'approved'
  count: number
}
export interface DeskNotice {
  id: string
  topic:
    | 'case'
    | 'duty-due-soon'
    | 'duties-overdue'
    | 'duties-long-overdue'
    | 'scheduled-stopped'
    | 'ratings-worth-a-look'
    | 'recalled'
    | 'takedown-to-confirm'
    | 'takedown-to-correct'
    | 'takedown-unconfirmed'
    | 'takedown-confirm-overdue'
    | 'takedown-republish-today'
    | 'takedown-republish-overdue'
    | 'objection-raised'
    | 'objection-escalated'
    | 'objection-upheld'
    | 'objection-due-soon'
    | 'objection-overdue'
    | 'card-blue'
    | 'card-yellow'
    | 'card-red'
    | 'card-copy'
    | 'letter-sent'
    | 'explained'
    | 'raised'
  at: string
  isRead: boolean
  caseId?: string
  draftId?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn?: string
  duties?: number
  villages?: number
  /**
   * Of a case that was taken back: the village, and below the day on which it was received.
   */
  place?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn?: string
}
export interface CasePage {
  items: CaseSummary[]
  total: number
  page: number
  pageSize: number
}
export interface CaseSummary {
  id: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  townshipName: string
  item?: {
    slug: string
    zh: string
    en: string
  }
  /**
   * Title of the published record complained about.
   */
  seenTitle?: string
  /**
   * The first 120 characters of the statement.
   */
  excerpt: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  state:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  light: 'green' | 'yellow' | 'red' | 'none'
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn?: string
  dueIsProvisional: boolean
  /**
   * By when the present step should be over.
   */
  stageDueOn?: string
  responsibleUnit?: UnitRef
  photoCount: number
  /**
   * The reader may assign it now; this is the `asOf` to send with it.
   */
  assignAsOf?: number
  channel: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  /**
   * Its number at the other office, for the desk alone.
   */
  channelNumber?: string
  /**
   * The reader could assign it, once the text for the unit is written.
   */
  awaitsText?: true
}
export interface CaseSearch {
  queue:
    | 'to-accept'
    | 'to-assign'
    | 'ready-to-assign'
    | 'returned'
    | 'to-confirm'
    | 'county-decides'
    | 'extensions'
    | 'reviews'
    | 'badly-rated'
    | 'visits'
    | 'to-release'
    | 'supervised'
    | 'cards'
    | 'to-sign'
    | 'handling'
    | 'helping'
    | 'waiting'
    | 'answered'
    | 'overdue'
    | 'all'
  state?:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  /**
   * A 12-digit division code.
   */
  village?: number
  unit?: string
  item?: string
  channel?: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  light?: 'green' | 'yellow' | 'red' | 'none'
  sort?: 'due' | '-due' | 'received' | '-received' | 'village' | '-village'
  page?: number
  q?: string
}
export interface CaseDetail {
  id: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  townshipName: string
  item?: {
    slug: string
    zh: string
    en: string
  }
  /**
   * Title of the published record complained about.
   */
  seenTitle?: string
  /**
   * The first 120 characters of the statement.
   */
  excerpt: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  state:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  light: 'green' | 'yellow' | 'red' | 'none'
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn?: string
  dueIsProvisional: boolean
  /**
   * By when the present step should be over.
   */
  stageDueOn?: string
  responsibleUnit?: UnitRef
  photoCount: number
  /**
   * The reader may assign it now; this is the `asOf` to send with it.
   */
  assignAsOf?: number
  eventCount: number
  /**
   * As this officer may read it; see `reading`.
   */
  statement: string
  /**
   * Whether the matter is shown as the complainant wrote it, as the desk wrote it for the units, or not yet because the desk has not.
   */
  reading: 'original' | 'for-units' | 'awaited'
  forUnits?: RedactedText
  place?: string
  happened?: string
  wish?: string
  seen?: {
    title: string
    label?: string
    value?: string
  }
  record?: {
    disclosureId: string
    version: number
    currentVersion: number
    rowSeq?: number
    fieldKey?: string
  }
  photos: {
    n: number
    mediaType: string
    width: number
    height: number
  }[]
  supervisingUnit?: UnitRef
  handlerName?: string
  /**
   * How the day of the present step is counted; empty where none is owed or the answer itself is.
   */
  stageSteps: DayStep[]
  due?: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    original: string
    provisional: boolean
    /**
     * Why it differs from the original day, as granted.
     */
    reason?: string
    steps: DayStep[]
  }
  extension?: {
    longest: number
    most: number
    asked: number
    granted: number
    open?: {
      days: number
      reason: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      askedOn: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      wouldBeDueOn: string
    }
  }
  /**
   * The last answer that the complainant has.
   */
  reply?: {
    found: string
    done: string
    nextStep?: string
    /**
     * The last day for the next step.
     */
    nextBy?: string
    /**
     * Who answers for it, as the resident will read it.
     */
    answeredBy: string
    /**
     * The answer in plain words.
     */
    text: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    draftedOn: string
    draftedByName: string
    evidence: EvidenceFile[]
    /**
     * In how many other cases, out of those the reader sees, the unit wrote the same answer.
     */
    sameElsewhere: number
    /**
     * A day in China, YYYY-MM-DD.
     */
    publishedOn: string
  }
  /**
   * The answer that is being written: in review, or sent back by it. After a redo it stands beside the earlier one.
   */
  draft?: {
    found: string
    done: string
    nextStep?: string
    /**
     * The last day for the next step.
     */
    nextBy?: string
    /**
     * Who answers for it, as the resident will read it.
     */
    answeredBy: string
    /**
     * The answer in plain words.
     */
    text: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    draftedOn: string
    draftedByName: string
    evidence: EvidenceFile[]
    /**
     * In how many other cases, out of those the reader sees, the unit wrote the same answer.
     */
    sameElsewhere: number
  }
  /**
   * Files that can go with the answer, filled for whoever may write it; for a helping unit those of its own.
   */
  evidence: EvidenceFile[]
  /**
   * Absent while it may not be read: before its batch is published.
   */
  rating?: {
    grade: number
    opinion?: string
    scores?: RatingScores
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
  }
  /**
   * A day in China, YYYY-MM-DD.
   */
  contactBy?: string
  /**
   * Which time round: reopening begins the next.
   */
  cycle: number
  helpers: UnitRef[]
  supervision?: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    dueOn: string
  }
  /**
   * Cards and supervision letters, the newest first.
   */
  supervisionItems: CaseSupervisionItem[]
  visits: {
    reason: 'sample' | 'silent' | 'bad' | 'unsolved' | 'escalated'
    /**
     * A day in China, YYYY-MM-DD.
     */
    calledOn: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    dueOn: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    recordedOn?: string
    finding?: 'solved' | 'partlySolved' | 'notSolved' | 'notReached'
  }[]
  rejection?: {
    reason: Told
    address: Told
    explanation?: string
    isConfirmed: boolean
    /**
     * A day in China, YYYY-MM-DD.
     */
    appealedOn?: string
  }
  /**
   * All ratings there ever were; a redo makes none undone.
   */
  ratings: {
    grade: number
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    cycle: number
  }[]
  mergedInto?: string
  /**
   * Cases that wait for the answer of this one.
   */
  merged: string[]
  splitFrom?: string
  parts: string[]
  clock: CaseClock
  /**
   * What can be chosen from in the moves that are allowed; empty otherwise.
   */
  choices: {
    rejectionReasons: {
      code: string
      zh: string
      en: string
      addresses: Told[]
    }[]
    routes: {
      code: string
      zh: string
      en: string
      /**
       * Everything the complaint holds goes to the discipline body, sealed, and is kept nowhere else.
       */
      isSealed: boolean
    }[]
    /**
     * Cases of the same village that this one could join, running or not yet accepted.
     */
    mergeable: {
      id: string
      excerpt: string
      /**
       * A day in China, YYYY-MM-DD.
       */
      receivedOn: string
    }[]
  }
  events: CaseEventView[]
  /**
   * What this officer may do now: permission, state and limits together.
   */
  allowed: (
    | 'file'
    | 'accept'
    | 'askMore'
    | 'divert'
    | 'proposeRejection'
    | 'confirmRejection'
    | 'declineRejection'
    | 'upholdRejection'
    | 'overruleRejection'
    | 'assign'
    | 'return'
    | 'recall'
    | 'sign'
    | 'joinUnits'
    | 'releaseUnits'
    | 'contribute'
    | 'askExtension'
    | 'grantExtension'
    | 'refuseExtension'
    | 'draftReply'
    | 'passReview'
    | 'failReview'
    | 'recordVisit'
    | 'orderRedo'
    | 'decideEscalation'
    | 'supervise'
    | 'liftSupervision'
    | 'merge'
    | 'unmerge'
    | 'split'
    | 'classify'
    | 'explain'
    | 'nameSubjects'
    | 'redactStatement'
    | 'writeMessage'
    | 'releaseWords'
    | 'askIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'viewIdentity'
    | 'refuseIdentity'
    | 'endIdentity'
    | 'supplyMore'
    | 'revive'
    | 'appeal'
    | 'rate'
    | 'confirmSolved'
    | 'reportUnsolved'
    | 'reopen'
    | 'withdraw'
    | 'lapse'
    | 'callVisit'
    | 'escalate'
    | 'close'
    | 'askStillSolved'
    | 'answerTogether'
    | 'recalculate'
    | 'markOverdue'
    | 'moveUp'
    | 'giveCard'
    | 'raise'
  )[]
  /**
   * What would be this officer’s to do in this state and is refused, with the reason.
   */
  withheld: {
    action:
      | 'file'
      | 'accept'
      | 'askMore'
      | 'divert'
      | 'proposeRejection'
      | 'confirmRejection'
      | 'declineRejection'
      | 'upholdRejection'
      | 'overruleRejection'
      | 'assign'
      | 'return'
      | 'recall'
      | 'sign'
      | 'joinUnits'
      | 'releaseUnits'
      | 'contribute'
      | 'askExtension'
      | 'grantExtension'
      | 'refuseExtension'
      | 'draftReply'
      | 'passReview'
      | 'failReview'
      | 'recordVisit'
      | 'orderRedo'
      | 'decideEscalation'
      | 'supervise'
      | 'liftSupervision'
      | 'merge'
      | 'unmerge'
      | 'split'
      | 'classify'
      | 'explain'
      | 'nameSubjects'
      | 'redactStatement'
      | 'writeMessage'
      | 'releaseWords'
      | 'askIdentity'
      | 'passIdentity'
      | 'openIdentity'
      | 'viewIdentity'
      | 'refuseIdentity'
      | 'endIdentity'
      | 'supplyMore'
      | 'revive'
      | 'appeal'
      | 'rate'
      | 'confirmSolved'
      | 'reportUnsolved'
      | 'reopen'
      | 'withdraw'
      | 'lapse'
      | 'callVisit'
      | 'escalate'
      | 'close'
      | 'askStillSolved'
      | 'answerTogether'
      | 'recalculate'
      | 'markOverdue'
      | 'moveUp'
      | 'giveCard'
      | 'raise'
    code: string
    message: string
  }[]
  /**
   * Up to three of responsibleUnits that something speaks for, the likeliest first; nobody who is kept away. `kept` and `returned`: such cases before.
   */
  suggestions: {
    unitId: string
    reasons: ('bound' | 'history' | 'place')[]
    kept: number
    returned: number
  }[]
  /**
   * Whom the case can be assigned to; filled when assigning is allowed. `bound` marks the unit the item list binds.
   */
  responsibleUnits: {
    id: string
    nameZh: string
    nameEn: string
    kind: 'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
    bound: boolean
  }[]
}
/**
 * What the units read of a complaint: its text without the person, the photos they may see, and why something that identifies a person still stands in it.
 */
export interface RedactedText {
  statement: string
  place?: string
  happened?: string
  wish?: string
  /**
   * @maxItems 100
   */
  photos: number[]
  reason?: string
}
/**
 * One line of “how this date was computed”.
 */
export interface DayStep {
  /**
   * A day in China, YYYY-MM-DD.
   */
  day: string
  counts: boolean
  ordinal: number
  why: 'workday' | 'weekend' | 'holiday' | 'make-up-workday'
  holiday?: string
  notice?: string
  provisional: boolean
}
export interface EvidenceFile {
  id: string
  name: string
  mediaType: string
  bytes: number
}
/**
 * How fast, how well explained, how little trouble: 5 the best; what was not judged is left out.
 */
export interface RatingScores {
  efficiency?: number
  guidance?: number
  convenience?: number
}
/**
 * A card or a supervision letter of a case, with its words.
 */
export interface CaseSupervisionItem {
  /**
   * Its number within the case.
   */
  n: number
  kind: 'blue' | 'yellow' | 'red' | 'letter'
  ground?:
    | 'notDispatched'
    | 'dueSoon'
    | 'overdue'
    | 'extensionsAsked'
    | 'ratedBadly'
    | 'returned'
    | 'reviewFailed'
    | 'notContacted'
    | 'visitOverdue'
  /**
   * A day in China, YYYY-MM-DD.
   */
  on: string
  unit?: UnitRef
  /**
   * By when the unit explains itself; a card that asks nothing has none.
   */
  dueOn?: string
  isOverdue: boolean
  level: 'unit' | 'supervising' | 'county' | 'leader' | 'city'
  /**
   * A day in China, YYYY-MM-DD.
   */
  answeredOn?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  endedOn?: string
  /**
   * Whether this officer can answer it now.
   */
  mayExplain: boolean
  /**
   * Of a letter: its number in the register of the county and year. A letter about a case that keeps somebody away shows none.
   */
  number?: number
  text?: string
  byUnit?: NameInBoth
  answer?: string
}
export interface Told {
  code: string
  zh: string
  en: string
}
/**
 * Where the time went, in working days. Nothing resets it; only a question to the complainant stops it.
 */
export interface CaseClock {
  total: number
  paused: number
  stages: {
    state:
      | 'submitted'
      | 'needsMoreInfo'
      | 'lapsed'
      | 'diverted'
      | 'rejectionProposed'
      | 'rejected'
      | 'appealed'
      | 'accepted'
      | 'assigned'
      | 'returned'
      | 'countyDecides'
      | 'handling'
      | 'jointHandling'
      | 'extensionPending'
      | 'replyDrafted'
      | 'replied'
      | 'rated'
      | 'redo'
      | 'escalated'
      | 'closed'
      | 'merged'
      | 'withdrawn'
    holder: 'complainant' | 'desk' | 'nobody' | 'responsible' | 'supervising'
    unit?: NameInBoth
    cycle: number
    /**
     * A day in China, YYYY-MM-DD.
     */
    from: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    to: string
    days: number
    counts: 'runs' | 'paused' | 'rests'
  }[]
  shares: {
    holder: 'desk' | 'unit'
    unit?: NameInBoth
    days: number
  }[]
}
export interface CaseEventView {
  seq: number
  action:
    | 'file'
    | 'accept'
    | 'askMore'
    | 'divert'
    | 'proposeRejection'
    | 'confirmRejection'
    | 'declineRejection'
    | 'upholdRejection'
    | 'overruleRejection'
    | 'assign'
    | 'return'
    | 'recall'
    | 'sign'
    | 'joinUnits'
    | 'releaseUnits'
    | 'contribute'
    | 'askExtension'
    | 'grantExtension'
    | 'refuseExtension'
    | 'draftReply'
    | 'passReview'
    | 'failReview'
    | 'recordVisit'
    | 'orderRedo'
    | 'decideEscalation'
    | 'supervise'
    | 'liftSupervision'
    | 'merge'
    | 'unmerge'
    | 'split'
    | 'classify'
    | 'explain'
    | 'nameSubjects'
    | 'redactStatement'
    | 'writeMessage'
    | 'releaseWords'
    | 'askIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'viewIdentity'
    | 'refuseIdentity'
    | 'endIdentity'
    | 'supplyMore'
    | 'revive'
    | 'appeal'
    | 'rate'
    | 'confirmSolved'
    | 'reportUnsolved'
    | 'reopen'
    | 'withdraw'
    | 'lapse'
    | 'callVisit'
    | 'escalate'
    | 'close'
    | 'askStillSolved'
    | 'answerTogether'
    | 'recalculate'
    | 'markOverdue'
    | 'moveUp'
    | 'giveCard'
    | 'raise'
  /**
   * A day in China, YYYY-MM-DD.
   */
  day: string
  at: string
  byKind: 'complainant' | 'officer' | 'system'
  officerName?: string
  /**
   * In whose post, where a deputy did it.
   */
  forName?: string
  unitName?: NameInBoth
  note?: string
  details?: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    dueOn?: string
    provisional?: boolean
    days?: number
    grade?: number
    responsibleUnit?: NameInBoth
    supervisingUnit?: NameInBoth
    reply?: Reply
    /**
     * The sentences of the county’s rules that it told: a reason and an address, a way, or the item it was put under.
     */
    told?: Told[]
    before?: Told
    verdict?: 'jointVisit' | 'supervise' | 'writtenFinding'
    finding?: 'solved' | 'partlySolved' | 'notSolved' | 'notReached'
    visitReason?: 'sample' | 'silent' | 'bad' | 'unsolved' | 'escalated'
    units?: NameInBoth[]
    /**
     * contribute: the files of a helping unit.
     */
    evidence?: EvidenceFile[]
    notice?: string
    /**
     * recalculate: days beside the promised one that the notice moved, or left standing though it would have brought them forward.
     */
    moved?: {
      what: 'step' | 'contact' | 'return' | 'visit' | 'order' | 'item' | 'rise' | 'supervision'
      /**
       * A day in China, YYYY-MM-DD.
       */
      dueOn: string
    }[]
    /**
     * It went up because nobody is at the desk below.
     */
    isDeskVacant?: true
    /**
     * It went up because everybody at the desk below had a hand in what is to be decided.
     */
    isUndecidable?: true
    card?: {
      colour: 'blue' | 'yellow' | 'red'
      ground:
        | 'notDispatched'
        | 'dueSoon'
        | 'overdue'
        | 'extensionsAsked'
        | 'ratedBadly'
        | 'returned'
        | 'reviewFailed'
        | 'notContacted'
        | 'visitOverdue'
    }
  }
}
export interface Reply {
  found: string
  done: string
  nextStep?: string
  /**
   * The last day for the next step.
   */
  nextBy?: string
  /**
   * Who answers for it, as the resident will read it.
   */
  answeredBy: string
  /**
   * The answer in plain words.
   */
  text: string
}
/**
 * assign takes responsibleUnitId, and redacted unless a text for the units stands; joinUnits unitIds; askExtension and grantExtension days; supervise letter, and days if not the county’s; draftReply reply, and evidence; contribute evidence; proposeRejection reasonCode and addressCode; divert routeCode; decideEscalation verdict; recordVisit finding; merge intoCaseId; split statement; classify itemSlug, and accept too where it is to be put under an item by the same stroke; the others take no details.
 */
export interface CaseMove {
  action:
    | 'accept'
    | 'askMore'
    | 'divert'
    | 'proposeRejection'
    | 'confirmRejection'
    | 'declineRejection'
    | 'upholdRejection'
    | 'overruleRejection'
    | 'assign'
    | 'return'
    | 'recall'
    | 'sign'
    | 'joinUnits'
    | 'releaseUnits'
    | 'contribute'
    | 'askExtension'
    | 'grantExtension'
    | 'refuseExtension'
    | 'draftReply'
    | 'passReview'
    | 'failReview'
    | 'recordVisit'
    | 'orderRedo'
    | 'decideEscalation'
    | 'supervise'
    | 'liftSupervision'
    | 'merge'
    | 'unmerge'
    | 'split'
    | 'classify'
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  note?: string
  details?: {
    responsibleUnitId?: string
    days?: number
    reply?: Reply
    /**
     * draftReply, contribute: the files that go with it.
     */
    evidence?: string[]
    /**
     * joinUnits: the units that are to help.
     */
    unitIds?: string[]
    reasonCode?: string
    addressCode?: string
    routeCode?: string
    verdict?: 'jointVisit' | 'supervise' | 'writtenFinding'
    finding?: 'solved' | 'partlySolved' | 'notSolved' | 'notReached'
    intoCaseId?: string
    /**
     * split: what the new complaint is about.
     */
    statement?: string
    itemSlug?: string
    redacted?: RedactedText
    /**
     * supervise: the words of the letter to the head of the unit.
     */
    letter?: string
  }
}
export interface UnitList {
  units: UnitRef[]
}
export interface Correspondence {
  eventCount: number
  exchange: Exchange[]
  /**
   * What the desk released of complainants whose cases were merged into this one.
   */
  ofMerged: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    words: string
  }[]
  mayWrite: boolean
  whyNot?: string
  /**
   * Notes of the officer’s own office; nobody else’s.
   */
  notes: {
    n: number
    words: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    officerName: string
  }[]
  mayNote: boolean
  /**
   * For the desk: every version of the text for the units, the last one holds.
   */
  versions?: TextVersion[]
  mayRedact: boolean
}
/**
 * One thing that an officer or the complainant wrote to the other.
 */
export interface Exchange {
  seq: number
  action:
    | 'file'
    | 'accept'
    | 'askMore'
    | 'divert'
    | 'proposeRejection'
    | 'confirmRejection'
    | 'declineRejection'
    | 'upholdRejection'
    | 'overruleRejection'
    | 'assign'
    | 'return'
    | 'recall'
    | 'sign'
    | 'joinUnits'
    | 'releaseUnits'
    | 'contribute'
    | 'askExtension'
    | 'grantExtension'
    | 'refuseExtension'
    | 'draftReply'
    | 'passReview'
    | 'failReview'
    | 'recordVisit'
    | 'orderRedo'
    | 'decideEscalation'
    | 'supervise'
    | 'liftSupervision'
    | 'merge'
    | 'unmerge'
    | 'split'
    | 'classify'
    | 'explain'
    | 'nameSubjects'
    | 'redactStatement'
    | 'writeMessage'
    | 'releaseWords'
    | 'askIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'viewIdentity'
    | 'refuseIdentity'
    | 'endIdentity'
    | 'supplyMore'
    | 'revive'
    | 'appeal'
    | 'rate'
    | 'confirmSolved'
    | 'reportUnsolved'
    | 'reopen'
    | 'withdraw'
    | 'lapse'
    | 'callVisit'
    | 'escalate'
    | 'close'
    | 'askStillSolved'
    | 'answerTogether'
    | 'recalculate'
    | 'markOverdue'
    | 'moveUp'
    | 'giveCard'
    | 'raise'
  /**
   * A day in China, YYYY-MM-DD.
   */
  on: string
  by: 'complainant' | 'officer'
  unit?: NameInBoth
  /**
   * Absent where this officer may not read them: before the desk released them, or between the desk and the complainant.
   */
  words?: string
  /**
   * @maxItems 100
   */
  photos: number[]
  isReleased?: boolean
  released?: {
    words: string
    /**
     * @maxItems 100
     */
    photos: number[]
  }
  mayRelease: boolean
}
export interface TextVersion {
  seq: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  on?: string
  officerName?: string
  statement: string
  place?: string
  happened?: string
  wish?: string
  /**
   * @maxItems 100
   */
  photos: number[]
  reason?: string
}
export interface CaseRedaction {
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  statement: string
  place?: string
  happened?: string
  wish?: string
  /**
   * @maxItems 100
   */
  photos: number[]
  reason?: string
}
export interface MessageToComplainant {
  words: string
}
export interface WordsRelease {
  of: number
  words: string
  /**
   * @maxItems 100
   */
  photos: number[]
  reason?: string
}
export interface OfficeNote {
  words: string
}
export interface CaseAssignments {
  responsibleUnitId: string
  note: string
  /**
   * At most 50.
   */
  cases: {
    id: string
    /**
     * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
     */
    asOf: number
  }[]
}
export interface AssignmentOutcomes {
  /**
   * In the order asked. `line`: the case as it stands now, with the days the rules give the unit; absent where it is not to be seen.
   */
  outcomes: {
    id: string
    isAssigned: boolean
    code?: string
    /**
     * Why it was refused.
     */
    message?: string
    line?: CaseSummary
  }[]
}
export interface PresenceSign {
  isWriting: boolean
}
export interface Presence {
  others: Present[]
}
export interface Present {
  name: string
  doing: 'open' | 'writing'
}
/**
 * Lists the officer gave a name to. `count` is the total of the list it stands for.
 */
export interface SavedFilters {
  filters: SavedFilter[]
}
export interface SavedFilter {
  id: string
  name: string
  queue:
    | 'to-accept'
    | 'to-assign'
    | 'ready-to-assign'
    | 'returned'
    | 'to-confirm'
    | 'county-decides'
    | 'extensions'
    | 'reviews'
    | 'badly-rated'
    | 'visits'
    | 'to-release'
    | 'supervised'
    | 'cards'
    | 'to-sign'
    | 'handling'
    | 'helping'
    | 'waiting'
    | 'answered'
    | 'overdue'
    | 'all'
  q?: string
  state?:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  /**
   * A 12-digit division code.
   */
  village?: number
  unit?: string
  item?: string
  channel?: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  light?: 'green' | 'yellow' | 'red' | 'none'
  sort: 'due' | '-due' | 'received' | '-received' | 'village' | '-village'
  count: number
}
export interface NewSavedFilter {
  name: string
  queue:
    | 'to-accept'
    | 'to-assign'
    | 'ready-to-assign'
    | 'returned'
    | 'to-confirm'
    | 'county-decides'
    | 'extensions'
    | 'reviews'
    | 'badly-rated'
    | 'visits'
    | 'to-release'
    | 'supervised'
    | 'cards'
    | 'to-sign'
    | 'handling'
    | 'helping'
    | 'waiting'
    | 'answered'
    | 'overdue'
    | 'all'
  q?: string
  state?:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  /**
   * A 12-digit division code.
   */
  village?: number
  unit?: string
  item?: string
  channel?: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  light?: 'green' | 'yellow' | 'red' | 'none'
  sort: 'due' | '-due' | 'received' | '-received' | 'village' | '-village'
}
export interface FilterName {
  name: string
}
export interface EvidenceAdded {
  id: string
  evidence: EvidenceFile[]
}
export interface ReplyTemplates {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  /**
   * All there are or were in the county: an answer is compared with the retired ones too.
   */
  templates: ReplyTemplate[]
  categories: {
    slug: string
    zh: string
    en: string
  }[]
  /**
   * Whether this officer adds and retires them.
   */
  mayKeep: boolean
}
export interface ReplyTemplate {
  id: string
  title: string
  category?: string
  /**
   * Gaps stand between 【 and 】.
   */
  found: string
  done: string
  nextStep: string
  text: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  validTo?: string
  /**
   * It came with the program.
   */
  isCommon: boolean
}
export interface NewReplyTemplate {
  title: string
  category?: string
  /**
   * Gaps stand between 【 and 】.
   */
  found: string
  done: string
  nextStep: string
  text: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
}
export interface TemplateRetirement {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validTo: string
}
export interface Entry {
  channel: 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  /**
   * The number there: of the letter, of the work order.
   */
  channelNumber?: string
  /**
   * The day it reached the other office; today if left out.
   */
  receivedOn?: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  item?: string
  statement: string
  place?: string
  happened?: string
  wish?: string
  /**
   * Sealed to the custodians, as from the web.
   */
  person?: {
    name?: string
    phone?: string
  }
  /**
   * The number that text messages about progress go to; kept apart, read by nobody of the staff.
   */
  contact?: string
  /**
   * Who came for the person; sealed with it. Only and always with the channel proxy.
   */
  helper?: string
}
export interface EntryReceipt {
  /**
   * Shown once and never stored: whoever holds it can follow and rate the case.
   */
  receiptCode: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  promised: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    acceptBy: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    assignBy: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    answerBy: string
    /**
     * A date rests on a year whose holiday notice has not appeared.
     */
    provisional: boolean
  }
  caseId: string
}
export interface AlikeQuestion {
  /**
   * A 12-digit division code.
   */
  villageCode: number
  statement: string
  item?: string
}
export interface AlikeList {
  /**
   * The likeliest first, five at most; only cases the officer may see.
   */
  alike: Alike[]
}
export interface Alike {
  id: string
  villageName: string
  excerpt: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  state:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  channel: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  /**
   * How alike the two are.
   */
  percent: number
  because: ('sameLine' | 'sameVillage' | 'sameItem' | 'sameNumbers' | 'likeText')[]
  /**
   * It runs or waits for acceptance, so the other can be merged into it.
   */
  canLead: boolean
  /**
   * It was closed before the other came.
   */
  isEarlier: boolean
  /**
   * Somebody found it to be the same matter again.
   */
  isAgain: boolean
}
export interface Verdict {
  otherId: string
  verdict: 'different' | 'again'
}
export interface CaseIntake {
  channel: 'web' | 'api' | 'phone' | 'letter' | 'visit' | 'hotline' | 'proxy'
  /**
   * For the desk alone: with it the person could be looked up elsewhere.
   */
  channelNumber?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn?: string
  /**
   * By when the hotline wants its answer. A fact beside the due day of the case.
   */
  dueOn?: string
  enteredByName?: string
  scans: {
    n: number
    mediaType: string
    bytes: number
  }[]
  mayAddScan: boolean
  /**
   * What in the texts identifies somebody; filled for the desk, which covers it before a unit sees it.
   */
  personal: {
    kind:
      | 'id-number'
      | 'bank-card'
      | 'phone'
      | 'social-card'
      | 'landline'
      | 'address'
      | 'birth-date'
      | 'minor'
      | 'young-person'
      | 'health'
      | 'placeholder'
      | 'picture'
      | 'unreadable'
    field: 'statement' | 'place' | 'happened' | 'wish'
    start: number
    length: number
  }[]
}
export interface ScanAdded {
  n: number
}
export interface HotlineReading {
  /**
   * The file as a whole cannot be read; everything else is empty.
   */
  refusal?: {
    code: string
    message: string
  }
  /**
   * Of the file as it was read; send it along when taking it over.
   */
  sha256: string
  headerRow?: number
  columns: {
    column: string
    header: string
    field: 'number' | 'calledOn' | 'caller' | 'phone' | 'title' | 'content' | 'place' | 'dueOn'
  }[]
  /**
   * Every order without an error. Names and telephones are not shown.
   */
  orders: {
    row: number
    number: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    calledOn: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    dueOn?: string
    villageName: string
    excerpt: string
    isNamed: boolean
    /**
     * Taken over before: it is passed over.
     */
    isKnown: boolean
  }[]
  fresh: number
  known: number
  problems: {
    place: 'field' | 'row' | 'file' | 'body'
    /**
     * Key of the field in the schema.
     */
    field?: string
    row?: number
    /**
     * Header of the spreadsheet column, or its letter.
     */
    column?: string
    /**
     * Address such as C7. A refused row has a cell and no row.
     */
    cell?: string
    code: string
    /**
     * A sentence in the language of Accept-Language.
     */
    message: string
    severity: 'error' | 'warning'
  }[]
  /**
   * Problems beyond the 200 listed.
   */
  omitted: number
  /**
   * Rows with an error: taken over without them, if the officer agrees, and to be sent back to the hotline.
   */
  leftOut: {
    row: number
    number: string
    messages: string[]
  }[]
  /**
   * No row can be taken over.
   */
  isBlocked: boolean
}
export interface HotlineImport {
  filed: number
  known: number
  /**
   * For the hotline, which gives each caller his code. In this answer alone.
   */
  receipts: {
    number: string
    caseId: string
    receiptCode: string
  }[]
}
export interface CaseSubjects {
  eventCount: number
  subjects: {
    id: string
    officerName?: string
    person?: string
    unit?: NameInBoth
    isHead: boolean
  }[]
  /**
   * Whom the case may be about, as worked out from the record and the village, with the reason. Nothing is named before the desk says so.
   */
  proposals: {
    reason: 'wrote-record' | 'passed-record' | 'approved-record' | 'village-of-record' | 'village-of-complaint'
    officerId?: string
    unitId?: string
    name?: string
    unit: NameInBoth
  }[]
  officers: PostChoice[]
  units: UnitChoice[]
}
export interface PostChoice {
  id: string
  name: string
  unit: NameInBoth
}
export interface UnitChoice {
  id: string
  zh: string
  en: string
}
export interface SubjectNaming {
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  note: string
  /**
   * @maxItems 50
   */
  name: NewSubject[]
  /**
   * @maxItems 50
   */
  lift: string[]
}
/**
 * One of: officerId; unitId alone; person with the unit served in (unitId) and whether as its head.
 */
export interface NewSubject {
  officerId?: string
  unitId?: string
  /**
   * Name and post of somebody without an account here.
   */
  person?: string
  isHead?: boolean
}
export interface SubjectsNamed {
  eventCount: number
  /**
   * The case has left this officer’s sight.
   */
  isOutOfSight: boolean
}
export interface RelationList {
  relations: RelationView[]
  officers: PostChoice[]
  units: UnitChoice[]
  keepsAll: boolean
}
export interface RelationView {
  id: string
  kind: 'kin' | 'same-village' | 'interest'
  officerName: string
  unit: NameInBoth
  otherName?: string
  otherUnit: NameInBoth
  note?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  enteredOn: string
  isOwn: boolean
  mayEnd: boolean
}
export interface NewRelation {
  officerId?: string
  kind: 'kin' | 'same-village' | 'interest'
  withOfficerId?: string
  withUnitId?: string
  note?: string
}
export interface RelationMade {
  id: string
}
export interface RelationEnding {
  reason: string
}
export interface RelationEnded {}
export interface OwnComplaint {
  code: string
}
export interface OwnComplaintDeclared {}
export interface SupervisionPage {
  items: SupervisionLine[]
  total: number
  page: number
  pageSize: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  units: SupervisionCounts[]
}
export interface SupervisionLine {
  /**
   * Its number within the case.
   */
  n: number
  kind: 'blue' | 'yellow' | 'red' | 'letter'
  ground?:
    | 'notDispatched'
    | 'dueSoon'
    | 'overdue'
    | 'extensionsAsked'
    | 'ratedBadly'
    | 'returned'
    | 'reviewFailed'
    | 'notContacted'
    | 'visitOverdue'
  /**
   * A day in China, YYYY-MM-DD.
   */
  on: string
  unit?: UnitRef
  /**
   * By when the unit explains itself; a card that asks nothing has none.
   */
  dueOn?: string
  isOverdue: boolean
  level: 'unit' | 'supervising' | 'county' | 'leader' | 'city'
  /**
   * A day in China, YYYY-MM-DD.
   */
  answeredOn?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  endedOn?: string
  /**
   * Whether this officer can answer it now.
   */
  mayExplain: boolean
  caseId: string
  /**
   * Whether the officer may open the case.
   */
  isCaseSeen: boolean
  villageName: string
  townshipName: string
  item?: NameInBoth
}
/**
 * Cards and letters of one unit, as far as the officer may know of them.
 */
export interface SupervisionCounts {
  unit: UnitRef
  blue: number
  yellow: number
  red: number
  letters: number
  open: number
  overdue: number
}
export interface LetterRegister {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  year: number
  letters: LetterLine[]
}
export interface LetterLine {
  /**
   * Its number within the case.
   */
  n: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  on: string
  unit?: UnitRef
  /**
   * By when the unit explains itself; a card that asks nothing has none.
   */
  dueOn?: string
  isOverdue: boolean
  level: 'unit' | 'supervising' | 'county' | 'leader' | 'city'
  /**
   * A day in China, YYYY-MM-DD.
   */
  answeredOn?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  endedOn?: string
  number?: number
  caseId: string
  isCaseSeen: boolean
  villageName: string
  townshipName: string
  item?: NameInBoth
}
export interface LetterDraft {
  unit: UnitRef
  days: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn: string
  text: string
}
export interface Explanation {
  note: string
}
export interface Explained {
  n: number
}
export interface Catalogue {
  version: number
  categories: {
    slug: string
    zh: string
    en: string
  }[]
  items: CatalogueItem[]
}
export interface CatalogueItem {
  number: string
  slug: string
  category: string
  zh: string
  en: string
  cadence: 'M' | 'Q' | 'H' | 'A' | 'E' | 'none'
  noticeDays: number
  /**
   * Whether a typed form exists; without one a record of this item cannot be entered yet.
   */
  hasSchema: boolean
  /**
   * No longer on the list of this county; known for what was published before.
   */
  isRetired: boolean
}
export interface FieldSchemaView {
  item: string
  version: number
  zh: string
  en: string
  fields: SchemaField[]
  rows?: {
    zh: string
    en: string
    fields: SchemaField[]
    maximum: number
  }
  /**
   * Items: A rule between values, as rules/disclosures defines it: the client checks with the same code.
   */
  checks: {
    kind: string
    [k: string]: unknown
  }[]
  /**
   * Key of the row money field whose sum the lists show.
   */
  totalOf?: string
  titleOf?: string
}
export interface SchemaField {
  key: string
  zh: string
  en: string
  type: 'text' | 'long-text' | 'money' | 'quantity' | 'integer' | 'percent' | 'date' | 'choice' | 'person' | 'organisation'
  unit?: string
  required: boolean
  audience: 'public' | 'verified' | 'internal' | 'never'
  mask?: 'person-name' | 'party-name' | 'id-number' | 'bank-card' | 'phone' | 'address'
  aliases?: string[]
  choices?: {
    value: string
    zh: string
    en: string
  }[]
  maxLength?: number
  help?: NameInBoth
  negative?: boolean
  future?: boolean
  allowPhone?: boolean
  place?: 'division-code' | 'village-name' | 'township-name'
}
export interface VillageList {
  villages: Village[]
}
export interface Village {
  /**
   * A 12-digit division code.
   */
  code: number
  name: string
  /**
   * A 12-digit division code.
   */
  townshipCode: number
  townshipName: string
}
export interface CaseRules {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  mayPropose: boolean
  /**
   * Working days unless the name says otherwise, as they hold today, with what is fixed for every county.
   */
  limits: {
    name:
      | 'accept'
      | 'supply'
      | 'reviveCalendarDays'
      | 'confirmRejection'
      | 'appealCalendarDays'
      | 'decideAppeal'
      | 'assign'
      | 'reassign'
      | 'countyDecides'
      | 'returnWithin'
      | 'mostReturns'
      | 'sign'
      | 'contact'
      | 'mostHelpers'
      | 'handle'
      | 'extensionDays'
      | 'mostExtensions'
      | 'askBefore'
      | 'review'
      | 'rateCalendarDays'
      | 'silentCloseCalendarDays'
      | 'visit'
      | 'visitPercent'
      | 'orderRedo'
      | 'redo'
      | 'decideEscalation'
      | 'supervise'
      | 'raise'
      | 'stillSolvedCalendarDays'
      | 'reopenCalendarDays'
      | 'yellowWithin'
      | 'yellowPercentUsed'
    value: number
    least?: number
    most?: number
    basis?: 'notice' | 'remit' | 'answer' | 'extension' | 'appeal' | 'review' | 'sample' | 'rating' | 'platform'
  }[]
  rejectionReasons: {
    code: string
    zh: string
    en: string
    addresses: Told[]
  }[]
  routes: Told[]
  cards: CardRule[]
  /**
   * What came into force and what will, the latest first.
   */
  versions: RulesVersion[]
  /**
   * What waits for a decision, oldest first.
   */
  proposals: RulesProposal[]
  /**
   * What was decided last, newest first.
   */
  decided: RulesProposal[]
}
/**
 * notDispatched takes days; dueSoon within and percentUsed; extensionsAsked, ratedBadly, returned and reviewFailed times. Working days.
 */
export interface CardRule {
  ground:
    | 'notDispatched'
    | 'dueSoon'
    | 'overdue'
    | 'extensionsAsked'
    | 'ratedBadly'
    | 'returned'
    | 'reviewFailed'
    | 'notContacted'
    | 'visitOverdue'
  colour: 'blue' | 'yellow' | 'red'
  to: 'triage' | 'supervising' | 'responsible' | 'leader'
  /**
   * @maxItems 4
   */
  copies:
    | []
    | ['triage' | 'supervising' | 'responsible' | 'leader']
    | ['triage' | 'supervising' | 'responsible' | 'leader', 'triage' | 'supervising' | 'responsible' | 'leader']
    | [
        'triage' | 'supervising' | 'responsible' | 'leader',
        'triage' | 'supervising' | 'responsible' | 'leader',
        'triage' | 'supervising' | 'responsible' | 'leader'
      ]
    | [
        'triage' | 'supervising' | 'responsible' | 'leader',
        'triage' | 'supervising' | 'responsible' | 'leader',
        'triage' | 'supervising' | 'responsible' | 'leader',
        'triage' | 'supervising' | 'responsible' | 'leader'
      ]
  answerWithin?: number
  days?: number
  within?: number
  percentUsed?: number
  times?: number
}
export interface RulesVersion {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  standing: 'coming' | 'inForce' | 'past'
  limits?: {
    name:
      | 'accept'
      | 'supply'
      | 'reviveCalendarDays'
      | 'confirmRejection'
      | 'appealCalendarDays'
      | 'decideAppeal'
      | 'assign'
      | 'reassign'
      | 'countyDecides'
      | 'returnWithin'
      | 'mostReturns'
      | 'sign'
      | 'contact'
      | 'mostHelpers'
      | 'handle'
      | 'extensionDays'
      | 'mostExtensions'
      | 'askBefore'
      | 'review'
      | 'rateCalendarDays'
      | 'silentCloseCalendarDays'
      | 'visit'
      | 'visitPercent'
      | 'orderRedo'
      | 'redo'
      | 'decideEscalation'
      | 'supervise'
      | 'raise'
      | 'stillSolvedCalendarDays'
      | 'reopenCalendarDays'
      | 'yellowWithin'
      | 'yellowPercentUsed'
    value: number
  }[]
  /**
   * @maxItems 30
   */
  rejectionReasons?: {
    code: string
    zh: string
    en: string
    addresses: {
      code: string
      zh: string
      en: string
    }[]
  }[]
  /**
   * @maxItems 30
   */
  routes?: {
    code: string
    zh: string
    en: string
  }[]
  /**
   * All cards the county gives; an empty list gives none.
   */
  cards?: CardRule[]
  /**
   * The version of the common rules that came into force; what a county set has none.
   */
  common?: number
  setBy?: string
  passedBy?: string
  setAt?: string
}
export interface RulesProposal {
  id: string
  part: 'limits' | 'reasons' | 'routes' | 'cards'
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  limits?: {
    name:
      | 'accept'
      | 'supply'
      | 'reviveCalendarDays'
      | 'confirmRejection'
      | 'appealCalendarDays'
      | 'decideAppeal'
      | 'assign'
      | 'reassign'
      | 'countyDecides'
      | 'returnWithin'
      | 'mostReturns'
      | 'sign'
      | 'contact'
      | 'mostHelpers'
      | 'handle'
      | 'extensionDays'
      | 'mostExtensions'
      | 'askBefore'
      | 'review'
      | 'rateCalendarDays'
      | 'silentCloseCalendarDays'
      | 'visit'
      | 'visitPercent'
      | 'orderRedo'
      | 'redo'
      | 'decideEscalation'
      | 'supervise'
      | 'raise'
      | 'stillSolvedCalendarDays'
      | 'reopenCalendarDays'
      | 'yellowWithin'
      | 'yellowPercentUsed'
    value: number
  }[]
  /**
   * @maxItems 30
   */
  rejectionReasons?: {
    code: string
    zh: string
    en: string
    addresses: {
      code: string
      zh: string
      en: string
    }[]
  }[]
  /**
   * @maxItems 30
   */
  routes?: {
    code: string
    zh: string
    en: string
  }[]
  /**
   * All cards the county gives; an empty list gives none.
   */
  cards?: CardRule[]
  proposedByName: string
  proposedAt: string
  /**
   * Proposed by the officer who asks: to be withdrawn, not decided.
   */
  isOwn: boolean
  /**
   * Its day has come, so it can no longer be passed.
   */
  isTooLate: boolean
  decision?: {
    outcome: 'passed' | 'refused' | 'withdrawn'
    byName: string
    at: string
    note: string
  }
}
export interface CaseRulesChange {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  limits?: {
    name:
      | 'accept'
      | 'supply'
      | 'reviveCalendarDays'
      | 'confirmRejection'
      | 'appealCalendarDays'
      | 'decideAppeal'
      | 'assign'
      | 'reassign'
      | 'countyDecides'
      | 'returnWithin'
      | 'mostReturns'
      | 'sign'
      | 'contact'
      | 'mostHelpers'
      | 'handle'
      | 'extensionDays'
      | 'mostExtensions'
      | 'askBefore'
      | 'review'
      | 'rateCalendarDays'
      | 'silentCloseCalendarDays'
      | 'visit'
      | 'visitPercent'
      | 'orderRedo'
      | 'redo'
      | 'decideEscalation'
      | 'supervise'
      | 'raise'
      | 'stillSolvedCalendarDays'
      | 'reopenCalendarDays'
      | 'yellowWithin'
      | 'yellowPercentUsed'
    value: number
  }[]
  /**
   * @maxItems 30
   */
  rejectionReasons?: {
    code: string
    zh: string
    en: string
    addresses: {
      code: string
      zh: string
      en: string
    }[]
  }[]
  /**
   * @maxItems 30
   */
  routes?: {
    code: string
    zh: string
    en: string
  }[]
  /**
   * All cards the county gives; an empty list gives none.
   */
  cards?: CardRule[]
}
export interface RulesDecision {
  outcome: 'passed' | 'refused' | 'withdrawn'
  note: string
}
export interface Organisation {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  /**
   * A 12-digit division code.
   */
  place: number
  /**
   * Whether this officer says who heads and what stands over units.
   */
  mayEnter: boolean
  /**
   * Whether this officer makes units here.
   */
  mayMake: boolean
  /**
   * Changes of posts that wait to be granted, for administrators.
   */
  waiting: PostChange[]
  /**
   * Whose units can be looked at: the officer’s own place and the townships or counties below it.
   */
  places: {
    /**
     * A 12-digit division code.
     */
    code: number
    name: string
  }[]
  units: OrganisationUnit[]
  /**
   * Who can be a head.
   */
  officers: {
    id: string
    name: string
    unit: NameInBoth
  }[]
  /**
   * What can stand over a unit.
   */
  choices: {
    id: string
    zh: string
    en: string
  }[]
}
export interface PostChange {
  id: string
  name: string
  role:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  unit: NameInBoth
  title?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  before?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  /**
   * Whether the holder becomes the head of the unit.
   */
  isHead: boolean
  reason: string
  askedBy: string
  askedAt: string
  expiresAt: string
  mayGrant: boolean
  mayWithdraw: boolean
}
export interface OrganisationUnit {
  id: string
  zh: string
  en: string
  kind: 'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
  /**
   * A day in China, YYYY-MM-DD.
   */
  ended?: string
  /**
   * The names it had, the newest first.
   */
  formerly: {
    zh: string
    en: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    until: string
  }[]
  isOwn: boolean
  mayRename: boolean
  mayEnd: boolean
  /**
   * Whether this officer may say who heads it and stands over it: nobody does so for his own unit.
   */
  mayChange: boolean
  heads: {
    id: string
    name: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    from: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    to?: string
    mayEnd: boolean
  }[]
  above: {
    id: string
    kind: 'parent' | 'supervises'
    unit: NameInBoth
    /**
     * A day in China, YYYY-MM-DD.
     */
    from: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    to?: string
    mayEnd: boolean
  }[]
  posts: {
    id: string
    name: string
    role:
      | 'clerk'
      | 'committee'
      | 'reviewer'
      | 'triage'
      | 'supervisor'
      | 'handler'
      | 'leader'
      | 'inspector'
      | 'custodian'
      | 'system-admin'
      | 'security-admin'
      | 'audit-admin'
    title?: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    from: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    to?: string
    isHead: boolean
    mayChange: boolean
  }[]
}
export interface NewHead {
  unitId: string
  officerId: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
}
export interface OrganisationChanged {
  id: string
}
export interface HeadEnding {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validTo: string
  reason: string
}
export interface NewEdge {
  unitId: string
  aboveId: string
  kind: 'parent' | 'supervises'
}
export interface EdgeEnding {
  reason: string
}
export interface NewUnit {
  zh: string
  en?: string
  kind: 'village' | 'township' | 'discipline' | 'inspection' | 'supervising' | 'responsible' | 'leadership' | 'custody' | 'administration'
  /**
   * A 12-digit division code.
   */
  place: number
}
export interface UnitRenaming {
  zh: string
  en?: string
  reason: string
}
export interface UnitEnding {
  reason: string
}
/**
 * How the post is from now on; without `to` its term has no end. A headship is ended by the triage desk.
 */
export interface PostChanging {
  title: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  isHead: boolean
  reason: string
  seen: PostSeen
}
/**
 * What the post said when the change was thought of: where it says something else by now, nothing is changed (409).
 */
export interface PostSeen {
  title: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
}
export interface PostChanged {
  id: string
  isWaiting: boolean
}
export interface CountyList {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  categories: {
    slug: string
    zh: string
    en: string
  }[]
  items: CountyItem[]
  /**
   * Units of the county that an item may be bound to.
   */
  units: {
    id: string
    kind: 'responsible' | 'supervising'
    zh: string
    en: string
  }[]
  /**
   * What waits for a decision, oldest first.
   */
  proposals: ListProposal[]
  /**
   * What was decided last, newest first.
   */
  decided: ListProposal[]
}
export interface CountyItem {
  slug: string
  number: string
  category: string
  zh: string
  en: string
  cadence: 'M' | 'Q' | 'H' | 'A' | 'E' | 'none'
  noticeDays: number
  responsible: NameInBoth
  supervising: NameInBoth
  basis: string[]
  state: 'listed' | 'retired' | 'coming'
  /**
   * Added by the county itself.
   */
  isOwn: boolean
  hasSchema: boolean
  /**
   * What the county decided about it, and from when.
   */
  changes: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    validFrom: string
    kind: 'add' | 'change' | 'retire' | 'restore'
  }[]
  /**
   * The two units of the county that answer for it today.
   */
  bound?: {
    responsibleUnitId: string
    supervisingUnitId: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    validFrom: string
  }
}
export interface ListProposal {
  id: string
  slug: string
  name: NameInBoth
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  kind: 'item' | 'form' | 'binding' | 'procedure'
  change?:
    | {
        kind: 'add'
        item: {
          number: string
          category: string
          zh: string
          en: string
          cadence: 'M' | 'Q' | 'H' | 'A' | 'E' | 'none'
          noticeDays: number
          responsible: {
            zh: string
            en: string
          }
          supervising: {
            zh: string
            en: string
          }
          basis: string[]
        }
      }
    | {
        kind: 'change'
        item: {
          number?: string
          category?: string
          zh?: string
          en?: string
          cadence?: 'M' | 'Q' | 'H' | 'A' | 'E' | 'none'
          noticeDays?: number
          responsible?: {
            zh: string
            en: string
          }
          supervising?: {
            zh: string
            en: string
          }
          basis?: string[]
        }
      }
    | {
        kind: 'retire'
      }
    | {
        kind: 'restore'
      }
  form?: {
    /**
     * @maxItems 100
     */
    fields: SchemaField[]
    rows?: {
      zh: string
      en: string
      /**
       * @maxItems 100
       */
      fields: SchemaField[]
    }
    /**
     * Checks beside those that the earlier form keeps.
     *
     * @maxItems 50
     *
     * Items: A rule between values, as rules/disclosures defines it.
     */
    checks?: {
      kind: string
      part?: 'field' | 'row'
      opening?: string
      income?: string
      expense?: string
      closing?: string
      row?: string
      field?: string
      /**
       * @maxItems 50
       */
      fields?: string[]
      /**
       * @maxItems 50
       */
      keys?: string[]
      equals?: string
      a?: string
      b?: string
      tolerance?: number
      /**
       * @maxItems 50
       */
      plus?: string[]
      /**
       * @maxItems 50
       */
      minus?: string[]
      key?: string
    }[]
  }
  binding?: {
    responsibleUnitId: string
    supervisingUnitId: string
  }
  /**
   * Null gives up the county’s own: the procedure of the common list holds again, or none.
   */
  procedure?: CountyProcedure | null
  proposedByName: string
  proposedAt: string
  /**
   * Proposed by the officer who asks: to be withdrawn, not decided.
   */
  isOwn: boolean
  /**
   * Its day has passed, so it can no longer be passed.
   */
  isTooLate: boolean
  decision?: {
    outcome: 'passed' | 'refused' | 'withdrawn'
    byName: string
    at: string
    note: string
  }
}
/**
 * How a power is used, step by step, and where it is abused.
 */
export interface CountyProcedure {
  explanation: {
    zh: string
    en?: string
  }
  /**
   * @maxItems 30
   */
  steps: {
    zh: string
    en?: string
    who: ProcedureText
    limit?: ProcedureText
    /**
     * @maxItems 30
     */
    materials: ProcedureText[]
  }[]
  /**
   * @maxItems 30
   */
  risks: ProcedureText[]
}
/**
 * A text in Chinese, and in English where somebody wrote it.
 */
export interface ProcedureText {
  zh: string
  en?: string
}
export interface CountyListChange {
  slug: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  change:
    | {
        kind: 'add'
        item: {
          number: string
          category: string
          zh: string
          en: string
          cadence: 'M' | 'Q' | 'H' | 'A' | 'E' | 'none'
          noticeDays: number
          responsible: {
            zh: string
            en: string
          }
          supervising: {
            zh: string
            en: string
          }
          basis: string[]
        }
      }
    | {
        kind: 'change'
        item: {
          number?: string
          category?: string
          zh?: string
          en?: string
          cadence?: 'M' | 'Q' | 'H' | 'A' | 'E' | 'none'
          noticeDays?: number
          responsible?: {
            zh: string
            en: string
          }
          supervising?: {
            zh: string
            en: string
          }
          basis?: string[]
        }
      }
    | {
        kind: 'retire'
      }
    | {
        kind: 'restore'
      }
}
export interface CountyForm {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  /**
   * @maxItems 100
   */
  fields: SchemaField[]
  rows?: {
    zh: string
    en: string
    /**
     * @maxItems 100
     */
    fields: SchemaField[]
  }
  /**
   * Checks beside those that the earlier form keeps.
   *
   * @maxItems 50
   *
   * Items: A rule between values, as rules/disclosures defines it.
   */
  checks?: {
    kind: string
    part?: 'field' | 'row'
    opening?: string
    income?: string
    expense?: string
    closing?: string
    row?: string
    field?: string
    /**
     * @maxItems 50
     */
    fields?: string[]
    /**
     * @maxItems 50
     */
    keys?: string[]
    equals?: string
    a?: string
    b?: string
    tolerance?: number
    /**
     * @maxItems 50
     */
    plus?: string[]
    /**
     * @maxItems 50
     */
    minus?: string[]
    key?: string
  }[]
}
export interface CountyFormPreviewed {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  /**
   * @maxItems 100
   */
  fields: SchemaField[]
  rows?: {
    zh: string
    en: string
    /**
     * @maxItems 100
     */
    fields: SchemaField[]
  }
  /**
   * Checks beside those that the earlier form keeps.
   *
   * @maxItems 50
   *
   * Items: A rule between values, as rules/disclosures defines it.
   */
  checks?: {
    kind: string
    part?: 'field' | 'row'
    opening?: string
    income?: string
    expense?: string
    closing?: string
    row?: string
    field?: string
    /**
     * @maxItems 50
     */
    fields?: string[]
    /**
     * @maxItems 50
     */
    keys?: string[]
    equals?: string
    a?: string
    b?: string
    tolerance?: number
    /**
     * @maxItems 50
     */
    plus?: string[]
    /**
     * @maxItems 50
     */
    minus?: string[]
    key?: string
  }[]
}
export interface CountyFormPreview {
  schema: FieldSchemaView
  /**
   * Checks of the present form that are gone with the fields they need.
   */
  droppedChecks: number
}
export interface CountyBinding {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  responsibleUnitId: string
  supervisingUnitId: string
}
export interface CountyBindings {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  /**
   * @maxItems 200
   */
  bindings: {
    slug: string
    responsibleUnitId: string
    supervisingUnitId: string
  }[]
}
export interface ItemProcedure {
  own?: CountyProcedure
  common?: CountyProcedure
}
export interface CountyProcedureAsked {
  /**
   * A day in China, YYYY-MM-DD.
   */
  validFrom: string
  /**
   * Null gives up the county’s own: the procedure of the common list holds again, or none.
   */
  procedure: CountyProcedure | null
}
export interface ProposalsPassed {
  /**
   * @maxItems 200
   */
  ids: string[]
}
export interface ProposalDecision {
  outcome: 'passed' | 'refused' | 'withdrawn'
  note: string
}
export interface DraftPage {
  items: DraftSummary[]
  total: number
  page: number
  pageSize: number
}
export interface DraftSummary {
  id: string
  disclosureId: string
  baseVersion: number
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  townshipName: string
  item: string
  itemName: NameInBoth
  period: string
  title: string
  state: 'draft' | 'atCommittee' | 'submitted' | 'returned' | 'scheduled' | 'approved'
  authorName: string
  rowCount: number
  /**
   * Yuan with two decimals.
   */
  total?: string
  updatedAt: string
}
export interface DraftSearch {
  queue: 'mine' | 'returned' | 'at-committee' | 'to-review' | 'scheduled' | 'approved'
  q?: string
  page?: number
}
export interface DraftInput {
  /**
   * A 12-digit division code.
   */
  villageCode: number
  item: string
  period: string
  title: string
  fields: Cells
  /**
   * @maxItems 200000
   */
  rows: Cells[]
}
export interface Cells {
  /**
   * This interface was referenced by `Cells`'s JSON-Schema definition
   * via the `patternProperty` "^.*$".
   */
  [k: string]: string
}
export interface Draft {
  id: string
  disclosureId: string
  baseVersion: number
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  townshipName: string
  item: string
  itemName: NameInBoth
  period: string
  title: string
  state: 'draft' | 'atCommittee' | 'submitted' | 'returned' | 'scheduled' | 'approved'
  authorName: string
  rowCount: number
  /**
   * Yuan with two decimals.
   */
  total?: string
  updatedAt: string
  eventCount: number
  schemaVersion: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  periodStart: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  periodEnd: string
  fields: Cells
  /**
   * @maxItems 200000
   */
  rows: Cells[]
  reason?: string
  returnReason?: string
  attachments: AttachmentView[]
  /**
   * Everything personal that was found, what is accepted included.
   */
  findings: DraftFinding[]
  /**
   * Whether this officer may accept a finding as the second person.
   */
  mayWaive: boolean
  /**
   * What must be put right before it can be submitted: the first 500.
   */
  problems: PlacedProblem[]
  problemCount: number
  /**
   * For a correction: the published version it starts from, unmasked.
   */
  previous?: {
    version: number
    title: string
    fields: Cells
    /**
     * @maxItems 200000
     */
    rows: Cells[]
  }
  events: {
    seq: number
    action: 'create' | 'edit' | 'submit' | 'endorse' | 'lapse' | 'return' | 'schedule' | 'unschedule' | 'release' | 'approve' | 'erase'
    officerName: string
    /**
     * In whose post, where a deputy did it.
     */
    forName?: string
    note?: string
    at: string
  }[]
  publishAt?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  committeeUntil?: string
  allowed: ('edit' | 'submit' | 'endorse' | 'approve' | 'schedule' | 'unschedule' | 'return')[]
  withheld: {
    action: 'edit' | 'submit' | 'endorse' | 'approve' | 'schedule' | 'unschedule' | 'return'
    code: string
    message: string
  }[]
}
export interface AttachmentView {
  n: number
  name: string
  mediaType: string
  bytes: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  takenOn?: string
}
export interface DraftFinding {
  place: 'field' | 'row' | 'file' | 'body'
  field?: string
  row?: number
  /**
   * Page or part of a file.
   */
  where?: string
  kind:
    | 'id-number'
    | 'bank-card'
    | 'phone'
    | 'social-card'
    | 'landline'
    | 'address'
    | 'birth-date'
    | 'minor'
    | 'young-person'
    | 'health'
    | 'placeholder'
    | 'picture'
    | 'unreadable'
  severity: 'red' | 'look' | 'yellow'
  fix: 'mask' | 'delete' | 'look'
  start: number
  length: number
  message: string
  fingerprint: string
  isWaived: boolean
}
export interface DraftEdit {
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  period: string
  title: string
  fields: Cells
  /**
   * @maxItems 200000
   */
  rows: Cells[]
  reason?: string
}
/**
 * return needs a note, schedule an hour. submit answers 422 with the problems while there are any.
 */
export interface DraftMove {
  action: 'submit' | 'endorse' | 'approve' | 'schedule' | 'unschedule' | 'return'
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  note?: string
  /**
   * For schedule: a day and an hour in China, YYYY-MM-DDTHH:MM, at most 60 days ahead.
   */
  publishAt?: string
}
export interface FindingWaiver {
  fingerprint: string
  reason: string
}
export interface DraftCheck {
  problems: PlacedProblem[]
  /**
   * Personal data found in public text: blocks submission.
   */
  findings: PlacedProblem[]
  /**
   * What residents will see: fields for narrower audiences gone, personal values masked; the rest written as in a draft.
   */
  publicView: {
    fields: Cells
    /**
     * The first 50 rows.
     *
     * @maxItems 50
     */
    rows: Cells[]
    rowCount: number
  }
  /**
   * Sums of the money columns by key, in yuan.
   */
  totals: {
    rowCount: number
    sums: Cells
  }
}
export interface AttachmentList {
  attachments: AttachmentView[]
  eventCount: number
}
export interface DayTaken {
  takenOn: string | null
}
export interface ImportReading {
  sheetName?: string
  /**
   * Row of the sheet in which the column names stand.
   */
  headerRow?: number
  columns: {
    header: string
    column: string
    /**
     * Key of the schema field it was understood as.
     */
    field?: string
  }[]
  fields: Cells
  /**
   * Every line of this village as typed, also lines with problems, so that they can be put right in the form. Lines of other places are left out.
   *
   * @maxItems 200000
   */
  rows: Cells[]
  /**
   * For each of `rows` or `records`, its row in the sheet.
   */
  rowNumbers: number[]
  /**
   * Where each line is a record of its own: the header fields of each. `fields` and `rows` are then empty.
   *
   * @maxItems 200000
   */
  records?: Cells[]
  problems: PlacedProblem[]
  /**
   * The file as a whole cannot be read; everything else is empty.
   */
  refusal?: {
    code: string
    message: string
  }
}
export interface ImportUpload {
  id: string
  item: string
  /**
   * A 12-digit division code.
   */
  villageCode?: number
  name: string
  bytes: number
  /**
   * Bytes that have arrived; send the next chunk from here.
   */
  received: number
  state: 'receiving' | 'received' | 'checking' | 'checked' | 'drafted'
  /**
   * Rows read so far, while it is checked.
   */
  rowsRead: number
  result?: ImportResult
  draftIds?: string[]
}
export interface ImportResult {
  /**
   * The file as a whole cannot be read; everything else is empty.
   */
  refusal?: {
    code: string
    message: string
  }
  /**
   * Every table that was found; `table` is the one that was read.
   */
  tables: {
    sheet: string
    row: number
    rows: number
  }[]
  table: number
  headerRow?: number
  /**
   * Each line is a record of its own.
   */
  isRecords: boolean
  columns: ImportColumn[]
  mappedBy: 'names' | 'memory' | 'person'
  fields: Cells
  problems: PlacedProblem[]
  omitted: number
  /**
   * How often each kind of problem occurs, those beyond the listed ones too.
   */
  counts: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: number
  }
  /**
   * Nothing of the file becomes a draft before its problems of places and columns are put right.
   */
  isBlocked: boolean
  villages: {
    /**
     * A 12-digit division code.
     */
    villageCode: number
    villageName: string
    rows: number
    /**
     * Lines without an error.
     */
    ready: number
    /**
     * Yuan, of the lines without an error.
     */
    total?: string
  }[]
  /**
   * Earlier records in which rows of this file stand already.
   */
  known: {
    villageName: string
    draftId: string
    title: string
    period: string
    rows: number
  }[]
  /**
   * Drafts made from the very same file before.
   */
  sameFile: {
    draftId: string
    villageName: string
  }[]
}
export interface ImportColumn {
  /**
   * Its letter.
   */
  column: string
  header: string
  /**
   * Key of the field it fills.
   */
  field?: string
  /**
   * It says which village a row belongs to.
   */
  isPlace?: boolean
  /**
   * A field it may be meant for. It fills nothing until a person says so.
   */
  likely?: string
}
export interface PublishedPage {
  items: PublishedSummary[]
  total: number
  page: number
  pageSize: number
}
export interface PublishedSummary {
  id: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  item: string
  itemName: NameInBoth
  period: string
  title: string
  version: number
  publishedAt: string
  rowCount: number
  /**
   * Yuan with two decimals.
   */
  total?: string
  openCorrectionId?: string
  mayCorrect: boolean
  mayTakeDown: boolean
  isTakenDown: boolean
  isWithdrawn: boolean
  mayAskWithdrawal: boolean
  mayAskErasure: boolean
  mayHold: boolean
  isWithdrawalAsked: boolean
}
export interface PublishedSearch {
  /**
   * A 12-digit division code.
   */
  village?: number
  item?: string
  page?: number
  q?: string
}
export interface CorrectionRequest {
  reason: string
}
export interface ObjectionPage {
  items: ObjectionView[]
  total: number
  page: number
  pageSize: number
}
export interface ObjectionView {
  id: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  disclosureId: string
  version: number
  currentVersion: number
  title: string
  row?: number
  field?: string
  /**
   * As it was typed. Everybody else sees it with personal numbers blotted out.
   */
  question: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  raisedOn: string
  state: 'raised' | 'answered' | 'escalated' | 'upheld' | 'corrected' | 'dismissed' | 'settled' | 'withdrawn'
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn?: string
  isOverdue: boolean
  answer?: string
  decision?: string
  possible: ('answer' | 'concede' | 'uphold' | 'dismiss')[]
  /**
   * Texts that this officer may hide from the public.
   */
  mayHide: ('question' | 'answer' | 'decision')[]
  /**
   * Texts that nobody else is shown any more.
   */
  hidden: ('question' | 'answer' | 'decision')[]
  eventCount: number
}
export interface ObjectionMove {
  action: 'answer' | 'concede' | 'uphold' | 'dismiss'
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  words: string
}
export interface ObjectionMoved {
  id: string
}
export interface ObjectionHiding {
  part: 'question' | 'answer' | 'decision'
  reason: 'personal-data' | 'insult' | 'other'
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  note: string
}
export interface ObjectionHidden {
  id: string
}
export interface AllowedAnswerPage {
  items: AllowedAnswer[]
  total: number
  page: number
  pageSize: number
}
export interface AllowedAnswer {
  caseId: string
  villageName: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  allowedOn: string
  statement: string
  /**
   * Words that are public anyway and so may be repeated.
   */
  known: string[]
  row?: number
  /**
   * A neutral question to begin with.
   */
  question: string
  /**
   * The answer as it was sent, to begin with.
   */
  answer: string
}
export interface AnswerTextPage {
  items: AnswerText[]
  total: number
  page: number
  pageSize: number
}
export interface AnswerText {
  id: string
  kind: 'answer' | 'typical'
  caseId?: string
  villageName?: string
  title?: string
  question: string
  answer: string
  namesRow: boolean
  /**
   * A day in China, YYYY-MM-DD.
   */
  day: string
  state: 'waiting' | 'coming' | 'shown' | 'returned' | 'withdrawn' | 'revoked'
  /**
   * A day in China, YYYY-MM-DD.
   */
  appearsOn?: string
  note?: string
  /**
   * What this officer may do with it now; `prepare` makes a typical case of it.
   */
  possible: ('prepare' | 'decide' | 'withdraw')[]
  isOwn: boolean
}
export interface AnswerWords {
  question: string
  answer: string
  namesRow: boolean
}
export interface AnswerTextMade {
  id: string
}
export interface TypicalCaseWords {
  title: string
  question: string
  answer: string
  chosenId?: string
}
export interface AnswerDecision {
  isApproved: boolean
  note?: string
}
export interface AnswerWithdrawal {
  reason: string
}
export interface Keeping {
  holds: Hold[]
  erasures: ErasureRequest[]
}
export interface Hold {
  id: string
  kind: 'case' | 'disclosure'
  subjectId: string
  title?: string
  /**
   * A 12-digit division code.
   */
  placeCode: number
  placeName: string
  reason: string
  askedByName: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  askedOn: string
  isGranted: boolean
  liftReason?: string
  may: ('grant' | 'refuse' | 'askLift' | 'lift' | 'keepOn')[]
}
export interface ErasureRequest {
  id: string
  disclosureId: string
  title: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  version: number
  row: number
  /**
   * Where it is deleted: the line in every version in which it is provably the same.
   */
  places: ValuePlace[]
  /**
   * Where the same words stand that may be somebody else’s: those are asked for by themselves.
   */
  elsewhere: ValuePlace[]
  fieldName: NameInBoth
  ground: 'asked' | 'not-needed' | 'mistake' | 'unlawful'
  note: string
  askedByName: string
  askedAt: string
  mayDecide: boolean
}
export interface ValuePlace {
  version: number
  /**
   * 0 is the header.
   */
  row: number
}
export interface NewHold {
  kind: 'case' | 'disclosure'
  subjectId: string
  reason: string
}
export interface KeepingDone {
  id: string
}
export interface HoldMoved {
  move: 'grant' | 'refuse' | 'askLift' | 'lift' | 'keepOn'
  reason?: string
}
export interface NewErasure {
  version?: number
  row: number
  field: string
  ground: 'asked' | 'not-needed' | 'mistake' | 'unlawful'
  note: string
}
export interface ErasureAsked {
  id: string
  places: ValuePlace[]
  /**
   * Where the same words stand that may be somebody else’s: those are asked for by themselves.
   */
  elsewhere: ValuePlace[]
}
export interface ErasureDecision {
  erase: boolean
  note?: string
}
export interface TakedownRequest {
  reason: 'personal-data' | 'child' | 'wrong-person' | 'secret' | 'other'
  note: string
}
export interface IncidentList {
  items: Incident[]
}
export interface Incident {
  id: string
  disclosureId: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  item: string
  itemName: NameInBoth
  period: string
  version: number
  reason: 'personal-data' | 'child' | 'wrong-person' | 'secret' | 'other'
  note: string
  openedByName: string
  openedAt: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  confirmBy: string
  confirmedByName?: string
  confirmedAt?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  republishBy: string
  isRepublished: boolean
  /**
   * A second person or the corrected version is overdue.
   */
  isLate: boolean
  mayConfirm: boolean
}
export interface IncidentConfirmation {
  note: string
}
export interface TipPage {
  items: TipSummary[]
  total: number
  page: number
  pageSize: number
}
export interface TipSummary {
  id: string
  isNamed: boolean
  origin: 'door' | 'desk' | 'below' | 'above'
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  state:
    | 'received'
    | 'screening'
    | 'underDisposal'
    | 'disposalProposed'
    | 'noSubstance'
    | 'closed'
    | 'transferredUp'
    | 'transferredDown'
    | 'archived'
  /**
   * What the body owes now, soonest first.
   */
  owed: TipOwed[]
}
export interface TipOwed {
  what: 'screen' | 'tellAcceptance' | 'tellResult'
  /**
   * A day in China, YYYY-MM-DD.
   */
  by: string
  isLate: boolean
}
export interface TipDetail {
  id: string
  isNamed: boolean
  origin: 'door' | 'desk' | 'below' | 'above'
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  state:
    | 'received'
    | 'screening'
    | 'underDisposal'
    | 'disposalProposed'
    | 'noSubstance'
    | 'closed'
    | 'transferredUp'
    | 'transferredDown'
    | 'archived'
  /**
   * What the body owes now, soonest first.
   */
  owed: TipOwed[]
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  eventCount: number
  /**
   * SHA-256 of the form’s key, in hexadecimal. The sealed texts hold that key: compare, so that none was exchanged.
   */
  formHash: string
  parts: {
    n: number
    kind: 'matter' | 'person' | 'file'
    bytes: number
  }[]
  events: {
    /**
     * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
     */
    seq: number
    action:
      | 'file'
      | 'proposeScreening'
      | 'confirmScreening'
      | 'declineScreening'
      | 'proposeDisposal'
      | 'confirmDisposal'
      | 'declineDisposal'
      | 'tellAcceptance'
      | 'tellResult'
      | 'object'
      | 'archive'
      | 'recalculate'
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    by?: string
    outcome?: 'dispose' | 'transferUp' | 'transferDown' | 'noSubstance'
    disposal?: 'talk' | 'preliminaryCheck' | 'hold' | 'close'
    /**
     * Sealed to this body.
     */
    note?: string
    /**
     * The reporter’s objection, sealed to this body.
     */
    objection?: string
    /**
     * recalculate: the days that a notice of holidays moved.
     */
    moved?: {
      what: 'screen' | 'tellAcceptance' | 'tellResult' | 'object'
      /**
       * A day in China, YYYY-MM-DD.
       */
      by: string
    }[]
    /**
     * recalculate: the address of that notice.
     */
    notice?: string
  }[]
  /**
   * Every day that runs, as it was told, day by day with the notice each rests on. `object` is the last day of the reporter.
   */
  days: TipDay[]
  possible: (
    | 'proposeScreening'
    | 'confirmScreening'
    | 'declineScreening'
    | 'proposeDisposal'
    | 'confirmDisposal'
    | 'declineDisposal'
    | 'tellAcceptance'
    | 'tellResult'
    | 'archive'
  )[]
  /**
   * The last day on which the reporter, who was told the result, is waited for; it can be put away from the day after.
   */
  archiveAfter?: string
  /**
   * age recipients: what this body keeps, what the reporter is told and what is handed over are sealed to them.
   */
  recipients: {
    own: string[]
    reporter: string
    above?: {
      /**
       * A 12-digit division code.
       */
      bodyCode: number
      name: string
      recipients: string[]
    }
    below: {
      /**
       * A 12-digit division code.
       */
      bodyCode: number
      name: string
      recipients: string[]
    }[]
  }
}
export interface TipDay {
  what: 'screen' | 'tellAcceptance' | 'tellResult' | 'object'
  /**
   * A day in China, YYYY-MM-DD.
   */
  by: string
  steps: DayStep[]
  /**
   * The notice that moved the day after it was told.
   */
  notice?: string
}
export interface TipPartResealed {
  n: number
}
export interface TipMove {
  action:
    | 'proposeScreening'
    | 'confirmScreening'
    | 'declineScreening'
    | 'proposeDisposal'
    | 'confirmDisposal'
    | 'declineDisposal'
    | 'tellAcceptance'
    | 'tellResult'
    | 'archive'
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
  outcome?: 'dispose' | 'transferUp' | 'transferDown' | 'noSubstance'
  disposal?: 'talk' | 'preliminaryCheck' | 'hold' | 'close'
  /**
   * Sealed with age in the browser, in base64.
   */
  note?: string
  /**
   * Sealed with age in the browser, in base64.
   */
  words?: string
  /**
   * Where it goes: every part was sealed to that body before.
   */
  handOver?: {
    /**
     * A 12-digit division code.
     */
    bodyCode: number
  }
}
export interface TipMoved {
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  eventCount: number
}
export interface HouseholdBatches {
  /**
   * Those of the village, the newest first. How many were used is not said: it would tell which household has an account.
   */
  batches: HouseholdBatch[]
}
export interface HouseholdBatch {
  id: string
  madeAt: string
  made: number
  /**
   * A day in China, YYYY-MM-DD.
   */
  expiresOn: string
  /**
   * Ended, or past its day.
   */
  isOver: boolean
}
export interface HouseholdCodesAsked {
  count: number
}
export interface HouseholdCodes {
  id: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  expiresOn: string
  /**
   * Items: 12 digits; shown with this answer and never again.
   */
  codes: string[]
}
export interface HouseholdBatchEnded {
  id: string
}
/**
 * Whether a complainant gave a name, and who asked to see it. Never the name.
 */
export interface CaseIdentity {
  isNamed: boolean
  mayAsk: boolean
  requests: CaseIdentityRequest[]
}
export interface CaseIdentityRequest {
  id: string
  state: 'asked' | 'passed' | 'opened' | 'viewing' | 'over' | 'refused' | 'lapsed' | 'ended'
  reason: 'contact' | 'verify' | 'protect' | 'lawful-order'
  note: string
  askedAt: string
  lapsesAt: string
  askedByName: string
  passedAt?: string
  openedAt?: string
  viewedAt?: string
  viewUntil?: string
  refusedAt?: string
  refusal?: string
  isOwn: boolean
}
export interface IdentityAsking {
  reason: 'contact' | 'verify' | 'protect' | 'lawful-order'
  note: string
  /**
   * An age recipient.
   */
  viewRecipient: string
}
export interface IdentityStep {
  id: string
}
export interface IdentitiesWaiting {
  waiting: number
}
export interface CustodyList {
  group?: 'A' | 'B'
  requests: CustodyRequest[]
  keys: {
    group: 'A' | 'B'
    /**
     * An age recipient.
     */
    recipient: string
    fingerprint: string
  }[]
  total: number
  /**
   * Identities that are sealed to other keys than those configured now.
   */
  older: number
  resealing?: {
    id: string
    reason: string
    proposedByName: string
    isApproved: boolean
    mayApprove: boolean
  }
}
export interface CustodyRequest {
  id: string
  state: 'asked' | 'passed' | 'opened' | 'viewing' | 'over' | 'refused' | 'lapsed' | 'ended'
  reason: 'contact' | 'verify' | 'protect' | 'lawful-order'
  note: string
  askedAt: string
  lapsesAt: string
  askedByName: string
  passedAt?: string
  openedAt?: string
  viewedAt?: string
  viewUntil?: string
  refusedAt?: string
  refusal?: string
  caseId: string
  unit: NameInBoth
  /**
   * An age recipient.
   */
  viewRecipient: string
  isMyTurn: boolean
}
export interface IdentityView {
  until: string
  /**
   * How long from now.
   */
  seconds: number
}
export interface AuditPage {
  items: AuditLine[]
  /**
   * Where the next page begins.
   */
  next?: string
}
export interface AuditLine {
  at: string
  officerName?: string
  /**
   * In whose post, where a deputy did it.
   */
  forName?: string
  role?:
    | 'clerk'
    | 'committee'
    | 'reviewer'
    | 'triage'
    | 'supervisor'
    | 'handler'
    | 'leader'
    | 'inspector'
    | 'custodian'
    | 'system-admin'
    | 'security-admin'
    | 'audit-admin'
  /**
   * The same for all acts of one sitting.
   */
  session?: string
  act:
    | 'listCases'
    | 'searchCases'
    | 'getCase'
    | 'getCasePhoto'
    | 'getCorrespondence'
    | 'getEvidence'
    | 'listAlike'
    | 'listAlikeEntry'
    | 'getIntake'
    | 'getScan'
    | 'getCaseSubjects'
    | 'getLetterDraft'
    | 'listSupervision'
    | 'listLetters'
    | 'getLettersCsv'
    | 'getCoverageCsv'
    | 'listAllowedAnswers'
    | 'listAnswerTexts'
    | 'moveCase'
    | 'assignCases'
    | 'nameCaseSubjects'
    | 'redactCase'
    | 'writeMessage'
    | 'releaseWords'
    | 'keepNote'
    | 'addEvidence'
    | 'addScan'
    | 'sayVerdict'
    | 'explainItem'
    | 'enterComplaint'
    | 'readHotline'
    | 'importHotline'
    | 'addReplyTemplate'
    | 'retireReplyTemplate'
    | 'getIdentityRequest'
    | 'askIdentity'
    | 'listIdentityRequests'
    | 'takeSealedIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'refuseIdentity'
    | 'viewIdentity'
    | 'proposeResealing'
    | 'approveResealing'
    | 'listTips'
    | 'getTip'
    | 'getTipPart'
    | 'resealTipPart'
    | 'moveTip'
    | 'changeCaseRules'
    | 'decideCaseRules'
    | 'proposeChange'
    | 'proposeForm'
    | 'proposeBinding'
    | 'proposeBindings'
    | 'proposeProcedure'
    | 'passProposals'
    | 'decideProposal'
    | 'nameHead'
    | 'endHead'
    | 'addEdge'
    | 'endEdge'
    | 'makeUnit'
    | 'renameUnit'
    | 'endUnit'
    | 'changePost'
    | 'grantPostChange'
    | 'withdrawPostChange'
    | 'listRelations'
    | 'declareRelation'
    | 'endRelation'
    | 'declareOwnComplaint'
    | 'listDrafts'
    | 'searchDrafts'
    | 'getDraft'
    | 'getAttachment'
    | 'createDraft'
    | 'correctDisclosure'
    | 'saveDraft'
    | 'moveDraft'
    | 'addAttachment'
    | 'removeAttachment'
    | 'correctDayTaken'
    | 'readImport'
    | 'startUpload'
    | 'checkUpload'
    | 'getUpload'
    | 'makeDrafts'
    | 'makeBatch'
    | 'getBatch'
    | 'confirmSample'
    | 'approveBatch'
    | 'releaseDraft'
    | 'declareNil'
    | 'moveNil'
    | 'openPastYear'
    | 'prepareAnswer'
    | 'prepareTypicalCase'
    | 'decideAnswer'
    | 'withdrawAnswer'
    | 'takeDownDisclosure'
    | 'confirmIncident'
    | 'waiveFinding'
    | 'listIncidents'
    | 'moveObjection'
    | 'hideObjection'
    | 'moveWithdrawal'
    | 'setContact'
    | 'makeHouseholdCodes'
    | 'endHouseholdCodes'
    | 'getKeeping'
    | 'askHold'
    | 'moveHold'
    | 'askErasure'
    | 'decideErasure'
    | 'forgetName'
    | 'deleteWords'
    | 'forgetResident'
    | 'listAccounts'
    | 'searchAccounts'
    | 'listSuccessors'
    | 'askInvitation'
    | 'grantInvitation'
    | 'withdrawInvitation'
    | 'endPost'
    | 'endSessionsOf'
    | 'enterPassword'
    | 'enterCode'
    | 'enterRecoveryCode'
    | 'enterPasskey'
    | 'enterProvider'
    | 'beSlowed'
    | 'signOut'
    | 'acceptInvitation'
    | 'changePassword'
    | 'startCodes'
    | 'removeCodes'
    | 'renewRecoveryCodes'
    | 'addPasskey'
    | 'renamePasskey'
    | 'removePasskey'
    | 'linkProvider'
    | 'unlinkProvider'
    | 'endOwnSession'
    | 'endOtherSessions'
    | 'proveAgain'
    | 'provePasskey'
    | 'handOver'
    | 'listDeputies'
    | 'nameDeputy'
    | 'endDeputyship'
    | 'standIn'
    | 'getSetUp'
    | 'readSetUp'
    | 'askSetUp'
    | 'grantSetUp'
    | 'withdrawSetUp'
    | 'takeBackSetUp'
    | 'renewHalves'
    | 'listAudit'
    | 'searchAudit'
    | 'getAuditCsv'
    | 'searchAuditCsv'
    | 'start'
    | 'exportIdentities'
    | 'importIdentities'
    | 'replaceMaster'
  about:
    | 'case'
    | 'identity'
    | 'report'
    | 'draft'
    | 'record'
    | 'rules'
    | 'organisation'
    | 'relation'
    | 'answer'
    | 'contact'
    | 'register'
    | 'account'
    | 'audit'
    | 'program'
  subjectId?: string
  /**
   * How many cases or drafts the list showed.
   */
  seen?: number
  why?: string
  /**
   * done, or the code of the refusal.
   */
  outcome: string
}
export interface AuditSearch {
  act?:
    | 'listCases'
    | 'searchCases'
    | 'getCase'
    | 'getCasePhoto'
    | 'getCorrespondence'
    | 'getEvidence'
    | 'listAlike'
    | 'listAlikeEntry'
    | 'getIntake'
    | 'getScan'
    | 'getCaseSubjects'
    | 'getLetterDraft'
    | 'listSupervision'
    | 'listLetters'
    | 'getLettersCsv'
    | 'getCoverageCsv'
    | 'listAllowedAnswers'
    | 'listAnswerTexts'
    | 'moveCase'
    | 'assignCases'
    | 'nameCaseSubjects'
    | 'redactCase'
    | 'writeMessage'
    | 'releaseWords'
    | 'keepNote'
    | 'addEvidence'
    | 'addScan'
    | 'sayVerdict'
    | 'explainItem'
    | 'enterComplaint'
    | 'readHotline'
    | 'importHotline'
    | 'addReplyTemplate'
    | 'retireReplyTemplate'
    | 'getIdentityRequest'
    | 'askIdentity'
    | 'listIdentityRequests'
    | 'takeSealedIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'refuseIdentity'
    | 'viewIdentity'
    | 'proposeResealing'
    | 'approveResealing'
    | 'listTips'
    | 'getTip'
    | 'getTipPart'
    | 'resealTipPart'
    | 'moveTip'
    | 'changeCaseRules'
    | 'decideCaseRules'
    | 'proposeChange'
    | 'proposeForm'
    | 'proposeBinding'
    | 'proposeBindings'
    | 'proposeProcedure'
    | 'passProposals'
    | 'decideProposal'
    | 'nameHead'
    | 'endHead'
    | 'addEdge'
    | 'endEdge'
    | 'makeUnit'
    | 'renameUnit'
    | 'endUnit'
    | 'changePost'
    | 'grantPostChange'
    | 'withdrawPostChange'
    | 'listRelations'
    | 'declareRelation'
    | 'endRelation'
    | 'declareOwnComplaint'
    | 'listDrafts'
    | 'searchDrafts'
    | 'getDraft'
    | 'getAttachment'
    | 'createDraft'
    | 'correctDisclosure'
    | 'saveDraft'
    | 'moveDraft'
    | 'addAttachment'
    | 'removeAttachment'
    | 'correctDayTaken'
    | 'readImport'
    | 'startUpload'
    | 'checkUpload'
    | 'getUpload'
    | 'makeDrafts'
    | 'makeBatch'
    | 'getBatch'
    | 'confirmSample'
    | 'approveBatch'
    | 'releaseDraft'
    | 'declareNil'
    | 'moveNil'
    | 'openPastYear'
    | 'prepareAnswer'
    | 'prepareTypicalCase'
    | 'decideAnswer'
    | 'withdrawAnswer'
    | 'takeDownDisclosure'
    | 'confirmIncident'
    | 'waiveFinding'
    | 'listIncidents'
    | 'moveObjection'
    | 'hideObjection'
    | 'moveWithdrawal'
    | 'setContact'
    | 'makeHouseholdCodes'
    | 'endHouseholdCodes'
    | 'getKeeping'
    | 'askHold'
    | 'moveHold'
    | 'askErasure'
    | 'decideErasure'
    | 'forgetName'
    | 'deleteWords'
    | 'forgetResident'
    | 'listAccounts'
    | 'searchAccounts'
    | 'listSuccessors'
    | 'askInvitation'
    | 'grantInvitation'
    | 'withdrawInvitation'
    | 'endPost'
    | 'endSessionsOf'
    | 'enterPassword'
    | 'enterCode'
    | 'enterRecoveryCode'
    | 'enterPasskey'
    | 'enterProvider'
    | 'beSlowed'
    | 'signOut'
    | 'acceptInvitation'
    | 'changePassword'
    | 'startCodes'
    | 'removeCodes'
    | 'renewRecoveryCodes'
    | 'addPasskey'
    | 'renamePasskey'
    | 'removePasskey'
    | 'linkProvider'
    | 'unlinkProvider'
    | 'endOwnSession'
    | 'endOtherSessions'
    | 'proveAgain'
    | 'provePasskey'
    | 'handOver'
    | 'listDeputies'
    | 'nameDeputy'
    | 'endDeputyship'
    | 'standIn'
    | 'getSetUp'
    | 'readSetUp'
    | 'askSetUp'
    | 'grantSetUp'
    | 'withdrawSetUp'
    | 'takeBackSetUp'
    | 'renewHalves'
    | 'listAudit'
    | 'searchAudit'
    | 'getAuditCsv'
    | 'searchAuditCsv'
    | 'start'
    | 'exportIdentities'
    | 'importIdentities'
    | 'replaceMaster'
  about?:
    | 'case'
    | 'identity'
    | 'report'
    | 'draft'
    | 'record'
    | 'rules'
    | 'organisation'
    | 'relation'
    | 'answer'
    | 'contact'
    | 'register'
    | 'account'
    | 'audit'
    | 'program'
  subject?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  from?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  /**
   * Part of an officer’s name.
   */
  who?: string
  /**
   * `next` of the page before.
   */
  before?: string
}
export interface AuditTableSearch {
  act?:
    | 'listCases'
    | 'searchCases'
    | 'getCase'
    | 'getCasePhoto'
    | 'getCorrespondence'
    | 'getEvidence'
    | 'listAlike'
    | 'listAlikeEntry'
    | 'getIntake'
    | 'getScan'
    | 'getCaseSubjects'
    | 'getLetterDraft'
    | 'listSupervision'
    | 'listLetters'
    | 'getLettersCsv'
    | 'getCoverageCsv'
    | 'listAllowedAnswers'
    | 'listAnswerTexts'
    | 'moveCase'
    | 'assignCases'
    | 'nameCaseSubjects'
    | 'redactCase'
    | 'writeMessage'
    | 'releaseWords'
    | 'keepNote'
    | 'addEvidence'
    | 'addScan'
    | 'sayVerdict'
    | 'explainItem'
    | 'enterComplaint'
    | 'readHotline'
    | 'importHotline'
    | 'addReplyTemplate'
    | 'retireReplyTemplate'
    | 'getIdentityRequest'
    | 'askIdentity'
    | 'listIdentityRequests'
    | 'takeSealedIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'refuseIdentity'
    | 'viewIdentity'
    | 'proposeResealing'
    | 'approveResealing'
    | 'listTips'
    | 'getTip'
    | 'getTipPart'
    | 'resealTipPart'
    | 'moveTip'
    | 'changeCaseRules'
    | 'decideCaseRules'
    | 'proposeChange'
    | 'proposeForm'
    | 'proposeBinding'
    | 'proposeBindings'
    | 'proposeProcedure'
    | 'passProposals'
    | 'decideProposal'
    | 'nameHead'
    | 'endHead'
    | 'addEdge'
    | 'endEdge'
    | 'makeUnit'
    | 'renameUnit'
    | 'endUnit'
    | 'changePost'
    | 'grantPostChange'
    | 'withdrawPostChange'
    | 'listRelations'
    | 'declareRelation'
    | 'endRelation'
    | 'declareOwnComplaint'
    | 'listDrafts'
    | 'searchDrafts'
    | 'getDraft'
    | 'getAttachment'
    | 'createDraft'
    | 'correctDisclosure'
    | 'saveDraft'
    | 'moveDraft'
    | 'addAttachment'
    | 'removeAttachment'
    | 'correctDayTaken'
    | 'readImport'
    | 'startUpload'
    | 'checkUpload'
    | 'getUpload'
    | 'makeDrafts'
    | 'makeBatch'
    | 'getBatch'
    | 'confirmSample'
    | 'approveBatch'
    | 'releaseDraft'
    | 'declareNil'
    | 'moveNil'
    | 'openPastYear'
    | 'prepareAnswer'
    | 'prepareTypicalCase'
    | 'decideAnswer'
    | 'withdrawAnswer'
    | 'takeDownDisclosure'
    | 'confirmIncident'
    | 'waiveFinding'
    | 'listIncidents'
    | 'moveObjection'
    | 'hideObjection'
    | 'moveWithdrawal'
    | 'setContact'
    | 'makeHouseholdCodes'
    | 'endHouseholdCodes'
    | 'getKeeping'
    | 'askHold'
    | 'moveHold'
    | 'askErasure'
    | 'decideErasure'
    | 'forgetName'
    | 'deleteWords'
    | 'forgetResident'
    | 'listAccounts'
    | 'searchAccounts'
    | 'listSuccessors'
    | 'askInvitation'
    | 'grantInvitation'
    | 'withdrawInvitation'
    | 'endPost'
    | 'endSessionsOf'
    | 'enterPassword'
    | 'enterCode'
    | 'enterRecoveryCode'
    | 'enterPasskey'
    | 'enterProvider'
    | 'beSlowed'
    | 'signOut'
    | 'acceptInvitation'
    | 'changePassword'
    | 'startCodes'
    | 'removeCodes'
    | 'renewRecoveryCodes'
    | 'addPasskey'
    | 'renamePasskey'
    | 'removePasskey'
    | 'linkProvider'
    | 'unlinkProvider'
    | 'endOwnSession'
    | 'endOtherSessions'
    | 'proveAgain'
    | 'provePasskey'
    | 'handOver'
    | 'listDeputies'
    | 'nameDeputy'
    | 'endDeputyship'
    | 'standIn'
    | 'getSetUp'
    | 'readSetUp'
    | 'askSetUp'
    | 'grantSetUp'
    | 'withdrawSetUp'
    | 'takeBackSetUp'
    | 'renewHalves'
    | 'listAudit'
    | 'searchAudit'
    | 'getAuditCsv'
    | 'searchAuditCsv'
    | 'start'
    | 'exportIdentities'
    | 'importIdentities'
    | 'replaceMaster'
  about?:
    | 'case'
    | 'identity'
    | 'report'
    | 'draft'
    | 'record'
    | 'rules'
    | 'organisation'
    | 'relation'
    | 'answer'
    | 'contact'
    | 'register'
    | 'account'
    | 'audit'
    | 'program'
  subject?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  from?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  to?: string
  /**
   * Part of an officer’s name.
   */
  who?: string
}
export interface Overview {
  /**
   * A day in China, YYYY-MM-DD.
   */
  asOf: string
  divisionName: string
  shares: {
    key: 'villages-publishing' | 'answered-in-time' | 'rated' | 'satisfied'
    numerator: number
    denominator: number
  }[]
  totals: {
    published: number
    openCases: number
    overdueCases: number
    closedCases: number
    rated: number
  }
  /**
   * complaints came about so many matters, shared ones by more than one complainant (most: at most so many); of closed matters, repeated came again within 90 days, as a new case or reopened.
   */
  repeats: {
    complaints: number
    matters: number
    shared: number
    most: number
    closed: number
    repeated: number
  }
  /**
   * In the order of their codes: this is no ranking.
   */
  villages: VillageOverview[]
}
export interface VillageOverview {
  /**
   * A 12-digit division code.
   */
  code: number
  name: string
  /**
   * A 12-digit division code.
   */
  townshipCode: number
  townshipName: string
  published: number
  lastPublishedAt?: string
  openCases: number
  overdueCases: number
  closedCases: number
  rated: number
}
export interface Ratings {
  /**
   * A day in China, YYYY-MM-DD.
   */
  asOf: string
  /**
   * By name: this is no ranking.
   */
  units: UnitRatings[]
}
export interface UnitRatings {
  unit: UnitRef
  answered: number
  rated: number
  /**
   * What is alike in the published ratings of the last year; never a finding about those who rated.
   */
  worthALook: {
    kind: 'quick-best' | 'same-words' | 'same-minute' | 'entered-by-one'
    ratings: number
  }[]
  /**
   * Of the published ratings those of the three satisfied grades, with the 95 % interval of Wilson. Absent where fewer than five are published.
   */
  satisfied?: {
    numerator: number
    denominator: number
    low: number
    high: number
  }
  /**
   * The mean of single points in the published ratings, where at least five gave one.
   */
  scores: {
    aspect: 'efficiency' | 'guidance' | 'convenience'
    mean: number
    count: number
  }[]
}
export interface ProjectCodes {
  projects: ProjectCode[]
}
export interface ProjectCode {
  code: string
  name: string
}
export interface DutyList {
  /**
   * A day in China, YYYY-MM-DD.
   */
  today: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  duties: DutyView[]
  /**
   * How complete each year is, newest first.
   */
  years: {
    year: number
    owed: number
    done: number
    isBackFill: boolean
  }[]
}
export interface DutyView {
  item: string
  itemName: NameInBoth
  period: string
  kind: 'period' | 'event' | 'back-fill'
  rule: 'monthly' | 'quarterly' | 'half-yearly' | 'annual' | 'annual-day' | 'event' | 'back-fill'
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn?: string
  standing: 'running' | 'owed' | 'dueSoon' | 'overdue' | 'published' | 'publishedLate' | 'nil' | 'nilLate' | 'toBackFill' | 'backFilled'
  draftId?: string
  disclosureId?: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  nilOn?: string
  nilState?: 'declared' | 'returned'
  /**
   * Why a declaration came back.
   */
  nilReason?: string
  hasSchema: boolean
  mayDeclareNil: boolean
}
export interface NilList {
  items: NilView[]
}
export interface NilView {
  id: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  item: string
  itemName: NameInBoth
  period: string
  clerkName: string
  declaredAt: string
  note?: string
  doubts: {
    kind: 'payments' | 'records' | 'complaints'
    count: number
    itemName?: NameInBoth
    /**
     * Yuan.
     */
    total?: string
  }[]
  mayDecide: boolean
}
export interface NilInput {
  /**
   * A 12-digit division code.
   */
  villageCode: number
  item: string
  period: string
  note?: string
}
export interface NilMade {
  id: string
}
export interface NilMove {
  action: 'approve' | 'return'
  note?: string
}
export interface NilMoved {
  id: string
}
export interface Coverage {
  /**
   * A day in China, YYYY-MM-DD.
   */
  asOf: string
  year: number
  quarter?: number
  page: number
  pageSize: number
  total: number
  items: {
    slug: string
    number: string
    name: NameInBoth
  }[]
  villages: {
    /**
     * A 12-digit division code.
     */
    code: number
    name: string
    townshipName: string
    owed: number
    done: number
    late: number
    nil: number
    overdue: number
    /**
     * For each item in order: owed, done, late, nil, overdue; empty where nothing fell due.
     */
    cells: number[][]
  }[]
  /**
   * Townships, or counties above the county, as last counted at night; for the whole year.
   */
  places: {
    /**
     * A 12-digit division code.
     */
    code: number
    name: string
    villages: number
    owed: number
    done: number
    late: number
    nil: number
    overdue: number
  }[]
  /**
   * For a township: the past year that may be opened next.
   */
  nextPastYear?: number
}
export interface PastYear {
  year: number
}
export interface PastYearOpened {
  duties: number
}
export interface NoticeRead {
  id: string
}
export interface BatchInput {
  /**
   * @minItems 1
   * @maxItems 200
   */
  draftIds: [string, ...string[]]
}
/**
 * Drafts to be approved together; `left` of the drawn ones have not been opened and confirmed.
 */
export interface ReviewBatch {
  id: string
  left: number
  items: {
    draftId: string
    title: string
    villageName: string
    period: string
    state: 'draft' | 'atCommittee' | 'submitted' | 'returned' | 'scheduled' | 'approved'
    isSampled: boolean
    isConfirmed: boolean
    /**
     * `approved`, or the code of the refusal.
     */
    result?: string
    message?: string
  }[]
}
export interface SampleConfirmed {
  draftId: string
  /**
   * eventCount of what the officer was looking at; 409 `stale` when it is older than what is stored.
   */
  asOf: number
}
export interface WithdrawalList {
  items: WithdrawalView[]
}
export interface WithdrawalView {
  disclosureId: string
  title: string
  item: string
  itemName: NameInBoth
  period: string
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  reason: string
  clerkName: string
  askedAt: string
  mayDecide: boolean
}
export interface WithdrawalMove {
  action: 'ask' | 'grant' | 'refuse'
  note?: string
}
export interface WithdrawalMoved {
  id: string
}
export interface Complaint {
  /**
   * A 12-digit division code.
   */
  villageCode: number
  statement: string
  place?: string
  happened?: string
  wish?: string
  /**
   * Sealed to the custodians; the unit that handles the matter never sees it.
   */
  person?: {
    name: string
    phone: string
  }
  /**
   * The published record, row or value it questions.
   */
  about?: {
    disclosureId: string
    version: number
    rowSeq?: number
    fieldKey?: string
  }
}
export interface Receipt {
  /**
   * Shown once and never stored: whoever holds it can follow and rate the case.
   */
  receiptCode: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  promised: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    acceptBy: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    assignBy: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    answerBy: string
    /**
     * A date rests on a year whose holiday notice has not appeared.
     */
    provisional: boolean
  }
}
export interface TrackRequest {
  /**
   * The 20-digit code of the receipt.
   */
  code: string
  /**
   * Which part of a complaint that was divided; 1 and the whole are the same.
   */
  part?: number
}
/**
 * A case as the holder of its receipt reads it: units by name, never an officer.
 */
export interface TrackedCase {
  /**
   * A 12-digit division code.
   */
  villageCode: number
  villageName: string
  /**
   * A day in China, YYYY-MM-DD.
   */
  receivedOn: string
  state:
    | 'submitted'
    | 'needsMoreInfo'
    | 'lapsed'
    | 'diverted'
    | 'rejectionProposed'
    | 'rejected'
    | 'appealed'
    | 'accepted'
    | 'assigned'
    | 'returned'
    | 'countyDecides'
    | 'handling'
    | 'jointHandling'
    | 'extensionPending'
    | 'replyDrafted'
    | 'replied'
    | 'rated'
    | 'redo'
    | 'escalated'
    | 'closed'
    | 'merged'
    | 'withdrawn'
  /**
   * A day in China, YYYY-MM-DD.
   */
  dueOn?: string
  dueIsProvisional: boolean
  /**
   * How the due day was computed, from the day after acceptance.
   */
  dueSteps: DayStep[]
  about?: {
    disclosureId: string
    version: number
    newerVersion?: number
    title: string
    label?: string
    value?: string
  }
  statement: string
  /**
   * It went to the discipline body as a confidential report: nothing of it is left here, and the tracking page follows the report by the same code.
   */
  wentToBody: boolean
  /**
   * An address was left that short messages go to.
   */
  isTold: boolean
  timeline: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    day: string
    action:
      | 'file'
      | 'accept'
      | 'askMore'
      | 'divert'
      | 'proposeRejection'
      | 'confirmRejection'
      | 'declineRejection'
      | 'upholdRejection'
      | 'overruleRejection'
      | 'assign'
      | 'return'
      | 'recall'
      | 'sign'
      | 'joinUnits'
      | 'releaseUnits'
      | 'contribute'
      | 'askExtension'
      | 'grantExtension'
      | 'refuseExtension'
      | 'draftReply'
      | 'passReview'
      | 'failReview'
      | 'recordVisit'
      | 'orderRedo'
      | 'decideEscalation'
      | 'supervise'
      | 'liftSupervision'
      | 'merge'
      | 'unmerge'
      | 'split'
      | 'classify'
      | 'explain'
      | 'nameSubjects'
      | 'redactStatement'
      | 'writeMessage'
      | 'releaseWords'
      | 'askIdentity'
      | 'passIdentity'
      | 'openIdentity'
      | 'viewIdentity'
      | 'refuseIdentity'
      | 'endIdentity'
      | 'supplyMore'
      | 'revive'
      | 'appeal'
      | 'rate'
      | 'confirmSolved'
      | 'reportUnsolved'
      | 'reopen'
      | 'withdraw'
      | 'lapse'
      | 'callVisit'
      | 'escalate'
      | 'close'
      | 'askStillSolved'
      | 'answerTogether'
      | 'recalculate'
      | 'markOverdue'
      | 'moveUp'
      | 'giveCard'
      | 'raise'
    unitName?: NameInBoth
    note?: string
    photoCount?: number
    days?: number
    /**
     * A day in China, YYYY-MM-DD.
     */
    dueOn?: string
    /**
     * A reason and the right address, or the way the matter is shown.
     */
    told?: Told[]
    verdict?: 'jointVisit' | 'supervise' | 'writtenFinding'
    /**
     * The holiday notice that moved the due day.
     */
    notice?: string
  }[]
  answer?: {
    text: string
    found: string
    done: string
    nextStep?: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    nextBy?: string
    answeredBy: string
    /**
     * A day in China, YYYY-MM-DD.
     */
    repliedOn: string
    /**
     * Photos and documents the answer rests on; the tracking page opens them.
     */
    evidence: {
      id: string
      name: string
      mediaType: string
      bytes: number
    }[]
  }
  rating?: {
    grade: 'verySatisfied' | 'satisfied' | 'basicallySatisfied' | 'dissatisfied' | 'veryDissatisfied'
    opinion?: string
    scores?: RatingScores
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
  }
  mayRate: boolean
  /**
   * What the complainant may do now, and until when.
   */
  may: {
    action: 'supplyMore' | 'revive' | 'appeal' | 'rate' | 'confirmSolved' | 'reportUnsolved' | 'reopen' | 'withdraw'
    /**
     * A day in China, YYYY-MM-DD.
     */
    until?: string
  }[]
  /**
   * What the desk asked and waits for.
   */
  question?: string
  /**
   * Numbers of the parts of a complaint that was divided; empty otherwise.
   */
  parts: number[]
  part: number
  /**
   * What the two sides wrote to each other; without `unitName` it is the complainant’s own.
   */
  messages: {
    /**
     * A day in China, YYYY-MM-DD.
     */
    on: string
    unitName?: NameInBoth
    words: string
    photoCount: number
    isPassedOn: boolean
  }[]
  mayWrite: boolean
  /**
   * Whether the complainant allows that everybody reads the answer, and the masked text that is or will be shown. Absent where there is no answer to show.
   */
  publicity?: {
    isGiven: boolean
    text?: {
      question: string
      answer: string
      isShown: boolean
      /**
       * A day in China, YYYY-MM-DD.
       */
      appearsOn: string
    }
  }
}
export interface RatingRequest {
  /**
   * The 20-digit code of the receipt.
   */
  code: string
  /**
   * Which part of a complaint that was divided; 1 and the whole are the same.
   */
  part?: number
  grade: 'verySatisfied' | 'satisfied' | 'basicallySatisfied' | 'dissatisfied' | 'veryDissatisfied'
  opinion?: string
  scores?: RatingScores
}
export interface ComplainantAct {
  /**
   * The 20-digit code of the receipt.
   */
  code: string
  /**
   * Which part of a complaint that was divided; 1 and the whole are the same.
   */
  part?: number
  action: 'supplyMore' | 'revive' | 'appeal' | 'confirmSolved' | 'reportUnsolved' | 'reopen' | 'withdraw'
  note?: string
}
export interface ComplainantMessage {
  /**
   * The 20-digit code of the receipt.
   */
  code: string
  /**
   * Which part of a complaint that was divided; 1 and the whole are the same.
   */
  part?: number
  words: string
}
export interface PublicityRequest {
  /**
   * The 20-digit code of the receipt.
   */
  code: string
  /**
   * Which part of a complaint that was divided; 1 and the whole are the same.
   */
  part?: number
  isGiven: boolean
}
/**
 * A refusal as a problem document (RFC 9457), sent as application/problem+json.
 */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
  problems?: PlacedProblem[]
  /**
   * With `not-now` and `stale`: what may be done instead.
   */
  possible?: (
    | 'file'
    | 'accept'
    | 'askMore'
    | 'divert'
    | 'proposeRejection'
    | 'confirmRejection'
    | 'declineRejection'
    | 'upholdRejection'
    | 'overruleRejection'
    | 'assign'
    | 'return'
    | 'recall'
    | 'sign'
    | 'joinUnits'
    | 'releaseUnits'
    | 'contribute'
    | 'askExtension'
    | 'grantExtension'
    | 'refuseExtension'
    | 'draftReply'
    | 'passReview'
    | 'failReview'
    | 'recordVisit'
    | 'orderRedo'
    | 'decideEscalation'
    | 'supervise'
    | 'liftSupervision'
    | 'merge'
    | 'unmerge'
    | 'split'
    | 'classify'
    | 'explain'
    | 'nameSubjects'
    | 'redactStatement'
    | 'writeMessage'
    | 'releaseWords'
    | 'askIdentity'
    | 'passIdentity'
    | 'openIdentity'
    | 'viewIdentity'
    | 'refuseIdentity'
    | 'endIdentity'
    | 'supplyMore'
    | 'revive'
    | 'appeal'
    | 'rate'
    | 'confirmSolved'
    | 'reportUnsolved'
    | 'reopen'
    | 'withdraw'
    | 'lapse'
    | 'callVisit'
    | 'escalate'
    | 'close'
    | 'askStillSolved'
    | 'answerTogether'
    | 'recalculate'
    | 'markOverdue'
    | 'moveUp'
    | 'giveCard'
    | 'raise'
  )[]
  /**
   * With `stale`: what happened to the case meanwhile, as far as the reader may know.
   */
  happened?: {
    action:
      | 'file'
      | 'accept'
      | 'askMore'
      | 'divert'
      | 'proposeRejection'
      | 'confirmRejection'
      | 'declineRejection'
      | 'upholdRejection'
      | 'overruleRejection'
      | 'assign'
      | 'return'
      | 'recall'
      | 'sign'
      | 'joinUnits'
      | 'releaseUnits'
      | 'contribute'
      | 'askExtension'
      | 'grantExtension'
      | 'refuseExtension'
      | 'draftReply'
      | 'passReview'
      | 'failReview'
      | 'recordVisit'
      | 'orderRedo'
      | 'decideEscalation'
      | 'supervise'
      | 'liftSupervision'
      | 'merge'
      | 'unmerge'
      | 'split'
      | 'classify'
      | 'explain'
      | 'nameSubjects'
      | 'redactStatement'
      | 'writeMessage'
      | 'releaseWords'
      | 'askIdentity'
      | 'passIdentity'
      | 'openIdentity'
      | 'viewIdentity'
      | 'refuseIdentity'
      | 'endIdentity'
      | 'supplyMore'
      | 'revive'
      | 'appeal'
      | 'rate'
      | 'confirmSolved'
      | 'reportUnsolved'
      | 'reopen'
      | 'withdraw'
      | 'lapse'
      | 'callVisit'
      | 'escalate'
      | 'close'
      | 'askStillSolved'
      | 'answerTogether'
      | 'recalculate'
      | 'markOverdue'
      | 'moveUp'
      | 'giveCard'
      | 'raise'
    day: string
    officerName?: string
  }[]
  /**
   * With `stale`: how many events there are now.
   */
  eventCount?: number
  /**
   * With `channel-number-used`: the case that has the number, where the reader may see it.
   */
  caseId?: string
  /**
   * With `namesakes`: posts of people of the same name, of whom it has to be said whether the new post is of one of them.
   */
  namesakes?: HeldPost[]
  /**
   * With `already-drafted` and `correction-under-way`: where to go on.
   */
  draftId?: string
  /**
   * With `already-published`: what to correct instead.
   */
  disclosureId?: string
}
