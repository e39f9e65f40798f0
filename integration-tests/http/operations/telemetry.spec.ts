import { join } from "node:path"
import { poll, useStore } from "../../setup"
import { finishedEvent } from "../support/look"

const world = useStore({ env: { NODE_OPTIONS: `--require ${join(__dirname, "..", "support", "record-spans.cjs")}` } })

interface Span {
  readonly id: string
  readonly parent: string | null
  readonly name: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** Our own spans of a store that has OpenTelemetry's SDK, as they ended. */
const spans = (): Span[] =>
  world.store
    .logs()
    .filter((line) => line.startsWith('span {"'))
    .map((line) => JSON.parse(line.slice("span ".length)) as Span)
    .filter(({ name }) => name.startsWith("payment_notification."))

const RECEIVE = "payment_notification.webhook.receive"
const PROCESS = "payment_notification.event.process"
const SYNC = "payment_notification.sync"
const HAND_OVER = "payment_notification.notification.hand_over"

it("traces a payment from its webhook to its mail in four spans without personal data", async () => {
  const { cart, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await poll("the mail's span", async () => spans().some(({ name }) => name === HAND_OVER), { timeoutMs: 30_000 })

  const logged = spans()
  expect(logged.map(({ name }) => name).sort()).toEqual([PROCESS, HAND_OVER, SYNC, RECEIVE].sort())
  const of = (name: string) => logged.find((span) => span.name === name)!
  const attributes = (given: object) =>
    expect.objectContaining(
      Object.fromEntries(Object.entries(given).map(([key, value]) => [`payment_notification.${key}`, value])),
    )
  const account = "stripe"
  expect(of(RECEIVE).attributes).toEqual(attributes({ account, provider: "stripe", outcome: "accepted" }))
  expect(of(PROCESS).attributes).toEqual(attributes({ account, attempt: 1, fact: "payment.captured", outcome: "processed" }))
  expect(of(SYNC)).toMatchObject({ parent: of(PROCESS).id, attributes: attributes({ account, fact: "payment.captured" }) })
  expect(of(HAND_OVER).attributes).toEqual(
    attributes({ channel: "email", facts: ["payment.captured"], messages: 1, outcome: "sent", failed: 0 }),
  )
  for (const secret of [cart.email!, cart.id, paymentId]) expect(JSON.stringify(logged)).not.toContain(secret)
})
