import type { TrackedCase, TrackedStep } from '#actions/tracking.ts'
import { ratingAspects, ratingGrades, type RatingAspect, type RatingGrade, type RatingScores } from '#rules/cases/events.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'
import { endedStates, isOneOf } from '#rules/cases/states.ts'
import { dayText } from '#text/calendar.ts'
import { stateMeanings } from '#text/case-states.ts'
import { actionText, aspectTexts, ratingTexts, stateTexts } from '#text/cases.ts'
import { identityReasonTexts, identityTexts } from '#text/identity.ts'
import { ownDataTexts } from '#text/keeping.ts'
import { messageTexts } from '#text/pages-messages.ts'
import { trackingTexts } from '#text/pages-tracking.ts'
import { colon } from '#text/values.ts'
import { contactForm, type ContactFacts } from './contact-form.ts'
import { html, type Hole, type Html } from './html.ts'
import { inChinese, page } from './layout.ts'
import { dayCount } from './parts/day-count.ts'
import { fieldProblem, formField } from './parts/fields.ts'
import { ledger, type LedgerLine } from './parts/ledger.ts'
import { keepOffer } from './me-page.ts'
import { ownDataSection } from './own-data.ts'
import { ownIdentity } from './tracked-identity.ts'
import { evidenceForms } from './tracked-evidence.ts'
import { actForms, hiddenFields, partButtons, toldLines, type Held } from './tracked-acts.ts'
import { messageNotice, messagesSection, type WritingFacts } from './tracked-messages.ts'
import { publicitySection } from './publicity.ts'
import { addressOf, to, type View } from './view.ts'

/** What the forms hold. The code goes along in the body, as it came. */
export type RatingFacts = Held & { readonly isForgotten?: boolean; readonly own?: EnteredPerson | undefined; readonly writing?: WritingFacts; readonly contact?: Pick<ContactFacts, 'typed' | 'problem' | 'isSaved'>; readonly grade?: RatingGrade; readonly opinion?: string; readonly scores?: RatingScores; readonly problem?: string }

/** How a complaint stands: the state, the day, the answer, everything that happened, and the rating. */
export function trackedPage(view: View, found: TrackedCase, rating: RatingFacts): Html {
  const text = trackingTexts[view.language]
  const body = html`<article class="tracked"><h1>${stateTexts[view.language][found.state]}</h1><p class="lead">${stateMeanings[view.language](found.limits)[found.state]}</p>
${messageNotice(view, found)}${partButtons(view, found, rating)}
${ledger(headLines(view, found))}
${countedDays(view, found)}
${answer(view, found, rating)}
${found.mayRate && ratingForm(view, rating)}
${actForms(view, found, rating)}
${messagesSection(view, found, rating, rating.writing)}
${publicitySection(view, found, rating)}
${isRunning(found) && contactForm(view, { code: rating.code, toldBy: found.toldBy, ...rating.contact })}
${found.rating && html`<section><h2>${text.ratedTitle}</h2><p>${text.rated(ratingTexts[view.language][found.rating.grade])}</p>${scoresGiven(view, found.rating.scores)}${found.rating.opinion !== undefined && html`<p class="written">${found.rating.opinion}</p>`}</section>`}
<section><h2>${text.timeline}</h2><ol class="timeline">${found.timeline.map(step => timelineStep(view, step))}</ol></section>
<section><h2>${text.statement}</h2>${aboutRecord(view, found)}<p class="written">${found.wordsDeletedOn === undefined ? found.statement : ownDataTexts[view.language].wordsGone(dayText(view.language, found.wordsDeletedOn))}</p>${ownIdentity(view, rating.own)}</section>
${keepOffer(view, rating.code)}
${ownDataSection(view, found, rating)}
<p class="help">${text.keepPrivate}</p><p class="unprinted"><a class="more" href="${to(view, '/track')}">${text.again}</a></p></article>`
  return page({ ...view, place: found.villageCode }, { title: text.title, body, isPrivate: true })
}

/** Whoever waits for nothing more is asked for no number; one that was left can be taken away. */
function isRunning(found: TrackedCase): boolean {
  return found.isTold || !isOneOf(endedStates, found.state)
}

function headLines(view: View, found: TrackedCase): LedgerLine[] {
  const text = trackingTexts[view.language]
  return [
    { label: text.village, value: html`<span${inChinese(view)}>${found.villageName}</span>` },
    { label: text.receivedOn, value: dayText(view.language, found.receivedOn) },
    ...(found.dueOn ? [{ label: text.dueOn, value: html`<strong>${dayText(view.language, found.dueOn)}</strong>${found.dueIsProvisional && text.provisional}` }] : []),
    ...(found.contactBy ? [{ label: text.contactBy, value: text.contactHow(dayText(view.language, found.contactBy)) }] : []),
  ]
}

function countedDays(view: View, found: TrackedCase): Hole {
  if (found.dueSteps.length === 0) return undefined
  return dayCount(view, found.dueSteps, found.dueIsProvisional)
}

