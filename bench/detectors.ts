import { findPersonalData } from '../src/rules/masking/detect.ts'
import { findTraces } from '../src/rules/masking/traces.ts'
import { figure } from './measure.ts'
import { slowPieces } from './slow-texts.ts'

const [short, times, turns] = [10_000, 8, 4]

/** Texts made to be slow, and the same eight times as long: work in proportion takes eight times as long, work with the square sixty-four times. */
export function benchDetectors(): void {
  const looks = { 'personal data': (text: string) => findPersonalData(text, { aid: true, name: true }), traces: findTraces } as const
  for (const [what, look] of Object.entries(looks)) {
    const measured = slowPieces.map(piece => ({ piece, ...ratioOf(look, piece) }))
    const worst = measured.reduce((a, b) => a.ratio > b.ratio ? a : b)
    const slowest = Math.max(...measured.map(({ long }) => long))
    figure(`${what} in ${short * times} signs against ${short}, the worst of ${slowPieces.length} texts`, `${worst.ratio.toFixed(1)} (${JSON.stringify(worst.piece)}), slowest ${slowest.toFixed(0)} ms`, `${times * 3}`, worst.ratio <= times * 3)
  }
}

function ratioOf(look: (text: string) => unknown, piece: string): { ratio: number; long: number } {
  const of = (length: number) => piece.repeat(Math.ceil(length / piece.length))
  // The quickest of the turns: what else the machine does only ever adds.
  const [a, b] = [short, short * times].map(length => Math.min(...Array.from({ length: turns }, () => millisecondsOf(look, of(length)))))
  return { ratio: b! / a!, long: b! }
}

function millisecondsOf(look: (text: string) => unknown, text: string): number {
  const before = process.cpuUsage() // not the clock on the wall: whoever else is at work would lengthen the long text more than the short
  look(text)
  return process.cpuUsage(before).user / 1000
}
