import { offline } from "../../providers/kit/__tests__/offline"
import { MalformedPayloadError, ProviderUnavailableError, SignatureVerificationError } from "../../domain/errors"
import type { Account } from "../../options"
import type { PaymentProvider, WebhookRequest } from "../../providers/provider"
import type { NewWebhookEvent } from "../../store/webhook-event-repository"
import { receive } from "../receive"

const account: Account = { id: "shop", provider: "made-up", paymentProviders: [], maxBodyBytes: 1, options: { secret: "s" } }

const request: WebhookRequest = {
  method: "POST",
  url: "/webhooks/payments/shop",
  headers: { "content-type": "x", "x-signature": "s", cookie: "c", "x-kept": "k" },
  rawBody: Buffer.from("body"),
  receivedAt: new Date(0),
}

/** A provider that notes the order of its calls, and a recorder with events that are known already. */
function setUp(overrides: Partial<PaymentProvider> = {}, { known = [] as string[], fail = "" } = {}) {
  const calls: string[] = []
  const rows: NewWebhookEvent[] = []
  const fact = { subject: "payment", state: "captured" } as const
  const provider: PaymentProvider = {
    id: "made-up",
    about: undefined as never,
    options: undefined as never,
    redact: [],
    keepHeaders: ["x-kept"],
    verify: async () => void calls.push("verify"),
    parse: () => {
      calls.push("parse")
      return [{ id: "evt_1", type: "a", payload: { n: 1 } }]
    },
    normalize: () => ({ facts: [fact] }),
    ...overrides,
  }
  const recorder = {
    record: async (event: NewWebhookEvent) => {
      calls.push("record")
      if (event.event_id === fail) throw new ProviderUnavailableError("no database")
      rows.push(event)
      return !known.includes(event.event_id)
    },
  }
  return { calls, rows, run: () => receive({ recorder, now: () => new Date(0), fetch: offline }, account, provider, request) }
}

it("verifies, then parses, then records, then acknowledges", async () => {
  const { calls, rows, run } = setUp()

  expect(await run()).toMatchObject({ reply: { status: 200 }, outcome: { recorded: 1, duplicates: 0 } })
  expect(calls).toEqual(["verify", "parse", "record"])
  expect(rows).toMatchObject([
    { account: "shop", provider: "made-up", event_id: "evt_1", type: "a", payload: { n: 1 }, state: "received" },
  ])
  expect(rows[0]!.body).toBe(request.rawBody)
})

it("keeps the headers that are allowed, and none else", async () => {
  const { rows, run } = setUp()
  await run()

  expect(rows[0]!.headers).toEqual({ "content-type": "x", "x-kept": "k" })
})

it("neither parses nor records a call that is not verified", async () => {
  const { calls, run } = setUp({
    verify: async () => {
      throw new SignatureVerificationError("no")
    },
  })

  await expect(run()).rejects.toThrow(SignatureVerificationError)
  expect(calls).toEqual([])
})

it("records nothing of a call that cannot be parsed", async () => {
  const { calls, run } = setUp({
    parse: () => {
      throw new MalformedPayloadError("no")
    },
  })

  await expect(run()).rejects.toThrow(MalformedPayloadError)
  expect(calls).toEqual(["verify"])
})

it("does not acknowledge a batch of which one event could not be recorded", async () => {
  const parse = () => ["evt_1", "evt_2", "evt_3"].map((id) => ({ id, type: "a", payload: {} }))
  const acknowledge = jest.fn()
  const { run } = setUp({ parse, acknowledge }, { fail: "evt_2" })

  await expect(run()).rejects.toThrow(ProviderUnavailableError)
  expect(acknowledge).not.toHaveBeenCalled()
})

it("gives the adapter the number of new events, and answers with its reply", async () => {
  const parse = () => ["evt_1", "evt_2", "evt_3"].map((id) => ({ id, type: "a", payload: {} }))
  const reply = { status: 202, contentType: "text/plain", body: "success" }
  const acknowledge = jest.fn(() => reply)
  const { run } = setUp({ parse, acknowledge }, { known: ["evt_2"] })

  expect((await run()).reply).toBe(reply)
  expect(acknowledge).toHaveBeenCalledWith({ recorded: 2, duplicates: 1 }, expect.objectContaining({ method: "POST" }))
})

it("acknowledges a call without events", async () => {
  const { rows, run } = setUp({ parse: () => [] })

  expect(await run()).toMatchObject({ reply: { status: 200 }, outcome: { recorded: 0, duplicates: 0 } })
  expect(rows).toEqual([])
})

it("records an event without a fact as ignored, with no work for a worker", async () => {
  const { rows, run } = setUp({ normalize: () => ({ facts: [], ignored: "not read here" }) })

  expect(await run()).toMatchObject({ due: 0, outcome: { recorded: 1 } })
  expect(rows).toMatchObject([{ state: "ignored", last_error: "not read here" }])
})

it("leaves an event whose reading fails here to a worker: the fault is ours", async () => {
  const { rows, run } = setUp({
    normalize: () => {
      throw new TypeError("a bug in the provider")
    },
  })

  expect(await run()).toMatchObject({ due: 1, reply: { status: 200 } })
  expect(rows).toMatchObject([{ state: "received" }])
})