function answer(view: View, { answer }: TrackedCase, held: Held): Hole {
  const text = trackingTexts[view.language]
  if (!answer) return undefined
  return html`<section class="answer"><h2>${text.answerTitle}</h2><p class="written">${answer.text}</p>
<h3>${text.found}</h3><p class="written">${answer.found}</p><h3>${text.done}</h3><p class="written">${answer.done}</p>
${answer.nextStep && html`<h3>${text.nextStep}</h3><p class="written">${answer.nextStep}</p>${answer.nextBy !== undefined && html`<p>${text.nextBy(dayText(view.language, answer.nextBy))}</p>`}`}
${evidenceForms(view, answer.evidence, held)}
<p class="small">${answer.answeredBy} · ${text.repliedOn(dayText(view.language, answer.repliedOn))}</p></section>`
}

function ratingForm(view: View, rating: RatingFacts): Html {
  const text = trackingTexts[view.language]
  const { grade: chosen, problem } = rating
  return html`<section class="act"><h2>${text.rateTitle}</h2><p>${text.rateLead}</p><p class="help">${text.rateBlind}</p>
<form action="${to(view, '/track/rate')}" method="post">${hiddenFields(rating)}
<fieldset${problem !== undefined && html` aria-describedby="grade-problem"`}><legend>${text.grade}</legend>${fieldProblem('grade', problem)}
<div class="choices">${ratingGrades.map(grade => html`<label><input type="radio" name="grade" value="${grade}"${grade === chosen && html` checked`}> <span>${ratingTexts[view.language][grade]}</span></label>`)}</div></fieldset>
<details${rating.scores && Object.keys(rating.scores).length > 0 && html` open`}><summary>${text.scoresTitle}</summary>${ratingAspects.map(aspect => scoreField(view, aspect, rating.scores?.[aspect]))}</details>
${formField({ name: 'opinion', label: text.opinion, help: text.opinionHelp, value: rating.opinion ?? '', rows: 3, autocomplete: 'off' })}
<p><button class="button">${text.rateSubmit}</button></p></form></section>`
}

function scoreField(view: View, aspect: RatingAspect, chosen: number | undefined): Html {
  const text = trackingTexts[view.language]
  return html`<p class="field"><label for="${aspect}">${aspectTexts[view.language][aspect]}</label> <span class="help" id="${aspect}-help">${text.score}</span>
<select id="${aspect}" name="${aspect}" aria-describedby="${aspect}-help"><option value="">${text.noScore}</option>${[5, 4, 3, 2, 1].map(score =>
    html`<option value="${String(score)}"${score === chosen && html` selected`}>${text.points(score)}</option>`)}</select></p>`
}

function scoresGiven(view: View, scores: RatingScores | undefined): Hole {
  if (!scores) return undefined
  const text = trackingTexts[view.language]
  return html`<ul>${ratingAspects.map(aspect => scores[aspect] !== undefined && html`<li>${aspectTexts[view.language][aspect]}${colon[view.language]}${text.points(scores[aspect])}</li>`)}</ul>`
}

function timelineStep(view: View, step: TrackedStep): Html {
  const text = trackingTexts[view.language]
  const unit = step.unitName && (view.language === 'en' ? step.unitName.en : step.unitName.zh)
  return html`<li><p class="small">${dayText(view.language, step.day)}</p><p>${actionText(view.language, step)}</p>
${unit && html`<p class="small">${text.byUnit(unit)}</p>`}${step.days !== undefined && html`<p>${text.askedDays(step.days)}</p>`}
${step.note !== undefined && html`<p${inChinese(view)}>${text.reason(step.note)}</p>`}${step.photoCount !== undefined && html`<p class="small">${messageTexts[view.language].photos(step.photoCount)}</p>`}${step.identityReason && html`<p>${identityTexts[view.language].why(identityReasonTexts[view.language][step.identityReason])}</p>`}${toldLines(view, step)}${step.dueOn && html`<p>${step.action === 'grantExtension' || step.action === 'recalculate' ? text.extendedTo(dayText(view.language, step.dueOn)) : html`${text.dueOn} ${dayText(view.language, step.dueOn)}`}</p>`}</li>`
}

function aboutRecord(view: View, { about }: TrackedCase): Hole {
  if (!about) return undefined
  const text = trackingTexts[view.language]
  const address = addressOf(`/d/${about.disclosureId}`, { v: about.newerVersion === undefined ? undefined : about.version })
  return html`<div class="about"><p>${text.about} <a href="${to(view, address)}"${inChinese(view)}>${about.title}</a> <span class="small">${text.aboutVersion(about.version)}</span></p>
${about.label !== undefined && html`<p${inChinese(view)}>${about.label}${about.value !== undefined && html`${colon[view.language]}<strong>${about.value}</strong>`}</p>`}
${about.newerVersion !== undefined && html`<p>${text.newer(about.newerVersion)}</p>`}</div>`
}
