import { Image } from 'antd'
import { caseWords } from '#text/console-cases.ts'
import { matterWords } from '#text/console-matter.ts'
import type { CaseDetail } from '../api-types.ts'
import { useDayText, useWords } from '../language.tsx'
import { PublicLink } from '../shell/public-link.tsx'

/** What the resident said, what the resident saw, and the photos. */
export function StatementSheet({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const matter = useWords(matterWords)
  const day = useDayText()
  const facts = [
    [words.place, file.place],
    [words.happened, file.happened],
    [words.wish, file.wish],
    [words.received, day(file.receivedOn)],
  ] as const
  return (
    <section className="sheet" aria-labelledby="said">
      <h2 id="said" tabIndex={-1}>{file.reading === 'original' ? words.said : matter.saidForUnits}</h2>
      {file.reading === 'awaited' ? <p className="soft">{matter.awaited}</p> : <p className="statement" lang="zh-CN">{file.statement}</p>}
      <dl className="facts">
        {facts.map(([label, value]) => (value ? <div key={label}><dt>{label}</dt><dd lang="zh-CN">{value}</dd></div> : null))}
      </dl>
      <Seen file={file} />
      <Photos file={file} />
      <p className="soft sealed">{file.reading === 'original' ? words.identity : matter.forUnitsHint}</p>
    </section>
  )
}

function Seen({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  const { seen, record } = file
  if (!seen) return null
  return (
    <div className="seen">
      <h3>{words.seen}</h3>
      <p lang="zh-CN">{seen.title}</p>
      {seen.label === undefined ? null : (
        <p lang="zh-CN">
          {[record?.rowSeq ? words.rowNumber(record.rowSeq) : undefined, seen.label].filter(Boolean).join(' · ')} {seen.value === undefined ? null : <strong className="number">{seen.value}</strong>}
        </p>
      )}
      {record ? (
        <p>
          <PublicLink to={publicAddress(record)}>{words.openRecord(record.version)}</PublicLink>
          {record.currentVersion > record.version ? <span className="corrected">{words.corrected(record.currentVersion)}</span> : null}
        </p>
      ) : null}
    </div>
  )
}

const rowsPerPage = 100 // as the public record page shows them

/** The record as of the version the resident saw; a later one may read differently. */
function publicAddress(record: NonNullable<CaseDetail['record']>): string {
  const version = `/d/${record.disclosureId}?v=${record.version}`
  return record.rowSeq === undefined ? version : `${version}&rows=${Math.ceil(record.rowSeq / rowsPerPage)}#r${record.rowSeq}`
}

function Photos({ file }: { file: CaseDetail }) {
  const words = useWords(caseWords)
  if (file.photos.length === 0) return null
  return (
    <div className="photos">
      <h3>{words.photosTitle}</h3>
      <Image.PreviewGroup>
        {file.photos.map(photo => (
          <Image key={photo.n} width={112} height={84} alt={words.photo(photo.n)} src={`/api/v1/cases/${file.id}/photos/${photo.n}`} fallback={missingPhoto} />
        ))}
      </Image.PreviewGroup>
    </div>
  )
}

/** An empty frame with a stroke through it, for a photo that did not come. */
const missingPhoto = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 112 84"><rect width="112" height="84" fill="#eee8da"/><path d="M20 64 92 20" stroke="#a29c8c" stroke-width="2"/></svg>')}`
