import pg from 'pg'
import { target, type Connection } from './database.ts'

/** What is done when other processes publish (publication-notices.ts), and when a holiday notice was loaded: the database itself tells of that (migrations/0026). */
type Heard = { readonly published: (villageCode: number) => void; readonly calendar: () => void }

/**
 * Hears of what other processes did. A lost connection is taken up again; until then pages live on by their own short life, and the calendar is
 * read once more because a notice may have gone unheard.
 */
export async function listenToOthers(connection: Connection, heard: Heard): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined
  let isClosed = false
  async function listen(): Promise<void> {
    client = new pg.Client({ ...target(connection), options: '-c role=ydt_app', application_name: 'yidiantong listen', keepAlive: true })
    client.on('notification', ({ channel, payload }) => (channel === 'ydt_calendar' ? heard.calendar() : heard.published(Number(payload))))
    client.on('error', again)
    client.on('end', again)
    await client.connect()
    await client.query('listen ydt_published; listen ydt_calendar')
  }
  function again() {
    client?.removeAllListeners('end')
    if (!isClosed) setTimeout(() => void listen().then(heard.calendar).catch(again), 1000).unref()
  }
  await listen()
  return {
    async close() {
      isClosed = true
      await client?.end()
    },
  }
}
