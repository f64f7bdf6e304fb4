import { listWords } from '#text/console-list.ts'
import type { CountyProcedure, ProcedureText } from '../api-types.ts'
import { useWords } from '../language.tsx'
import { FlowFigure } from './flow-figure.tsx'

/** A procedure that waits for the second person, in full: who passes it has read it. Of one that was decided, the steps alone. */
export function ProposedProcedure({ procedure, isOpen }: { procedure: CountyProcedure | null; isOpen: boolean }) {
  const words = useWords(listWords)
  if (procedure === null) return <p>{words.backToCommon}</p>
  const { explanation, steps, risks } = procedure
  return (
    <div className="procedure">
      <div>
        <p><Both text={explanation} /></p>
        <ol>{steps.map((step, i) => (
          <li key={i}>
            <strong><Both text={step.who} /></strong> <Both text={step} />
            {step.limit ? <><br /><span className="soft"><Both text={step.limit} /></span></> : null}
            {step.materials.map((material, n) => <span key={n} className="soft"><br /><Both text={material} /></span>)}
          </li>
        ))}</ol>
        {risks.length > 0 ? <><h4>{words.riskLines}</h4><ul>{risks.map((risk, i) => <li key={i}><Both text={risk} /></li>)}</ul></> : null}
      </div>
      {isOpen ? <figure aria-label={words.flow}><figcaption className="soft">{words.flow}</figcaption><FlowFigure steps={steps} label={words.flow} /></figure> : null}
    </div>
  )
}

function Both({ text }: { text: ProcedureText }) {
  return <><span lang="zh-CN">{text.zh}</span>{text.en ? <span lang="en" className="soft"> {text.en}</span> : null}</>
}
