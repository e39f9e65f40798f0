import { describeError } from "../../../../services/domain/describe-error"
import { readSendFailure, SendError } from "../../../../services/notifications/send-error"
import { handOver, type HandOver, type KeyedNotification } from "../hand-over"
import { moduleOf } from "./module-of"

/** A clock that the tests can put forward: jest's own leaves this module's alone. */
jest.mock("node:timers/promises", () => ({
  setTimeout: (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref()),
}))

const KEYS = ["pnot_a:1", "pnot_b:1", "pnot_c:1"]

const messages = (keys: readonly string[], channel = "email"): KeyedNotification[] =>
  keys.map((idempotency_key) => ({ to: "ada@example.com", channel, template: "payment.captured", idempotency_key }))

const sending = (key: string) => Promise.resolve({ id: `ext_${key}` })

const refusing = (failures: Readonly<Record<string, Error>>) => (key: string) =>
  failures[key] ? Promise.reject(failures[key]) : sending(key)

const said = (outcome: HandOver | undefined): string =>
  outcome && "error" in outcome ? describeError(outcome.error).message : `sent as ${outcome?.sent.externalId}`

afterEach(() => jest.useRealTimers())

it("returns the outcome in the Module's row of each message, in the order of the call", async () => {
  const { container, table } = moduleOf({ send: sending })

  expect(await handOver(container, messages(KEYS))).toEqual(
    KEYS.map((key, index) => ({
      sent: { notificationId: table[index]!.id, providerId: "mailbox", externalId: `ext_${key}` },
    })),
  )
})

it("finds the one message of three in a call that failed, with its reason", async () => {
  const gone = new SendError("550 no such user", { kind: "permanent", code: "invalid_recipient" })
  const { container } = moduleOf({ send: refusing({ [KEYS[1]!]: gone }) })
  const outcomes = await handOver(container, messages(KEYS))

  expect(outcomes.map(said)).toEqual([
    "sent as ext_pnot_a:1",
    "550 no such user [permanent: invalid_recipient]",
    "sent as ext_pnot_c:1",
  ])
})

it("separates the errors of a call that the Module has joined: to each message its own", async () => {
  const { container } = moduleOf({
    send: refusing({
      [KEYS[0]!]: new SendError("550 no such user\nnor mailbox", { kind: "permanent", code: "invalid_recipient" }),
      [KEYS[2]!]: new SendError("421 slow down", { kind: "transient", code: "throttled", retryAfterSeconds: 30 }),
    }),
  })
  const outcomes = await handOver(container, messages(KEYS))

  expect(outcomes.map(said)).toEqual([
    "550 no such user nor mailbox [permanent: invalid_recipient]",
    "sent as ext_pnot_b:1",
    "421 slow down [transient: throttled, retry after 30 s]",
  ])
})

it("fails every message permanently on a channel without a provider", async () => {
  const { container } = moduleOf({ send: sending, channels: ["email"] })
  const outcomes = await handOver(container, messages(KEYS.slice(0, 2), "sms"))

  for (const outcome of outcomes) {
    expect(readSendFailure(said(outcome))).toEqual({ kind: "permanent", code: "no_provider" })
  }
  expect(outcomes).toHaveLength(2)
})

it("leaves the outcome of a whole call unknown when the provider does not answer for one message in time", async () => {
  jest.useFakeTimers()
  const hanging = (key: string) => (key === KEYS[1] ? new Promise<never>(() => undefined) : sending(key))
  const { container } = moduleOf({ send: hanging })
  const handed = handOver(container, messages(KEYS))
  let finished = false
  void handed.then(() => (finished = true))
  await jest.advanceTimersByTimeAsync(44_000)
  expect(finished).toBe(false)
  await jest.advanceTimersByTimeAsync(1_500)

  // The Module writes the rows of a call when the last message of it is done: until then the other outcomes are unknown, too.
  for (const outcome of await handed) {
    expect(readSendFailure(said(outcome))).toEqual({ kind: "transient", code: "unknown", retryAfterSeconds: 300 })
  }
})

it("trusts the row of a message whose call failed: a message that went out is not sent again", async () => {
  const { container, table } = moduleOf({ send: sending })
  const [first] = messages(KEYS)
  await handOver(container, [first!])
  const module = container.resolve("notification") as unknown as { createNotifications: () => Promise<never> }
  module.createNotifications = () => Promise.reject(new Error("connection terminated"))
  const outcomes = await handOver(container, messages(KEYS))

  expect(outcomes[0]).toMatchObject({ sent: { notificationId: table[0]!.id, externalId: "ext_pnot_a:1" } })
  for (const outcome of outcomes.slice(1)) expect(readSendFailure(said(outcome))).toMatchObject({ code: "unknown" })
})
