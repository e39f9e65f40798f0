import path from "node:path"
import type { PaymentNotificationOptions } from "../../src"
import type { StoreProcess } from "../../scripts/lib/store"

/** Preloaded into the processes that tests start. */
export const CONTROL = path.join(__dirname, "take-orders.cjs")

/** The orders that a test may send; `call` numbers them. */
export type Order =
  | { readonly order: "job"; readonly name: JobName }
  | { readonly order: "workflow"; readonly name: string; readonly input: object; readonly cutAfter?: string }
  | { readonly order: "command"; readonly args: readonly string[] }
  | { readonly order: "exec"; readonly file: string; readonly input: unknown }
  | { readonly order: "options"; readonly options: PaymentNotificationOptions }
  | { readonly order: "events" }
  | { readonly order: "watch"; readonly step: string; readonly failures: number }
  | { readonly order: "cut"; readonly at: string; readonly about: string }

export type JobName = "sweep" | "reconcile" | "prune"

interface Reply {
  readonly call?: number
  readonly cut?: number
  readonly result?: unknown
  readonly error?: { readonly name: string; readonly message: string }
}

/** A process that takes orders. */
export interface Control {
  /** Answers the order's result; rejects with its error, and when the process has ended. */
  send<T>(order: Order): Promise<T>
  /** Sends an order that is to be cut off; resolves when it was cut off, or ended without. */
  untilCut(order: Order): Promise<void>
}

export function controlOf({ channel, exited }: Pick<StoreProcess, "channel" | "exited">): Control {
  const waiting = new Map<number, (reply: Reply) => void>()
  let calls = 0
  channel.on("message", (reply: Reply) => waiting.get(reply.call ?? reply.cut ?? 0)?.(reply))
  const died = exited.then((): Reply => ({ error: { name: "Error", message: "the process died" } }))
  const ask = (order: Order, done: (reply: Reply) => boolean): Promise<Reply> => {
    const call = ++calls
    const answered = new Promise<Reply>((resolve) => waiting.set(call, (reply) => done(reply) && resolve(reply)))
    channel.send({ ...order, call })
    return Promise.race([answered, died])
  }
  const finish = <T>({ error, result }: Reply): T => {
    if (error) throw Object.assign(new Error(error.message), { name: error.name })
    return result as T
  }
  return {
    send: async <T>(order: Order) => finish<T>(await ask(order, ({ call }) => call !== undefined)),
    untilCut: async (order) => {
      const reply = await ask(order, ({ cut, error }) => cut !== undefined || error !== undefined || order.order === "workflow")
      finish(reply)
      if (reply.cut === undefined) throw new Error(`${JSON.stringify(order)} ended without being cut off`)
    },
  }
}
