import { flowchart } from '#rules/catalogue/flowchart.ts'
import { itemTexts } from '#text/pages-items.ts'
import { colon } from '#text/values.ts'
import type { CountyProcedure } from '../api-types.ts'

/** The steps as residents see them drawn, in Chinese. */
export function FlowFigure({ steps, label }: { steps: CountyProcedure['steps']; label: string }) {
  const chart = flowchart(steps.map(({ who, zh, limit }) => ({ who: who.zh, what: zh, limit: limit && `${itemTexts['zh-CN'].limit}${colon['zh-CN']}${limit.zh}` })))
  return (
    <svg className="flow" lang="zh-CN" viewBox={`0 0 ${chart.width} ${chart.height}`} role="img" aria-label={label}>
      {chart.boxes.map(box => (
        <g key={box.y}>
          <rect x={box.x} y={box.y} width={box.width} height={box.height} rx="4" />
          {box.lines.map(line => <text key={line.y} x={line.x} y={line.y} className={line.kind}>{line.text}</text>)}
        </g>
      ))}
      {chart.arrows.map(({ x, from, to }) => <path key={from} d={`M${x} ${from}V${to - 2}m-5 -7l5 7l5 -7`} />)}
    </svg>
  )
}
