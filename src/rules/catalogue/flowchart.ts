/** What stands in one box: who acts, what they do, and within which time. */
export type FlowStep = { readonly who: string; readonly what: string; readonly limit?: string | undefined }

export type FlowLine = { readonly text: string; readonly x: number; readonly y: number; readonly kind: 'who' | 'what' | 'limit' }
export type FlowBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly lines: readonly FlowLine[] }
export type Flowchart = { readonly width: number; readonly height: number; readonly boxes: readonly FlowBox[]; readonly arrows: readonly { readonly x: number; readonly from: number; readonly to: number }[] }

const width = 320
const edge = 2
const padding = 12
const size = 16
const lineHeight = 23
const gap = 26

/**
 * Places the steps of a procedure one under the other, as wide as a small phone, in units of one CSS pixel. Text is broken here because
 * SVG does not break it: Chinese anywhere but before a closing sign, other words at their spaces.
 */
export function flowchart(steps: readonly FlowStep[]): Flowchart {
  const boxes: FlowBox[] = []
  const room = width - 2 * edge - 2 * padding
  let y = edge
  for (const [index, step] of steps.entries()) {
    const texts = [
      ...wrap(`${index + 1}. ${step.who}`, room / size).map(text => ({ text, kind: 'who' as const })),
      ...wrap(step.what, room / size).map(text => ({ text, kind: 'what' as const })),
      ...(step.limit === undefined ? [] : wrap(step.limit, room / size)).map(text => ({ text, kind: 'limit' as const })),
    ]
    const top = y
    const height = texts.length * lineHeight + 2 * padding - 6
    boxes.push({ x: edge, y: top, width: width - 2 * edge, height, lines: texts.map((line, n) => ({ ...line, x: edge + padding, y: top + padding + size + n * lineHeight - 3 })) })
    y += height + gap
  }
  const arrows = boxes.slice(1).map((box, index) => ({ x: width / 2, from: boxes[index]!.y + boxes[index]!.height, to: box.y }))
  return { width, height: Math.max(edge * 2, y - gap + edge), boxes, arrows }
}

/** Breaks a text into lines of at most `most` ems. A word longer than a line is cut. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’《》][,。、;:!?》”)）、，；]*|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef“”‘’《》]+|\s+/gu) ?? []) {
    for (const part of emsOf(piece) > most ? piece : [piece]) {
      const ems = emsOf(part)
      if (used + ems > most && line.trim() !== '') {
        lines.push(line.trim())
        line = ''
        used = 0
      }
      line += part
      used += ems
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trim()]
}

// A Chinese sign is as wide as it is high; the widest of the usual Latin letters take about six tenths of that.
function emsOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (/[\p{Script=Han}\u2e80-\u303f\uff00-\uffef“”《》]/u.test(sign) ? 1 : /[A-Zmw@%]/u.test(sign) ? 0.75 : 0.55), 0)
}
