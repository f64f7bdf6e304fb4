import type { Officer } from '#rules/policy/officer.ts'
import { namedId } from '#platform/crypto/named-id.ts'
import type { Context } from '#actions/context.ts'
import { addEvidence } from '#actions/evidence.ts'
import { insist } from './disclosures.ts'

/** A notice board beside a road, drawn and not photographed: nobody's village. */
const board = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="300" fill="#cfe3ee"/><rect y="300" width="640" height="180" fill="#b9a98a"/>
<rect x="150" y="330" width="12" height="100" fill="#6b5a43"/><rect x="478" y="330" width="12" height="100" fill="#6b5a43"/><rect x="120" y="130" width="400" height="210" fill="#7a3b2e"/><rect x="136" y="146" width="368" height="178" fill="#f4efe2"/>
${[0, 1, 2].map(n => `<rect x="${152 + n * 118}" y="164" width="100" height="142" fill="#fff" stroke="#999"/>${[0, 1, 2, 3, 4, 5].map(line => `<rect x="${162 + n * 118}" y="${178 + line * 20}" width="${80 - line * 7}" height="6" fill="#778"/>`).join('')}`).join('')}</svg>`

/** The photo that goes with an answer of the demonstration. */
export async function bringPhoto(context: Context, officer: Officer, caseId: string): Promise<string> {
  const { default: sharp } = await import('sharp')
  const bytes = await sharp(Buffer.from(board)).jpeg().toBuffer()
  const asked = { officerId: officer.id, key: namedId(`demonstration photo ${caseId} ${context.clock.now()}`), what: 'demonstration', body: bytes }
  return insist(await addEvidence(context, officer, caseId, { name: '公开栏照片（演示）.jpg', bytes }, asked), `photo of ${caseId}`).id
}
