import { fork } from "node:child_process"
import path from "node:path"
import type { Seen } from "./client"

/** A client of one cart, and the servers that it may connect to, the first one first. */
export interface Client {
  readonly cartId: string
  readonly bases: readonly string[]
}

export type ClientsOrder =
  | { readonly do: "stream" | "poll"; readonly clients: readonly Client[]; readonly headers: Record<string, string> }
  | { readonly do: "seen" | "stop" | "stop polling" }

export interface ClientsReply {
  readonly call: number
  readonly result: unknown
}

/** Any number of clients, in a process of their own. */
export interface Clients {
  stream(clients: readonly Client[]): Promise<void>
  seen(): Promise<Seen[]>
  stop(): Promise<void>
  poll(clients: readonly Client[]): Promise<void>
  /** Answers the number of polls. */
  stopPolling(): Promise<number>
  close(): void
}

export function forkClients(headers: Record<string, string>): Clients {
  const child = fork(path.join(__dirname, "clients.ts"), {
    execArgv: ["-r", "ts-node/register/transpile-only"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const waiting = new Map<number, (result: unknown) => void>()
  child.on("message", ({ call, result }: ClientsReply) => waiting.get(call)?.(result))
  let calls = 0
  const send = <T>(order: ClientsOrder): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.set(++calls, (result) => resolve(result as T))
      child.send({ call: calls, order }, (error) => error && reject(error))
    })
  return {
    stream: (clients) => send({ do: "stream", clients, headers }),
    seen: () => send({ do: "seen" }),
    stop: () => send({ do: "stop" }),
    poll: (clients) => send({ do: "poll", clients, headers }),
    stopPolling: () => send({ do: "stop polling" }),
    close: () => child.disconnect(),
  }
}
