import http from "node:http"
import { poll, useSharedStore } from "../../setup"
import { signed, urlOf } from "../support/webhooks"

const world = useSharedStore()

const rows = async (): Promise<number> => (await world.db.query(`SELECT count(*)::int AS n FROM payment_webhook_event`)).rows[0].n

interface Slow {
  /** Status and body of the answer, once there is one. */
  readonly answer: { status?: number; text: string; connection?: string }
  readonly ended: () => boolean
}

/** Sends the head, and then a byte of the body once in a while, for as long as it is let. */
function sendSlowly(url: string, length: number | undefined): Slow {
  const { headers } = signed("hmac")
  const framing = length === undefined ? { "transfer-encoding": "chunked" } : { "content-length": String(length) }
  const request = http.request(url, { method: "POST", headers: { ...headers, ...framing }, agent: false })
  const answer: { status?: number; text: string; connection?: string } = { text: "" }
  let ended = false
  request.on("response", (response) => {
    Object.assign(answer, { status: response.statusCode, connection: response.headers.connection })
    response.setEncoding("utf8").on("data", (chunk: string) => (answer.text += chunk))
    response.on("error", () => undefined)
  })
  const timer = setInterval(() => request.write("{"), 200)
  request.on("error", () => undefined)
  request.on("close", () => {
    clearInterval(timer)
    ended = true
  })
  request.flushHeaders()
  return { answer, ended: () => ended }
}

it("drops a body that is not sent in time, and hangs up", async () => {
  const before = await rows()
  const calls = [
    sendSlowly(urlOf(world, "hmac"), 500_000),
    sendSlowly(urlOf(world, "hmac"), undefined),
    sendSlowly(urlOf(world, "sandbox"), 500_000),
    sendSlowly(`${world.url}/webhooks/payments/hmac?`, 500_000),
  ]
  await poll("the end of all connections", async () => calls.every(({ ended }) => ended()), { timeoutMs: 60_000 })

  for (const { answer } of calls) {
    expect([answer.status, answer.connection, JSON.parse(answer.text)]).toEqual([
      408,
      "close",
      { code: "slow_body", message: "the body was not sent within 30 seconds" },
    ])
  }
  expect(await rows()).toBe(before)
  expect((await fetch(`${world.url}/health`)).status).toBe(200)
})
