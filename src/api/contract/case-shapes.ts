import type { Static } from 'typebox'
import { Type } from 'typebox'
import { cardColours, cardGrounds } from '#rules/cases/card-rules.ts'
import { dayStepReasons } from '#rules/calendar/working-days.ts'
import { caseActions, caseStates } from '#rules/cases/states.ts'
import { countedKinds, verdicts, visitFindings, visitReasons } from '#rules/cases/events.ts'
import { suggestionReasons } from '#rules/cases/suggest-units.ts'
import { lights } from '#rules/cases/limits.ts'
import { channels } from '#rules/intake/channels.ts'
import { UnitRef } from './sign-in.ts'
import { CaseSupervisionItem } from './supervision.ts'
import { closed, Count, Day, DivisionCode, Id, Instant, NameInBoth, Nth, oneOf, Slug } from './words.ts'

export const DayStep = closed(
  {
    day: Day,
    counts: Type.Boolean(),
    ordinal: Count,
    why: oneOf(dayStepReasons),
    holiday: Type.Optional(Type.String()),
    notice: Type.Optional(Type.String()),
    provisional: Type.Boolean(),
  },
  { title: 'DayStep', description: 'One line of “how this date was computed”.' },
)

const summary = {
  id: Id,
  villageCode: DivisionCode,
  villageName: Type.String(),
  townshipName: Type.String(),
  item: Type.Optional(closed({ slug: Slug, zh: Type.String(), en: Type.String() })),
  seenTitle: Type.Optional(Type.String({ description: 'Title of the published record complained about.' })),
  excerpt: Type.String({ description: 'The first 120 characters of the statement.' }),
  receivedOn: Day,
  state: oneOf(caseStates),
  light: oneOf(lights),
  dueOn: Type.Optional(Day),
  dueIsProvisional: Type.Boolean(),
  stageDueOn: Type.Optional(Type.String({ format: 'date', description: 'By when the present step should be over.' })),
  responsibleUnit: Type.Optional(UnitRef),
  photoCount: Count,
  assignAsOf: Type.Optional(Type.Integer({ minimum: 1, description: 'The reader may assign it now; this is the `asOf` to send with it.' })),
}

export const CaseSummary = closed(
  {
    ...summary,
    channel: oneOf(channels),
    channelNumber: Type.Optional(Type.String({ description: 'Its number at the other office, for the desk alone.' })),
    awaitsText: Type.Optional(Type.Literal(true, { description: 'The reader could assign it, once the text for the unit is written.' })),
  },
  { title: 'CaseSummary' },
)

export const Reply = closed(
  {
    found: Type.String({ minLength: 1, maxLength: 2000 }),
    done: Type.String({ minLength: 1, maxLength: 2000 }),
    nextStep: Type.Optional(Type.String({ maxLength: 1000 })),
    nextBy: Type.Optional(Type.String({ format: 'date', description: 'The last day for the next step.' })),
    answeredBy: Type.String({ minLength: 1, maxLength: 100, description: 'Who answers for it, as the resident will read it.' }),
    text: Type.String({ minLength: 1, maxLength: 4000, description: 'The answer in plain words.' }),
  },
  { title: 'Reply' },
)

export const EvidenceFile = closed({ id: Id, name: Type.String(), mediaType: Type.String(), bytes: Count }, { title: 'EvidenceFile' })

const Score = Type.Optional(Type.Integer({ minimum: 1, maximum: 5 }))

export const RatingScores = closed({ efficiency: Score, guidance: Score, convenience: Score }, { title: 'RatingScores', description: 'How fast, how well explained, how little trouble: 5 the best; what was not judged is left out.' })

export const ToldView = closed({ code: Type.String(), zh: Type.String(), en: Type.String() }, { title: 'Told' })

