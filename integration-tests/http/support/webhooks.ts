import { randomUUID } from "node:crypto"
import http from "node:http"
import { dialects, type SignedWebhook, type TestEvent, type TestPaymentEvent } from "../../../src/testing"
import { storeAccounts, type TestStore } from "../../setup"
import { noteAnswer } from "../../setup/note-answer"

/** An answer to bytes that a test has sent by hand. */
export interface RawReply {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly text: string
}

export interface RawCall {
  readonly body?: Buffer | string
  /** Flat list of names and values, so that a header may be sent twice. */
  readonly headers?: Readonly<Record<string, string>> | readonly string[]
  readonly method?: string
  /** Send without a length, in chunks. */
  readonly chunked?: boolean
}

/** Sends exactly these bytes and headers; `fetch` would add, join and refuse some. */
export function send(url: string, { body = "", headers = {}, method = "POST", chunked = false }: RawCall): Promise<RawReply> {
  const bytes = Buffer.from(body)
  const flat = Array.isArray(headers) ? [...headers] : Object.entries(headers).flat()
  const length = chunked ? ["transfer-encoding", "chunked"] : ["content-length", String(bytes.length)]
  return new Promise((resolve, reject) => {
    let answered = false
    const { host } = new URL(url)
    const request = http.request(
      url,
      { method, headers: ["host", host, ...flat, ...length] as never, agent: false },
      (response) => {
        answered = true
        let text = ""
        response.setEncoding("utf8")
        response.on("data", (chunk: string) => (text += chunk))
        const done = () => {
          const reply = { status: response.statusCode ?? 0, headers: response.headers, text }
          noteAnswer({ ...reply, method, url, contentType: response.headers["content-type"] ?? null })
          resolve(reply)
        }
        response.once("end", done)
        response.once("error", done)
      },
    )
    // A server that refuses a large body answers before it has read it and hangs up: the answer counts.
    request.on("error", (error) => setTimeout(() => answered || reject(error), 500))
    request.end(bytes)
  })
}

export const urlOf = (world: Pick<TestStore, "url">, account: string): string =>
  new URL(storeAccounts[account]!.path, world.url).toString()

/** An event without a session, so that it is recorded, read and ignored. */
export const anEvent = (given: Partial<TestPaymentEvent> = {}): TestPaymentEvent => ({
  id: `evt_${randomUUID()}`,
  state: "captured",
  paymentId: `gpay_${randomUUID()}`,
  amount: 2500,
  currency: "EUR",
  mode: "test",
  occurredAt: new Date(),
  ...given,
})

/** The event as an account's provider signs it. */
export function signed(account: string, event: TestEvent = anEvent(), at = new Date()): SignedWebhook {
  const { provider, credentials } = storeAccounts[account]!
  return dialects[provider as keyof typeof dialects].sign(event, credentials as never, at)
}
