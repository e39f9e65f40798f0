import { poll, useStore } from "../../setup"
import { attentionOf, type ShownItem } from "../support/attention"
import { finishedEvent } from "../support/look"
import { buy, type PaidOrder } from "../support/order-money"
import { reporterOf } from "../support/order-acts"
import { sessionBeside } from "../support/session-beside"

/** The time after which news about a session that never came is ignored. */
const WAIT = 301

const world = useStore({
  gateway: { defaultAccount: "hmac" },
  options: {
    processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 1 },
    orphans: { afterSeconds: 2 },
  },
})

const report: ReturnType<typeof reporterOf> = (...given) => reporterOf(world)(...given)

interface Promised {
  readonly paymentId: string
  readonly sessionId: string
  /** The authorization's event. */
  readonly event: string
  readonly item: ShownItem
}

async function promised(sessionId: string, paymentId: string): Promise<Promised> {
  const { event_id: event } = await report("quarantined", paymentId, "authorize")
  return { sessionId, paymentId, event, item: await attentionOf(world).about(sessionId, "open") }
}

/** A payment of a session that its cart has replaced. */
async function orphan(): Promise<Promised> {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  await world.shop.addItem(ready.cart.id)
  const made = await promised(ready.session.id, ready.paymentId)
  expect(made.item).toMatchObject({ kind: "orphan_payment" })
  return made
}

/** A second payment of a session that is paid. */
async function again({ session }: Pick<PaidOrder, "session">): Promise<Promised> {
  const money = { amount: 2500, currency: "EUR", session_id: session.id, capture_mode: "manual" as const }
  const { id } = await world.gateway.client.createPayment(money)
  const made = await promised(session.id, id)
  expect(made.item).toMatchObject({ kind: "double_payment" })
  return made
}

/** A payment of a second session of a cart that is paid. */
async function beside(): Promise<Promised> {
  const paid = await world.shop.checkout()
  const other = await sessionBeside(world, paid)
  await report("processed", paid.paymentId, "pay")
  const made = await promised(other.session.id, other.paymentId)
  expect(made.item).toMatchObject({ kind: "double_payment" })
  return made
}

const WAYS: ReadonlyArray<[string, () => Promise<Promised>]> = [
  ["of a session that its cart has replaced", orphan],
  ["beside the payment of its session", async () => again(await buy(world))],
  ["beside another payment of its cart", beside],
]

/** Lets the time pass in which a session may appear, and the sweep look. */
async function settle(): Promise<void> {
  await world.step(WAIT)
  await world.job("sweep")
}

const openItemsOf = async ({ sessionId }: Promised): Promise<ShownItem[]> => {
  const { attention } = await attentionOf(world).list(`payment_session_id=${sessionId}&state=open`)
  return Promise.all(attention.map(({ id }) => attentionOf(world).show(id)))
}

const WHY =
  /^(the provider has given up this authorization since, and nothing was paid|a later report of the payment has overtaken it)$/

const facts = (items: readonly ShownItem[]) => items.map(({ data }) => data.fact)

describe.each(WAYS)("an authorization %s", (_what, make) => {
  it.each(["cancel", "expire"] as const)("needs nobody once the provider has let go of it (%s)", async (verb) => {
    const made = await make()
    const { event_id } = await world.gateway.client.change(made.paymentId, verb)
    await poll("the end of the item", async () => {
      await settle()
      return (await attentionOf(world).show(made.item.id)).state === "resolved"
    })

    expect(await attentionOf(world).show(made.item.id)).toMatchObject({
      resolution: "superseded",
      decisions: [{ action: "supersede", actor: "system", outcome: "done", detail: expect.stringMatching(WHY) }],
    })
    expect(await finishedEvent(world, made.event, "processed")).toMatchObject({ reason: "stale" })
    await finishedEvent(world, event_id)
    expect(await openItemsOf(made)).toEqual([])
  })

  it("comes before a person again when it is captured all the same", async () => {
    const made = await make()
    await world.gateway.client.change(made.paymentId, "cancel")
    await poll("the end of the item", async () => {
      await settle()
      return (await openItemsOf(made)).length === 0
    })
    await report("quarantined", made.paymentId, "capture", { report_only: true, amount: 2500 })

    expect(facts(await openItemsOf(made))).toEqual(["payment.captured"])
  })

  it.each([
    ["cancel", "capture"],
    ["capture", "cancel"],
  ] as const)("stays open when %s and %s are reported at once", async (first, second) => {
    const made = await make()
    const told = [first, second].map((verb) =>
      world.gateway.client.change(made.paymentId, verb, { report_only: true, ...(verb === "capture" && { amount: 2500 }) }),
    )
    const [one, other] = await Promise.all(told)
    const capture = first === "capture" ? one! : other!
    await world.job("sweep")
    await finishedEvent(world, capture.event_id, "quarantined")
    for (let round = 0; round < 3; round++) await settle()

    expect(await finishedEvent(world, capture.event_id)).toMatchObject({ state: "quarantined" })
    const [item, ...more] = await openItemsOf(made)
    expect(more).toEqual([])
    expect(item).toMatchObject({ amount: "2500", data: { fact: "payment.captured" } })
    expect(item!.allowed).toContain("refund")
  })
})

it("lets a person see an authorization for as long as the event of a capture has not been read", async () => {
  const made = await orphan()
  const { event_id } = await report("failed", made.paymentId, "cancel")
  // A worker has claimed it, and died: nobody knows yet what it reports.
  await world.db.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, source, body, headers, payload, state, received_at,
            next_attempt_at, leased_until, give_up_at, lease_token)
     SELECT 'pwhe_unread', account, provider, 'unread', type, source, body, headers, payload, 'processing', received_at,
            now() + interval '1 hour', now() + interval '1 hour', give_up_at, 'dead' FROM payment_webhook_event WHERE event_id = $1`,
    [made.event],
  )
  await world.step(WAIT)
  await finishedEvent(world, event_id, "ignored")
  await world.job("sweep")
  await world.job("sweep")
  expect(await attentionOf(world).show(made.item.id)).toMatchObject({ state: "open" })

  await world.db.query(`DELETE FROM payment_webhook_event WHERE id = 'pwhe_unread'`)
  await poll("the end of the item", async () => {
    await world.job("sweep")
    return (await attentionOf(world).show(made.item.id)).state === "resolved"
  })
})
