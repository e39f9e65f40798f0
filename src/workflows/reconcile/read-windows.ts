import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../../services/inbox/describe-error"
import type { Account, ResolvedOptions } from "../../services/options"
import type { ListedPayment } from "../../services/providers/provider"
import type { ReconciliationCursor, WindowCursor } from "../../services/store/entities"
import { driftOf } from "../../services/domain/drift"
import { paymentNotificationService } from "../module"
import { askCarefully, insist, OutOfTime } from "./ask-carefully"
import { comparePayment, findKnown, idsOf, type Round } from "./compare-payment"
import { ourPayment } from "./our-payment"
import { findAskedSession } from "./sessions"

/** Lists lag behind, and clocks differ: each span begins a little before the end of the last one. */
const OVERLAP_MS = 10 * 60_000
/** As for sessions: what moved before the plugin was there is a command's business. */
const FIRST_SPAN_MS = 60 * 60_000
/** Rounds in which the list answers and a payment on it does not, before the list goes on without that payment. */
const MOST_TRIES = 10

export interface WindowOptions {
  /** Read from here until now, whatever was read before. */
  readonly since?: Date
  readonly account?: string
  /** Keeps where to go on. */
  readonly keep: (cursor: ReconciliationCursor) => Promise<void>
}

/** Reads what moved at every provider that can list it, since the last time; after a restart from the page that was read last. */
export async function readWindows(container: MedusaContainer, round: Round, options: WindowOptions): Promise<void> {
  const service = paymentNotificationService(container)
  const windows: Record<string, WindowCursor> = { ...round.run.cursor?.windows }
  const keep = (account: string, cursor: WindowCursor) => {
    windows[account] = cursor
    return options.keep({ windows: { ...windows } })
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
        if (window) await readWindow(container, round, account, window, (cursor) => keep(account.id, cursor))
      } catch (error) {
        if (error instanceof OutOfTime) return
        await service.reconciliation.runs.progress(round.run.id, { failed: 1 })
        await service.reconciliation.runs.keepError(round.run.id, `${account.id}: ${describeError(error).message}`)
      }
    }),
  )
}

/** The span to read now: the one that is half read, or the next when it is time. Webhooks of its last minutes may be under way yet. */
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
  keep: (cursor: WindowCursor) => Promise<void>,
): Promise<void> {
  const { client, budget } = paymentNotificationService(container).reconciliation
  let here = { done: new Set(done), tries }
  for (let cursor = page; ;) {
    const window = { since: new Date(since), until: new Date(until), ...(cursor && { cursor }) }
    const { payments, next } = await insist(round.attempts, () =>
      askCarefully(budget, account.id, round.deadline, () => client.list(account, window)),
    )
    const outcome = await comparePage(container, round, account, payments, here.done)
    if (outcome === "out of time" || (outcome === "failed" && here.tries < MOST_TRIES)) {
      const again = { done: [...here.done], tries: here.tries + (outcome === "failed" ? 1 : 0) }
      return keep({ since, until, ...(cursor && { page: cursor }), ...again })
    }
    await keep({ since, until, ...(next && { page: next }) })
    if (!next) return
    cursor = next
    here = { done: new Set(), tries: tries < MOST_TRIES ? 0 : tries }
  }
}

/**
 * Compares what a page lists and is not `done` yet. A page may hold more than a round has time for, and a payment that cannot be asked about: neither may keep
 * the list from going on.
 */
async function comparePage(
  container: MedusaContainer,
  round: Round,
  account: Account,
  payments: readonly ListedPayment[],
  done: Set<string>,
): Promise<"whole" | "failed" | "out of time"> {
  const { runs } = paymentNotificationService(container).reconciliation
  let outcome: "whole" | "failed" = "whole"
  for (const payment of payments) {
    const id = payment.reference.providerPaymentId ?? payment.reference.sessionId ?? ""
    if (done.has(id)) continue
    try {
      await insist(round.attempts, () => compareListed(container, round, account, payment))
      done.add(id)
    } catch (error) {
      if (error instanceof OutOfTime) return "out of time"
      outcome = "failed"
      await runs.progress(round.run.id, { failed: 1 })
      await runs.keepError(round.run.id, `${account.id}: ${describeError(error).message}`)
    }
  }
  return outcome
}

/** Asks about a payment only where the list tells something that we do not know, and only about our own payments. */
async function compareListed(container: MedusaContainer, round: Round, account: Account, listed: ListedPayment): Promise<void> {
  const ids = idsOf(listed.reference)
  // Noted before anything is awaited: several accounts' lists are read at once.
  if (ids.some((id) => round.compared.has(id))) return
  for (const id of ids) round.compared.add(id)
  let isCompared = false
  try {
    isCompared = await askAboutListed(container, round, account, listed)
  } finally {
    // Another page may tell more of it: whose it is, or what we do not know.
    if (!isCompared) for (const id of ids) round.compared.delete(id)
  }
}

async function askAboutListed(
  container: MedusaContainer,
  round: Round,
  account: Account,
  { reference, facts }: ListedPayment,
): Promise<boolean> {
  const { runs, client } = paymentNotificationService(container).reconciliation
  const known = await findKnown(container, { account, reference })
  const session = reference.sessionId ? await findAskedSession(container, reference.sessionId) : undefined
  if (!known && !session) return false
  const isKnown = facts.length > 0 && !driftOf(known && ourPayment(known), facts).differences.length
  if (isKnown || !client.canQuery(account, reference)) return false
  const comparison = await comparePayment(container, round, { account, reference, ...(session && { session }) })
  await runs.progress(round.run.id, { checked: 1, differing: comparison === "differs" ? 1 : 0 })
  return true
}
