import { setTimeout as pause } from "node:timers/promises"
import { accountOf, type GatewayState, type PlannedDelivery } from "../state"
import { attempt } from "./attempt"

/** Delivers one copy and retries after each pause until a 2xx. Never rejects: the list of attempts holds the result. */
export function deliver(state: GatewayState, delivery: PlannedDelivery): Promise<void> {
  const work = run(state, delivery)
    .catch((error: unknown) => giveUp(delivery, error))
    .finally(() => state.inFlight.delete(work))
  state.inFlight.add(work)
  return work
}

async function run(state: GatewayState, { view, event, delayMs, retryDelaysMs }: PlannedDelivery): Promise<void> {
  view.state = "scheduled"
  for (const wait of [delayMs, ...retryDelaysMs]) {
    if (wait) await pause(wait, undefined, { signal: state.closing.signal })
    // Looked up for every attempt, so that a store that restarted on another port still gets its deliveries.
    const [, account] = accountOf(state, view.account)
    const result = await attempt(account, event, state.timeoutMs)
    view.attempts.push(result)
    if (result.status !== undefined && result.status >= 200 && result.status < 300) {
      view.state = "delivered"
      return
    }
    if (state.closing.signal.aborted) break
  }
  view.state = "given_up"
}

function giveUp({ view }: PlannedDelivery, error: unknown): void {
  view.state = "given_up"
  view.attempts.push({ at: new Date().toISOString(), ms: 0, error: error instanceof Error ? error.message : String(error) })
}
