import http from "node:http"
import type { AddressInfo } from "node:net"
import type { DestinationContext, OutgoingMessage } from "../../../kind"
import { createHttpKind } from ".."
import { httpKindOptions } from "../options"
import { z } from "@medusajs/framework/zod"

export interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

type Answer = (response: http.ServerResponse, call: Received) => void

/** A third party's server on loopback, which keeps every call's raw bytes. */
export class Receiver {
  readonly calls: Received[] = []
  connections = 0
  answer: Answer = (response) => void response.end()
  readonly #server: http.Server

  constructor() {
    this.#server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const headers = request.headers as Record<string, string>
      const call = { method: request.method ?? "", url: request.url ?? "", headers, body: Buffer.concat(chunks) }
      this.calls.push(call)
      this.answer(response, call)
    })
    this.#server.on("connection", () => (this.connections += 1))
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve))
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  closeIdle(): void {
    this.#server.closeIdleConnections()
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get host(): string {
    return `127.0.0.1:${this.port}`
  }

  get last(): Received {
    const call = this.calls.at(-1)
    if (!call) throw new Error("the receiver was not called")
    return call
  }
}

export const WHSEC = `whsec_${Buffer.alloc(32, "old secret").toString("base64")}`

const BODY = {
  id: "ptrn_1",
  type: "payment.captured",
  timestamp: "2026-11-30T09:00:00.000Z",
  data: { amount: "4590", currency: "EUR" },
}

/** A message as the queue hands it over. */
export const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  id: "ptrn_1",
  fact: "payment.captured",
  account: "stripe",
  subject: "prec_1",
  sequence: 3,
  recordedAt: new Date("2026-11-30T09:00:00Z"),
  body: Buffer.from(JSON.stringify(BODY)),
  attributes: {
    specversion: "1.0",
    id: "ptrn_1",
    type: "payment_notification.payment.captured",
    source: "/payment-notifications/accounts/stripe",
    subject: "prec_1",
    time: "2026-11-30T09:00:00.000Z",
    sequence: "3",
    datacontenttype: "application/json",
  },
  attempt: 1,
  ...changes,
})

interface Opened extends Partial<Omit<DestinationContext<unknown>, "config">> {
  readonly config: Record<string, unknown>
  readonly allowedHosts?: readonly string[]
}

/** A sender of the kind with a config as a store writes it. */
export function open({ config, allowedHosts = [], ...context }: Opened) {
  const kind = createHttpKind(z.object(httpKindOptions).parse({ allowedHosts }))
  return kind.open({
    destination: { id: "dest_1" },
    config: kind.config.parse(config),
    secrets: [WHSEC],
    now: () => new Date(),
    onFault: () => {},
    ...context,
  })
}

/** Enough for any call of a test. */
export const soon = (milliseconds = 5_000): AbortSignal => AbortSignal.timeout(milliseconds)
