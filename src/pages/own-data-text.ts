import type { TrackedCase } from '#actions/tracking.ts'
import { personFields } from '#rules/identity/sealed.ts'
import type { EnteredPerson } from '#rules/intake/person.ts'
import { dayText } from '#text/calendar.ts'
import { actionTexts, ratingTexts, stateTexts } from '#text/cases.ts'
import { identityTexts } from '#text/identity.ts'
import { ownDataTexts } from '#text/keeping.ts'
import { colon } from '#text/values.ts'
import type { View } from './view.ts'

/** What became of the name: for whoever left one, and in the copy. */
export function identityText(view: View, { identity }: TrackedCase): string {
  const text = ownDataTexts[view.language]
  if (identity.is !== 'deleted') return text[identity.is]
  const day = dayText(view.language, identity.on)
  return identity.byComplainant ? text.deletedByYou(day) : text.deletedByTime(day)
}

/** Everything kept of a complaint, in words; with name and phone for who gave them and has the code. */
export function ownDataText(view: View, found: TrackedCase, today: string, own?: EnteredPerson): string {
  const text = ownDataTexts[view.language]
  const { fields } = text
  const mark = colon[view.language]
  const day = (value: string) => dayText(view.language, value as TrackedCase['receivedOn'])
  const unit = (name: { zh: string; en: string } | undefined) => (name ? (view.language === 'en' ? name.en : name.zh) : '')
  const line = (label: string, value: string) => `${label}${mark}${value}`
  return [
    text.copyTitle, text.copyMade(day(today)), '',
    line(fields.village, found.villageName), line(fields.received, day(found.receivedOn)), line(fields.state, stateTexts[view.language][found.state]),
    ...found.dueOn ? [line(fields.due, day(found.dueOn))] : [], line(fields.identity, identityText(view, found)),
    ...own ? personFields.flatMap(field => own[field] === undefined ? [] : [line(identityTexts[view.language][field], own[field])]) : [],
    '', `【${fields.statement}】`, found.wordsDeletedOn === undefined ? found.statement : text.wordsGone(day(found.wordsDeletedOn)),
    '', `【${fields.steps}】`, ...found.timeline.map(step => [day(step.day), actionTexts[view.language][step.action], unit(step.unitName), step.note ?? ''].filter(part => part !== '').join(' · ')),
    ...found.messages.length > 0 ? ['', `【${fields.messages}】`, ...found.messages.map(message => [day(message.on), message.unitName ? unit(message.unitName) : fields.you, message.words, message.photoCount > 0 ? fields.photos(message.photoCount) : ''].filter(part => part !== '').join(' · '))] : [],
    ...found.answer ? ['', `【${fields.answer}】`, day(found.answer.repliedOn), found.answer.text, found.answer.found, found.answer.done, found.answer.nextStep ?? '', found.answer.answeredBy].filter((part, i) => i < 2 || part !== '') : [],
    ...found.rating ? ['', `【${fields.rating}】`, ratingTexts[view.language][found.rating.grade], found.rating.opinion ?? ''] : [],
  ].join('\r\n')
}
