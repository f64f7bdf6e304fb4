import { mainVillages } from '../src/cli/demonstration/people.ts'
import { openSlowConnections, timesOf } from '../test/failure/slow.ts'
import { figure, startMeasured } from './measure.ts'

const slowOnes = 1000

/** Whether a thousand slow connections make anybody wait. */
export async function benchSlow(url: string, dataFolder: string): Promise<void> {
  const ours = await startMeasured('bench/servers/ours.ts', { DATABASE_URL: url, DATA_DIR: dataFolder, DEMO: '1' })
  const slow = await openSlowConnections(ours.port, slowOnes)
  try {
    for (const path of [`/v/${mainVillages[0]}`, '/track', '/api/v1/sign-in']) {
      const times = await timesOf(`http://127.0.0.1:${ours.port}${path}`, 500)
      const slowest = times[Math.floor(times.length * 0.99)]!
      figure(`${path} beside ${slow.alive()} slow connections, slowest of a hundred`, `${slowest.toFixed(1)} ms`, '200 ms', slowest < 200)
    }
  } finally {
    slow.close()
    await ours.stop()
  }
}
