import { changesAfterAnswer } from './changes-after-answer.ts'
import { changesAtDesk } from './changes-at-desk.ts'
import { changesAtWork } from './changes-at-work.ts'
import { changesBySupervision } from './changes-by-supervision.ts'
import type { EventOf } from './events.ts'
import type { CaseFacts } from './facts.ts'
import type { CaseAction } from './states.ts'

/** What one event of each kind changes. Complete by type: a new action does not compile until it is decided here. */
export const changes: { readonly [Action in CaseAction]: (facts: CaseFacts, event: EventOf<Action>) => Partial<CaseFacts> } = {
  ...changesAtDesk,
  ...changesAtWork,
  ...changesBySupervision,
  ...changesAfterAnswer,
}
