import { sql } from 'kysely'
import pg from 'pg'
import { target, type Connection, type Tx } from './database.ts'

const channel = 'ydt_published'

/** Tells every process, once the transaction is committed, that a village has published. */
export async function notifyPublished(tx: Tx, villageCode: number): Promise<void> {
  await sql`select pg_notify(${channel}, ${String(villageCode)})`.execute(tx)
}

/** Hears of publications by other processes. A lost connection is taken up again; until then pages live on by their own short life. */
export async function listenForPublications(connection: Connection, heard: (villageCode: number) => void): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined
  let isClosed = false
  async function listen(): Promise<void> {
    client = new pg.Client({ ...target(connection), options: '-c role=ydt_app', application_name: 'yidiantong listen', keepAlive: true })
    client.on('notification', notice => heard(Number(notice.payload)))
    client.on('error', again)
    client.on('end', again)
    await client.connect()
    await client.query(`listen ${channel}`)
  }
  function again() {
    client?.removeAllListeners('end')
    if (!isClosed) setTimeout(() => void listen().catch(again), 1000).unref()
  }
  await listen()
  return {
    async close() {
      isClosed = true
      await client?.end()
    },
  }
}
