import { dutyWords } from '#text/console-duties.ts'
import { periodText } from '#text/values.ts'
import { useAct } from '../act.ts'
import type { DutyView } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'

/** Signs that nothing happened: what is signed stands above the button. */
export function NilDialog({ duty, villageCode, close }: { duty: DutyView; villageCode: number; close: () => void }) {
  const words = useWords(dutyWords)
  const { language } = useLanguage()
  const name = useName()
  const act = useAct('POST /api/v1/nil-declarations', () => {
    void forgetLists()
    close()
  })
  return (
    <ReasonDialog
      id="nil-note" title={words.nilTitle} subject={<><strong>{name(duty.itemName)}</strong> · {periodText(language, duty.period)}</>} text={words.nilText} label={words.nilNote} most={500}
      act={words.nilSend} isSending={act.isSending} failure={act.failure}
      send={note => act.send({ body: { villageCode, item: duty.item, period: duty.period, ...(note ? { note } : {}) } })} close={close}
    />
  )
}
