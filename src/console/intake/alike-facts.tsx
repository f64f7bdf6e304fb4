import { channelTexts, likenessTexts } from '#text/intake.ts'
import { intakeWords } from '#text/console-intake.ts'
import { staffStateTexts } from '#text/console-states.ts'
import type { Alike } from '../api-types.ts'
import { useDayText, useLanguage, useWords } from '../language.tsx'

/** When and how a likely repeat came, how it stands, and why it is shown. */
export function AlikeFacts({ alike }: { alike: Alike }) {
  const words = useWords(intakeWords)
  const { language } = useLanguage()
  const day = useDayText()
  const facts = [day(alike.receivedOn), alike.villageName, channelTexts[language][alike.channel], staffStateTexts[language][alike.state], words.percent(alike.percent), ...alike.because.map(reason => likenessTexts[language][reason])]
  return <p className="soft">{facts.join(' · ')}{alike.isAgain ? <> · <strong>{words.isAgain}</strong></> : null}</p>
}
