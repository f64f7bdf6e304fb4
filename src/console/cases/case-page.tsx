import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { caseWords } from '#text/console-cases.ts'
import { staffStateTexts } from '#text/console-states.ts'
import { consoleWords } from '#text/console.ts'
import { keepingTexts } from '#text/keeping.ts'
import type { CaseDetail } from '../api-types.ts'
import { useLanguage, useName, useWords } from '../language.tsx'
import { forgetLists, keepReply, queryClient, useMe, useRead } from '../queries.ts'
import { useWayBack } from '../shell/kept-words.ts'
import { UnsavedScope } from '../shell/unsaved-guard.tsx'
import { Loaded } from '../shell/waiting.tsx'
import { IdentitySheet } from '../identity/identity-sheet.tsx'
import { AlikeSheet } from '../intake/alike-sheet.tsx'
import { IntakeSheet } from '../intake/intake-sheet.tsx'
import { HoldDialog } from '../keeping/record-dialogs.tsx'
import { MatterSheets } from '../matter/matter-sheets.tsx'
import { SupervisionSheet } from '../supervision/case-sheet.tsx'
import { ActPanel } from './act-panel.tsx'
import { useCaseKeys } from './case-keys.ts'
import { PresenceLine } from './presence-line.tsx'
import { SealedAway } from './sealed-away.tsx'
import { AnswerSheets } from './answer-sheet.tsx'
import { DueSheet } from './due-sheet.tsx'
import { LifeSheet } from './life-sheet.tsx'
import { StatementSheet } from './statement-sheet.tsx'
import { SubjectsSheet } from './subjects-sheet.tsx'
import { Timeline } from './timeline.tsx'
import { UnitsSheet } from './units-sheet.tsx'

/** One case: on the left what was said and what happened, on the right where it stands and what may be done. */
export function CasePage() {
  const { id = '' } = useParams()
  // Opened anew it is read anew: between two looks another desk may have moved it.
  const [goneId, setGone] = useState<string>()
  const reading = useRead('GET /api/v1/cases/{id}', { params: { id } }, { staleTime: 0, enabled: goneId !== id })
  if (goneId === id) return <SealedAway id={id} />
  return <Loaded reading={reading}>{file => <CaseFile key={file.id} file={file} gone={() => setGone(file.id)} reload={() => reading.refetch()} />}</Loaded>
}

function CaseFile({ file, gone, reload }: { file: CaseDetail; gone: () => void; reload: () => Promise<unknown> }) {
  const [isDirty, setDirty] = useState(false)
  const accept = useNewer(file.id)
  return (
    <UnsavedScope isDirty={isDirty}>
      <Head file={file} />
      <PresenceLine id={file.id} />
      <div className="case">
        <div className="case-told">
          <StatementSheet file={file} />
          <IntakeSheet file={file} />
          <MatterSheets file={file} accept={accept} reload={reload} />
          <AlikeSheet file={file} accept={accept} />
          <AnswerSheets file={file} />
          <Timeline caseId={file.id} events={file.events} />
        </div>
        <div className="case-doing">
          <DueSheet file={file} />
          <ActPanel file={file} gone={gone} setDirty={setDirty} accept={accept} reload={reload} />
          <SupervisionSheet file={file} accept={accept} reload={reload} />
          <UnitsSheet file={file} />
          <SubjectsSheet id={file.id} reload={reload} />
          <IdentitySheet id={file.id} reload={reload} />
          <LifeSheet file={file} />
          <KeepLonger id={file.id} title={file.villageName} />
        </div>
      </div>
    </UnsavedScope>
  )
}

/** For the desk that sorts complaints: that this one must not be deleted when its time is over. */
function KeepLonger({ id, title }: { id: string; title: string }) {
  const words = useWords(keepingTexts)
  const role = useMe()?.officer.role
  const [isAsked, ask] = useState(false)
  const [said, say] = useState<string>()
  if (role !== 'triage') return null
  return (
    <p>
      <Button size="small" type="text" onClick={() => ask(true)}>{words.hold}</Button>
      {isAsked ? <HoldDialog kind="case" subjectId={id} subject={<strong lang="zh-CN">{title}</strong>} told={words => { say(words); ask(false) }} close={() => ask(false)} /> : null}
      <span role="status">{said}</span>
    </p>
  )
}

function Head({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const shell = useWords(consoleWords)
  const { language } = useLanguage()
  const name = useName()
  const navigate = useNavigate()
  const list = useWayBack('/cases?queue=all')
  const title = [file.villageName, file.item ? name(file.item) : undefined].filter(Boolean).join(' · ')
  useCaseKeys(() => void navigate(list.to, { state: list.state }))
  useEffect(() => {
    document.title = `${title} · ${shell.brand}`
  }, [title, shell])
  return (
    <div className="case-head">
      <Link {...list}>← {words.backToList}</Link>
      <div className="page-head">
        <h1 lang="zh-CN">{title}</h1>
        <span className="state">{staffStateTexts[language][file.state]}</span>
        <span className="soft" lang="zh-CN">{file.townshipName}</span>
      </div>
    </div>
  )
}

/** Puts the case as an act left it before the reader's eyes, and lets every list be read anew. */
function useNewer(id: string): (file: CaseDetail) => void {
  const { language } = useLanguage()
  return file => {
    void keepReply('GET /api/v1/cases/{id}', { params: { id } }, language, file)
    for (const read of ['correspondence', 'alike']) void queryClient.invalidateQueries({ queryKey: [`GET /api/v1/cases/{id}/${read}`] })
    void forgetLists()
  }
}
