import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../../../services/domain/describe-error"
import type { Account, ResolvedOptions } from "../../../services/options"
import type { ReconciliationCursor, WindowCursor } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { withRateBudget, retryUntilDown, retry, OutOfTime } from "../ask/with-rate-budget"
import { comparePage, type Heard } from "../compare/compare-page"
import type { Round } from "../compare/compare-payment"

/** Lists lag behind, and clocks differ: each span begins a little before the end of the last one. */
const OVERLAP_MS = 10 * 60_000
/** As for sessions: payments that changed before the plugin was there are a command's business. */
const FIRST_SPAN_MS = 60 * 60_000
/** Rounds in which the list answers but a payment on it does not, before the list goes on without that payment. */
const MOST_TRIES = 10

export interface WindowOptions {
  /** Read from here until now, whatever was read before. */
  readonly since?: Date
  readonly account?: string
  /** Saves the place to go on from. */
  readonly saveCursor: (cursor: ReconciliationCursor) => Promise<void>
}

/**
 * Reads the payments that changed since the last time, at every provider that can list them; after a restart from the page that
 * was read last.
 */
export async function readWindows(container: MedusaContainer, round: Round, options: WindowOptions): Promise<void> {
  const service = paymentNotificationService(container)
  const windows: Record<string, WindowCursor> = { ...round.run.cursor?.windows }
  const saveCursor = (account: string, cursor: WindowCursor) => {
    windows[account] = cursor
    return options.saveCursor({ windows: { ...windows } })
  }
  const accounts = service.options.accounts.filter(
    (account) => service.reconciliation.client.canList(account) && (!options.account || options.account === account.id),
  )
  await Promise.all(
    accounts.map(async (account) => {
      const now = service.now()
      const window = options.since
        ? { since: options.since.toISOString(), until: now.toISOString(), tries: MOST_TRIES }
        : windowOf(now, windows[account.id], service.options)
      try {
        if (window) await readWindow(container, round, account, window, (cursor) => saveCursor(account.id, cursor))
      } catch (error) {
        if (error instanceof OutOfTime) return
        await service.reconciliation.runs.progress(round.run.id, { failed: 1 })
        await service.reconciliation.runs.saveError(round.run.id, `${account.id}: ${describeError(error).message}`)
      }
    }),
  )
}

/**
 * The span to read now: the one that is half read, or the next when it is time. Webhooks of its last minutes may still be under
 * way.
 */
function windowOf(now: Date, last: WindowCursor | undefined, { reconciliation }: ResolvedOptions): WindowCursor | undefined {
  if (last?.page || last?.done) return last
  const { scheduleMinutes, windowMinutes } = reconciliation
  const until = new Date(now.getTime() - (scheduleMinutes[0] ?? 0) * 60_000)
  if (!last) return { since: new Date(until.getTime() - FIRST_SPAN_MS).toISOString(), until: until.toISOString() }
  const readUntil = Date.parse(last.until)
  if (until.getTime() - readUntil < windowMinutes * 60_000) return undefined
  return { since: new Date(readUntil - OVERLAP_MS).toISOString(), until: until.toISOString() }
}

async function readWindow(
  container: MedusaContainer,
  round: Round,
  account: Account,
  { since, until, page, done = [], tries = 0 }: WindowCursor,
  saveCursor: (cursor: WindowCursor) => Promise<void>,
): Promise<void> {
  const { client, budget } = paymentNotificationService(container).reconciliation
  const heard: Heard = { confirmed: new Set(), doubted: new Set() }
  let here = { done: new Set(done), tries }
  for (let cursor = page, answers = 0; ; answers++) {
    const window = { since: new Date(since), until: new Date(until), ...(cursor && { cursor }) }
    const ask = () => withRateBudget(budget, account.id, round.deadline, () => client.list(account, window))
    // A list that has answered once can be read. One that has not may be forbidden to this key, which no waiting mends.
    const { payments, next } = await (answers ? retryUntilDown(budget, account.id, ask) : retry(round.attempts, ask))
    const outcome = await comparePage(container, round, account, payments, { done: here.done, heard })
    if (outcome === "out of time" || (outcome === "failed" && here.tries < MOST_TRIES)) {
      const again = { done: [...here.done], tries: here.tries + (outcome === "failed" ? 1 : 0) }
      return saveCursor({ since, until, ...(cursor && { page: cursor }), ...again })
    }
    await saveCursor({ since, until, ...(next && { page: next }) })
    if (!next) break
    cursor = next
    here = { done: new Set(), tries: tries < MOST_TRIES ? 0 : tries }
  }
  // Not before the last page, and not for half a list: each page may report more of a payment.
  if (!page) for (const session of heard.confirmed) if (!heard.doubted.has(session)) round.confirmed.add(session)
}
