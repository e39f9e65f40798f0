import http from "node:http"
import { poll, useSharedStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const world = useSharedStore()

const rows = async (): Promise<number> => (await world.db.query(`SELECT count(*)::int AS n FROM payment_webhook_event`)).rows[0].n

const ACCOUNTS = ["stripe", "standard-webhooks", "hmac", "sandbox"] as const
const SIGNATURE: Record<(typeof ACCOUNTS)[number], string> = {
  stripe: "stripe-signature",
  "standard-webhooks": "webhook-signature",
  hmac: "authorization",
  sandbox: "x-sandbox-signature",
}

const hours = (n: number) => new Date(Date.now() + n * 3_600_000)

describe.each(ACCOUNTS)("a forged call to %s", (account) => {
  const header = SIGNATURE[account]
  const { body, headers } = signed(account)
  const without = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== header))
  const value = headers[header]!

  const forgeries: Array<[string, string[] | Record<string, string>, Buffer?]> = [
    ["without a signature", without],
    ["with an empty signature", { ...headers, [header]: "" }],
    ["with a doubled signature header", [...Object.entries(headers).flat(), header, value]],
    [
      "with a genuine signature behind a made-up one",
      [...Object.entries(without).flat(), header, `${value.slice(0, -1)}f`, header, value],
    ],
    ["with somebody else's signature", { ...headers, [header]: signed(account, anEvent()).headers[header]! }],
    ["with nonsense for a signature", { ...headers, [header]: "nonsense" }],
    ["with a changed body", headers, Buffer.from(body.toString().replace("2500", "9900"))],
    ["with an empty body", headers, Buffer.alloc(0)],
    ["with the body twice", headers, Buffer.concat([body, body])],
  ]

  it.each(forgeries)("is refused %s", async (_how, forged, forgedBody = body) => {
    const before = await rows()
    const reply = await send(urlOf(world, account), { body: forgedBody, headers: forged })

    expect(reply.status).toBe(400)
    // Core passes parsed JSON to its payment providers, so a body that is no JSON never reaches one.
    const unreadable = account === "sandbox" && forgedBody.length > body.length
    expect(JSON.parse(reply.text)).toEqual(
      unreadable
        ? { code: "malformed_payload", message: "the body is not JSON in UTF-8" }
        : { code: "signature_verification_failed", message: "the signature of this webhook could not be verified" },
    )
    expect(await rows()).toBe(before)
  })
})

it.each(["stripe", "standard-webhooks"] as const)(
  "refuses a %s call from another hour, in the same words as any other",
  async (account) => {
    const replies = await Promise.all(
      [-1, 1].map((n) => {
        const { body, headers } = signed(account, anEvent(), hours(n))
        return send(urlOf(world, account), { body, headers })
      }),
    )

    for (const { status, text } of replies) {
      expect([status, JSON.parse(text).message]).toEqual([400, "the signature of this webhook could not be verified"])
    }
  },
)

it("refuses another account's signature", async () => {
  const { body, headers } = signed("hmac")

  expect((await send(urlOf(world, "standard-webhooks"), { body, headers })).status).toBe(400)
  expect((await send(urlOf(world, "sandbox"), { body, headers })).status).toBe(400)
})

it.each(["nobody", "toString", "__proto__", "constructor", "HMAC", "hmac%20", "hmac%00"])(
  "does not know the account %s",
  async (name) => {
    const { body, headers } = signed("hmac")
    const reply = await send(`${world.url}/webhooks/payments/${name}`, { body, headers })

    expect([reply.status, JSON.parse(reply.text).code]).toEqual([404, "unknown_account"])
    expect(reply.text).not.toContain("hmac")
  },
)

it.each(["nobody_nobody", "toString", "__proto__", "sandbox"])(
  "does not know the payment provider %s on core's route",
  async (name) => {
    const { body, headers } = signed("sandbox")
    const before = await rows()
    const reply = await send(`${world.url}/hooks/payment/${name}`, { body, headers })

    expect([reply.status, JSON.parse(reply.text).code]).toEqual([404, "unknown_account"])
    expect(await rows()).toBe(before)
  },
)

it("knows core's route with and without the provider's prefix, as one account", async () => {
  const event = anEvent()
  const { body, headers } = signed("sandbox", event)
  for (const name of ["sandbox_sandbox", "pp_sandbox_sandbox"]) {
    expect((await send(`${world.url}/hooks/payment/${name}`, { body, headers })).status).toBe(200)
  }

  expect(await finishedEvent(world, event.id)).toMatchObject({ account: "pp_sandbox_sandbox", provider: "medusa" })
})

it("records nothing for a payment provider that verifies nothing", async () => {
  const before = await rows()
  const reply = await send(`${world.url}/hooks/payment/system_default`, {
    body: '{"id":"evt_1"}',
    headers: { "content-type": "application/json" },
  })

  expect(reply.status).toBe(200)
  expect(await rows()).toBe(before)
})

it.each(["GET", "PUT", "DELETE", "PATCH"])("answers 404 to %s", async (method) => {
  const { body, headers } = signed("hmac")

  expect((await send(urlOf(world, "hmac"), { body, headers, method })).status).toBe(404)
})

describe.each(["hmac", "sandbox"])("a body beyond maxBodyBytes on the %s route", (account) => {
  it.each([
    { bytes: 1024 * 1024 + 1, chunked: false },
    { bytes: 1024 * 1024 + 1, chunked: true },
    { bytes: 20 * 1024 * 1024, chunked: false },
    { bytes: 20 * 1024 * 1024, chunked: true },
  ])("is refused: $bytes bytes, chunked $chunked", async ({ bytes, chunked }) => {
    const before = await rows()
    const { headers } = signed(account)
    const reply = await send(urlOf(world, account), { body: Buffer.alloc(bytes, "x"), headers, chunked })

    expect([reply.status, JSON.parse(reply.text).code]).toEqual([413, "payload_too_large"])
    expect(await rows()).toBe(before)
    expect((await fetch(`${world.url}/health`)).status).toBe(200)
  })
})

it("hangs up on a caller whose body never ends", async () => {
  const { headers } = signed("hmac")
  const sending = http.request(urlOf(world, "hmac"), { method: "POST", headers, agent: false })
  let hungUp = false
  sending.on("error", () => {}).once("close", () => (hungUp = true))
  const timer = setInterval(() => sending.write(Buffer.alloc(256 * 1024)), 10)

  await poll("the end of the connection", async () => hungUp)
  clearInterval(timer)
})

it("is refused without harm when the caller hangs up midway", async () => {
  const { headers } = signed("hmac")
  const before = await rows()
  const abort = new AbortController()
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from("{"))
      setTimeout(() => abort.abort(), 100)
    },
  })
  await expect(
    fetch(urlOf(world, "hmac"), { method: "POST", headers, body, duplex: "half", signal: abort.signal } as RequestInit),
  ).rejects.toThrow()

  expect((await fetch(`${world.url}/health`)).status).toBe(200)
  expect(await rows()).toBe(before)
})

it("never writes a secret or a signature to the log", async () => {
  const { body, headers } = signed("hmac")
  await send(urlOf(world, "hmac"), { body: "changed", headers })
  const log = (await world.logs()).join("\n")

  expect(log).toContain('webhook for account \\"hmac\\" refused with 400')
  expect(log).not.toContain(headers.authorization!.split(":")[1])
  expect(log).not.toContain(body.toString())
})
