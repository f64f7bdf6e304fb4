import { matterWords } from '#text/console-matter.ts'
import type { CaseDetail, Correspondence } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { forgetLists, useRead } from '../queries.ts'
import { MessagesSheet, WordsForm } from './messages-sheet.tsx'
import { TextSheet } from './text-sheet.tsx'

type Props = { file: CaseDetail; accept: (file: CaseDetail) => void; reload: () => Promise<unknown> }

/** The text for the units, the messages of both sides, and the notes of one's own office. */
export function MatterSheets({ file, accept, reload }: Props) {
  const reading = useRead('GET /api/v1/cases/{id}/correspondence', { params: { id: file.id } }, { staleTime: 0 })
  const known = reading.data
  if (!known) return null
  // A message that was passed on is owed no more: the lists say so too.
  const again = () => Promise.all([reload(), reading.refetch(), forgetLists()])
  return (
    <>
      <TextSheet file={file} known={known} accept={accept} reload={again} />
      <MessagesSheet file={file} known={known} reload={again} />
      <NotesSheet id={file.id} known={known} reload={again} />
    </>
  )
}

function NotesSheet({ id, known, reload }: { id: string; known: Correspondence; reload: () => Promise<unknown> }) {
  const words = useWords(matterWords)
  const day = useDayText()
  if (!known.mayNote && known.notes.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="office-notes">
      <h2 id="office-notes">{words.notes}</h2>
      <p className="soft">{words.notesLead}</p>
      {known.notes.length === 0 ? <p className="soft">{words.noNotes}</p> : (
        <ul className="timeline">
          {known.notes.map(note => <li key={note.n}><p className="soft">{day(note.on)} · <span lang="zh-CN">{note.officerName}</span></p><blockquote lang="zh-CN">{note.words}</blockquote></li>)}
        </ul>
      )}
      {known.mayNote ? <WordsForm id={id} route="POST /api/v1/cases/{id}/notes" label={words.noteWords} button={words.keep} reload={reload} /> : null}
    </section>
  )
}
