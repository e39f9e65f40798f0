import type { DataSource } from "typeorm"
import type { GuardedClient } from "./guarded-client"

/** The database gave no answer in time. */
export class DatabaseTimeoutError extends Error {}

/**
 * Runs one statement on a connection of the pool, all within `seconds`: also the wait for a connection. Throws
 * DatabaseTimeoutError then, and cuts the connection. The statement is carried out as a whole or not at all; which of the two is
 * not known, so only a statement that may be repeated is run by this.
 */
export async function queryWithin<T>(db: DataSource, seconds: number, sql: string, parameters: unknown[]): Promise<T> {
  const runner = db.createQueryRunner()
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      isOver = true
      reject(new DatabaseTimeoutError(`the database gave no answer within ${seconds} seconds`))
    }, seconds * 1000)
  })
  const connected: Promise<GuardedClient> = runner.connect()
  const answer = connected.then(() => (isOver ? undefined : runner.query(sql, parameters)))
  try {
    return (await Promise.race([answer, tooLong])) as T
  } finally {
    clearTimeout(timer)
    // Nobody waits for a connection that hangs.
    if (isOver) void abandon(connected, answer, () => runner.release())
    else await runner.release()
  }
}

async function abandon(connected: Promise<GuardedClient>, answer: Promise<unknown>, release: () => Promise<void>): Promise<void> {
  const ended = answer.catch(() => undefined)
  await connected.then((client) => client.cut()).catch(() => undefined)
  await ended
  await release().catch(() => undefined)
}