export const CaseEventView = closed(
  {
    seq: Type.Integer({ minimum: 1 }),
    action: oneOf(caseActions),
    day: Day,
    at: Instant,
    byKind: oneOf(['complainant', 'officer', 'system']),
    officerName: Type.Optional(Type.String()),
    forName: Type.Optional(Type.String({ description: 'In whose post, where a deputy did it.' })),
    unitName: Type.Optional(NameInBoth),
    note: Type.Optional(Type.String()),
    details: Type.Optional(
      closed({
        dueOn: Type.Optional(Day),
        provisional: Type.Optional(Type.Boolean()),
        days: Type.Optional(Count),
        grade: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
        responsibleUnit: Type.Optional(NameInBoth),
        supervisingUnit: Type.Optional(NameInBoth),
        reply: Type.Optional(Reply),
        told: Type.Optional(Type.Array(ToldView, { description: 'The sentences of the county’s rules that it told: a reason and an address, a way, or the item it was put under.' })),
        before: Type.Optional(ToldView),
        verdict: Type.Optional(oneOf(verdicts)),
        finding: Type.Optional(oneOf(visitFindings)),
        visitReason: Type.Optional(oneOf(visitReasons)),
        units: Type.Optional(Type.Array(NameInBoth)),
        evidence: Type.Optional(Type.Array(EvidenceFile, { description: 'contribute: the files of a helping unit.' })),
        notice: Type.Optional(Type.String()),
        moved: Type.Optional(Type.Array(closed({ what: oneOf(countedKinds), dueOn: Day }), { description: 'recalculate: days beside the promised one that the notice moved, or left standing though it would have brought them forward.' })),
        isDeskVacant: Type.Optional(Type.Literal(true, { description: 'It went up because nobody is at the desk below.' })),
        isUndecidable: Type.Optional(Type.Literal(true, { description: 'It went up because everybody at the desk below had a hand in what is to be decided.' })),
        card: Type.Optional(closed({ colour: oneOf(cardColours), ground: oneOf(cardGrounds) })),
      }),
    ),
  },
  { title: 'CaseEventView' },
)

export const Clock = closed(
  {
    total: Count,
    paused: Count,
    stages: Type.Array(closed({
      state: oneOf(caseStates), holder: oneOf(['complainant', 'desk', 'nobody', 'responsible', 'supervising']), unit: Type.Optional(NameInBoth), cycle: Type.Integer({ minimum: 1 }),
      from: Day, to: Day, days: Count, counts: oneOf(['runs', 'paused', 'rests']),
    })),
    shares: Type.Array(closed({ holder: oneOf(['desk', 'unit']), unit: Type.Optional(NameInBoth), days: Count })),
  },
  { title: 'CaseClock', description: 'Where the time went, in working days. Nothing resets it; only a question to the complainant stops it.' },
)

// Generous: the rule counts characters and says in words what is too long.
const Part = Type.Optional(Type.String({ maxLength: 8000 }))

export const RedactedText = closed(
  { statement: Type.String({ maxLength: 16000 }), place: Part, happened: Part, wish: Part, photos: Type.Array(Nth, { maxItems: 100 }), reason: Part },
  { title: 'RedactedText', description: 'What the units read of a complaint: its text without the person, the photos they may see, and why something that identifies a person still stands in it.' },
)

const WrittenAnswer = {
  ...Reply.properties, draftedOn: Day, draftedByName: Type.String(), evidence: Type.Array(EvidenceFile),
  sameElsewhere: Type.Integer({ minimum: 0, description: 'In how many other cases, out of those the reader sees, the unit wrote the same answer.' }),
}

