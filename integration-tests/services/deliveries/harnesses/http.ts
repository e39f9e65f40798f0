import { createHmac } from "node:crypto"
import { once } from "node:events"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { z } from "@medusajs/framework/zod"
import { createHttpKind } from "../../../../src/services/deliveries/kinds/http"
import { httpKindOptions } from "../../../../src/services/deliveries/kinds/http/options"
import { Collector } from "../support/collector"
import type { Broker, KindHarness, Received } from "./harness"

const SECRET = `whsec_${Buffer.alloc(32, "conformance").toString("base64")}`

/** A third party's server, which verifies every call before it believes it. */
class Receiver implements Broker {
  readonly #collector = new Collector<Received>()
  readonly #server = http.createServer((request, response) => void this.#receive(request, response))
  #port = 0
  #hangs = false

  get config() {
    return this.#at("/hook")
  }

  get refused() {
    return { config: this.#at("/nowhere"), says: /answered 404/ }
  }

  readonly received = (count: number) => this.#collector.take(count)

  async start(): Promise<void> {
    this.#server.listen(this.#port, "127.0.0.1")
    await once(this.#server, "listening")
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async hang(): Promise<void> {
    this.#hangs = true
  }

  async resume(): Promise<void> {
    if (this.#hangs) this.#server.closeAllConnections()
    this.#hangs = false
  }

  readonly close = () => this.stop()

  #at(path: string) {
    return { url: `http://127.0.0.1:${this.#port}${path}`, headers: {}, dialect: "standard-webhooks" }
  }

  async #receive(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      // The sender has given up.
      return
    }
    if (this.#hangs) return
    if (request.url !== "/hook") return void response.writeHead(404).end()
    const headers = request.headers as Record<string, string>
    const body = Buffer.concat(chunks)
    if (headers["webhook-signature"] !== signatureOf(headers, body)) return void response.writeHead(401).end()
    this.#collector.push({ id: headers["webhook-id"] ?? "", headers, body })
    response.end()
  }
}

/** The package standardwebhooks takes bodies of text only, and those of the suite are any bytes. */
function signatureOf(headers: Readonly<Record<string, string>>, body: Buffer): string {
  const key = Buffer.from(SECRET.replace("whsec_", ""), "base64")
  const hmac = createHmac("sha256", key).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.`)
  return `v1,${hmac.update(body).digest("base64")}`
}

export const httpHarness: KindHarness = {
  kind: createHttpKind(z.object(httpKindOptions).parse({ allowedHosts: ["127.0.0.1"] })),
  attribute: (name) => `ce-${name}`,
  secrets: [SECRET],
  // One message of a payment at a time is the queue's affair: two calls at once take two connections.
  keepsOrder: false,
  async open() {
    const receiver = new Receiver()
    await receiver.start()
    return receiver
  },
}
