import { eventName, type TestMoneyEvent } from "../../dialect"
import { GatewayError } from "../error"
import { accountOf, newId, type GatewayState, type PlannedDelivery } from "../state"
import type { ChangeRequest } from "../types"
import { deliver } from "./deliver"
import type { Happening } from "./happening"

interface Planned {
  /** Starts the copies that are not held; gives the ids of all copies. */
  start(): string[]
  /** Resolves when every started copy is delivered or given up. */
  done(): Promise<void>
}

/** Plans the delivery of one change: the event, its dialect, the number of copies, and whether they wait. */
export function plan(
  state: GatewayState,
  { payment, news, at }: Happening,
  eventId: string,
  request: Omit<ChangeRequest, "amount">,
): Planned {
  const { account, times = state.accounts.size ? 1 : 0, delayMs = 0, hold = false, retryDelaysMs } = request.delivery ?? {}
  if (!Number.isInteger(times) || times < 0 || times > 1000)
    throw new GatewayError(422, "bad_times", "delivery.times must be 0 to 1000")
  if (times === 0) return { start: () => [], done: async () => {} }

  const [accountId, { url }] = accountOf(state, account)
  const sessionId = request.session_id === undefined ? payment.session_id : (request.session_id ?? undefined)
  const event: TestMoneyEvent = {
    ...news,
    id: eventId,
    ...(sessionId === undefined ? {} : { sessionId }),
    paymentId: payment.id,
    currency: (request.currency ?? payment.currency).toUpperCase(),
    mode: request.mode ?? payment.mode,
    occurredAt: at,
  }
  const reported = eventName(event)
  const copies = Array.from({ length: times }, (): PlannedDelivery => {
    const base = { id: newId("dlv"), account: accountId, event_id: eventId, payment_id: payment.id, reported, url }
    const view = { ...base, state: hold ? ("held" as const) : ("scheduled" as const), attempts: [] }
    return { view, event, delayMs, retryDelaysMs: retryDelaysMs ?? state.retryDelaysMs }
  })
  let under: Promise<void>[] = []
  return {
    start() {
      for (const copy of copies) state.deliveries.set(copy.view.id, copy)
      if (!hold) under = copies.map((copy) => deliver(state, copy))
      return copies.map((copy) => copy.view.id)
    },
    done: async () => void (await Promise.all(under)),
  }
}