export const CaseDetail = closed(
  {
    ...summary,
    eventCount: Type.Integer({ minimum: 1 }),
    statement: Type.String({ description: 'As this officer may read it; see `reading`.' }),
    reading: oneOf(['original', 'for-units', 'awaited'], { description: 'Whether the matter is shown as the complainant wrote it, as the desk wrote it for the units, or not yet because the desk has not.' }),
    forUnits: Type.Optional(RedactedText),
    place: Type.Optional(Type.String()),
    happened: Type.Optional(Type.String()),
    wish: Type.Optional(Type.String()),
    seen: Type.Optional(closed({ title: Type.String(), label: Type.Optional(Type.String()), value: Type.Optional(Type.String()) })),
    record: Type.Optional(
      closed({
        disclosureId: Id,
        version: Type.Integer({ minimum: 1 }),
        currentVersion: Type.Integer({ minimum: 1 }),
        rowSeq: Type.Optional(Type.Integer({ minimum: 1 })),
        fieldKey: Type.Optional(Type.String()),
      }),
    ),
    photos: Type.Array(closed({ n: Type.Integer({ minimum: 1 }), mediaType: Type.String(), width: Count, height: Count })),
    supervisingUnit: Type.Optional(UnitRef),
    handlerName: Type.Optional(Type.String()),
    stageSteps: Type.Array(DayStep, { description: 'How the day of the present step is counted; empty where none is owed or the answer itself is.' }),
    due: Type.Optional(
      closed({
        on: Day,
        original: Day,
        provisional: Type.Boolean(),
        reason: Type.Optional(Type.String({ description: 'Why it differs from the original day, as granted.' })),
        steps: Type.Array(DayStep),
      }),
    ),
    extension: Type.Optional(
      closed({
        longest: Count,
        most: Count,
        asked: Count,
        granted: Count,
        open: Type.Optional(closed({ days: Count, reason: Type.String(), askedOn: Day, wouldBeDueOn: Day })),
      }),
    ),
    reply: Type.Optional(closed({ ...WrittenAnswer, publishedOn: Day }, { description: 'The last answer that the complainant has.' })),
    draft: Type.Optional(closed(WrittenAnswer, { description: 'The answer that is being written: in review, or sent back by it. After a redo it stands beside the earlier one.' })),
    evidence: Type.Array(EvidenceFile, { description: 'Files that can go with the answer, filled for whoever may write it; for a helping unit those of its own.' }),
    rating: Type.Optional(closed({ grade: Type.Integer({ minimum: 1, maximum: 5 }), opinion: Type.Optional(Type.String()), scores: Type.Optional(RatingScores), on: Day }, { description: 'Absent while it may not be read: before its batch is published.' })),
    contactBy: Type.Optional(Day),
    cycle: Type.Integer({ minimum: 1, description: 'Which time round: reopening begins the next.' }),
    helpers: Type.Array(UnitRef),
    supervision: Type.Optional(closed({ on: Day, dueOn: Day })),
    supervisionItems: Type.Array(CaseSupervisionItem, { description: 'Cards and supervision letters, the newest first.' }),
    visits: Type.Array(closed({ reason: oneOf(visitReasons), calledOn: Day, dueOn: Day, recordedOn: Type.Optional(Day), finding: Type.Optional(oneOf(visitFindings)) })),
    rejection: Type.Optional(closed({ reason: ToldView, address: ToldView, explanation: Type.Optional(Type.String()), isConfirmed: Type.Boolean(), appealedOn: Type.Optional(Day) })),
    ratings: Type.Array(closed({ grade: Type.Integer({ minimum: 1, maximum: 5 }), on: Day, cycle: Type.Integer({ minimum: 1 }) }), { description: 'All ratings there ever were; a redo makes none undone.' }),
    mergedInto: Type.Optional(Id),
    merged: Type.Array(Id, { description: 'Cases that wait for the answer of this one.' }),
    splitFrom: Type.Optional(Id),
    parts: Type.Array(Id),
    clock: Clock,
    choices: closed({
      rejectionReasons: Type.Array(closed({ ...ToldView.properties, addresses: Type.Array(ToldView) })),
      routes: Type.Array(closed({ ...ToldView.properties, isSealed: Type.Boolean({ description: 'Everything the complaint holds goes to the discipline body, sealed, and is kept nowhere else.' }) })),
      mergeable: Type.Array(closed({ id: Id, excerpt: Type.String(), receivedOn: Day }), { description: 'Cases of the same village that this one could join, running or not yet accepted.' }),
    }, { description: 'What can be chosen from in the moves that are allowed; empty otherwise.' }),
    events: Type.Array(CaseEventView),
    allowed: Type.Array(oneOf(caseActions), { description: 'What this officer may do now: permission, state and limits together.' }),
    withheld: Type.Array(closed({ action: oneOf(caseActions), code: Type.String(), message: Type.String() }), {
      description: 'What would be this officer’s to do in this state and is refused, with the reason.',
    }),
    suggestions: Type.Array(
      closed({ unitId: Id, reasons: Type.Array(oneOf(suggestionReasons)), kept: Count, returned: Count }),
      { description: 'Up to three of responsibleUnits that something speaks for, the likeliest first; nobody who is kept away. `kept` and `returned`: such cases before.' },
    ),
    responsibleUnits: Type.Array(closed({ ...UnitRef.properties, bound: Type.Boolean() }), {
      description: 'Whom the case can be assigned to; filled when assigning is allowed. `bound` marks the unit the item list binds.',
    }),
  },
  { title: 'CaseDetail' },
)

export type CaseSummary = Static<typeof CaseSummary>
export type CaseDetail = Static<typeof CaseDetail>
export type CaseEventView = Static<typeof CaseEventView>
export type Reply = Static<typeof Reply>
