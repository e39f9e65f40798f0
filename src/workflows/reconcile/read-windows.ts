import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../../services/inbox/describe-error"
import type { Account, ResolvedOptions } from "../../services/options"
import type { ListedPayment } from "../../services/providers/provider"
import type { ReconciliationCursor, WindowCursor } from "../../services/store/entities"
import { driftOf } from "../../services/domain/drift"
import { paymentNotificationService } from "../module"
import { askCarefully, askPatiently, OutOfTime } from "./ask-carefully"
import { comparePayment, findKnown, idsOf, type Round } from "./compare-payment"
import { ourPayment } from "./our-payment"
import { findAskedSession } from "./sessions"

/** Lists lag behind, and clocks differ: each span begins a little before the end of the last one. */
const OVERLAP_MS = 10 * 60_000
/** As for sessions: what moved before the plugin was there is a command's business. */
const FIRST_SPAN_MS = 60 * 60_000

export interface WindowOptions {
  /** Read from here until now, whatever was read before. */
  readonly since?: Date
  readonly account?: string
  /** Keeps where to go on. */
  readonly keep: (cursor: ReconciliationCursor) => Promise<void>
}

/**
 * Reads what moved at every provider that can list it, since the last time; after a restart from the page that was read last. Resolves
 * to the number of accounts whose provider did not answer.
 */
export async function readWindows(container: MedusaContainer, round: Round, options: WindowOptions): Promise<number> {
  const service = paymentNotificationService(container)
  const windows: Record<string, WindowCursor> = { ...round.run.cursor?.windows }
  const keep = (account: string, cursor: WindowCursor) => {
    windows[account] = cursor
    return options.keep({ windows: { ...windows } })
  }
  const accounts = service.options.accounts.filter(
    (account) => service.reconciliation.client.canList(account) && (!options.account || options.account === account.id),
  )
  let failed = 0
  await Promise.all(
    accounts.map(async (account) => {
      const now = service.now()
      const window = options.since
        ? { since: options.since.toISOString(), until: now.toISOString() }
        : windowOf(now, windows[account.id], service.options)
      try {
        if (window) await readWindow(container, round, account, window, (cursor) => keep(account.id, cursor))
      } catch (error) {
        if (error instanceof OutOfTime) return
        failed++
        await service.reconciliation.runs.progress(round.run.id, { failed: 1 })
        await service.reconciliation.runs.keepError(round.run.id, `${account.id}: ${describeError(error).message}`)
      }
    }),
  )
  return failed
}

/** The span to read now: the one that is half read, or the next when it is time. Webhooks of its last minutes may be under way yet. */
function windowOf(now: Date, last: WindowCursor | undefined, { reconciliation }: ResolvedOptions): WindowCursor | undefined {
  if (last?.page) return last
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
  { since, until, page }: WindowCursor,
  keep: (cursor: WindowCursor) => Promise<void>,
): Promise<void> {
  const { client, budget } = paymentNotificationService(container).reconciliation
  for (let cursor = page; ;) {
    const window = { since: new Date(since), until: new Date(until), ...(cursor && { cursor }) }
    const { payments, next } = await askPatiently(budget, account.id, () =>
      askCarefully(budget, account.id, round.deadline, () => client.list(account, window)),
    )
    for (const payment of payments) await compareListed(container, round, account, payment)
    await keep({ since, until, ...(next && { page: next }) })
    if (!next) return
    cursor = next
  }
}

/** Asks about a payment only where the list tells something that we do not know, and only about our own payments. */
async function compareListed(container: MedusaContainer, round: Round, account: Account, listed: ListedPayment): Promise<void> {
  const { runs, client, budget } = paymentNotificationService(container).reconciliation
  const { reference, facts } = listed
  const ids = idsOf(reference)
  // Noted before anything is awaited: several accounts' lists are read at once.
  if (ids.some((id) => round.compared.has(id))) return
  for (const id of ids) round.compared.add(id)
  const known = await findKnown(container, { account, reference })
  const session = reference.sessionId ? await findAskedSession(container, reference.sessionId) : undefined
  if (!known && !session) return
  const isKnown = facts.length > 0 && !driftOf(known && ourPayment(known), facts).differences.length
  if (isKnown || !client.canQuery(account, reference)) return
  const payment = { account, reference, ...(session && { session }) }
  const comparison = await askPatiently(budget, account.id, () => comparePayment(container, round, payment))
  await runs.progress(round.run.id, { checked: 1, differing: comparison === "differs" ? 1 : 0 })
}
