import { supervisionWords } from '#text/console-supervision.ts'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { forgetLists } from '../queries.ts'
import { ReasonDialog } from '../shell/reason-dialog.tsx'
import { ItemMark } from './item-mark.tsx'
import type { SupervisionLine } from '../api-types.ts'

type Props = { caseId: string; item: Pick<SupervisionLine, 'n' | 'kind'>; close: () => void; done?: () => void }

/** The unit's written explanation of a card or letter. */
export function ExplainDialog({ caseId, item, close, done }: Props) {
  const words = useWords(supervisionWords)
  const act = useAct('POST /api/v1/cases/{id}/supervision/{n}/explanation', () => {
    void forgetLists()
    done?.()
    close()
  })
  return (
    <ReasonDialog
      id="explanation" title={words.explain} subject={<ItemMark item={item} />} text={words.explainText} label={words.explainLabel} least={{ characters: 10, problem: words.explainShort }}
      act={words.explain} isSending={act.isSending} failure={act.failure} close={close} send={note => act.send({ params: { id: caseId, n: item.n }, body: { note } })}
    />
  )
}
