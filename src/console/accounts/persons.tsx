import { Input } from 'antd'
import { roleTexts } from '#text/cases.ts'
import { accountWords } from '#text/console-accounts.ts'
import { personWords } from '#text/console-persons.ts'
import { plainDayText } from '#text/values.ts'
import type { HeldPost } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { Choice } from '../shell/choice.tsx'
import { Labelled } from '../shell/labelled.tsx'

/** Which post is of the same person, or why none is. */
export type PersonChosen = { readonly sameAs: string; readonly reason: string }
const another = 'another'

/** The first of them, the newest post of the name: that it is the same person is what is offered. */
export function firstOf(namesakes: readonly HeldPost[]): PersonChosen {
  return { sameAs: namesakes[0]?.officerId ?? another, reason: '' }
}

/** What is sent of the choice. */
export function personSaid({ sameAs, reason }: PersonChosen): { sameAs: string } | { otherPerson: string } {
  return sameAs === another ? { otherPerson: reason.trim() } : { sameAs }
}

/** Whose the new post is, among those of the same name. */
export function Namesakes({ namesakes, chosen, choose }: { readonly namesakes: readonly HeldPost[]; readonly chosen: PersonChosen; readonly choose: (chosen: PersonChosen) => void }) {
  const words = useWords(personWords)
  const postText = usePostText()
  return (
    <>
      <Choice legend={words.legend} value={chosen.sameAs} choose={sameAs => choose({ ...chosen, sameAs })} options={[...namesakes.map(post => ({ value: post.officerId, label: words.same(postText(post)) })), { value: another, label: words.other }]} />
      {chosen.sameAs === another
        ? <Labelled id="account-other" label={words.reason} hint={words.reasonHint} problem={undefined}><Input id="account-other" lang="zh-CN" maxLength={200} value={chosen.reason} onChange={event => choose({ ...chosen, reason: event.target.value })} /></Labelled>
        : <p className="soft">{words.hint}</p>}
    </>
  )
}

/** What is said of the person of a post that is asked for. */
export function PersonLine({ of }: { readonly of: { readonly samePerson?: HeldPost; readonly sameRow?: number; readonly otherPerson?: string } }) {
  const words = useWords(personWords)
  const postText = usePostText()
  const said = of.samePerson ? words.samePerson(postText(of.samePerson)) : of.sameRow !== undefined ? words.sameRow(of.sameRow) : of.otherPerson !== undefined ? words.otherPerson(of.otherPerson) : undefined
  return said === undefined ? null : <span className="account-about">{said}</span>
}

function usePostText() {
  const words = useWords(accountWords)
  const { language } = useLanguage()
  const unitName = useName()
  return (post: HeldPost) => `${post.name} · ${roleTexts[language][post.role]} · ${unitName(post.unit)} · ${words.from(plainDayText(language, post.from))}${post.to ? ` ${words.to(plainDayText(language, post.to))}` : ''}`
}
