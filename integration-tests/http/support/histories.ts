import fc from "fast-check"
import type { ReadyCart } from "../../../scripts/lib/shop"
import type { SharedStore } from "../../setup"

/** The price of an order of the example product, in minor units. */
const TOTAL = 2500

/** The account whose provider can be asked for facts that no webhook reported. */
const ASKABLE = "stripe"

/** One thing that happens at the provider; refunds and disputes are named by their place in the history. */
export type Step =
  | { readonly do: "process" | "require_action" | "fail" | "authorize" | "cancel" | "expire" }
  | { readonly do: "capture"; readonly amount: number }
  | { readonly do: "refund"; readonly amount: number; readonly status: "pending" | "succeeded" }
  | { readonly do: "settle"; readonly refund: number; readonly verb: "succeed" | "fail" }
  | { readonly do: "dispute"; readonly amount: number }
  | { readonly do: "end"; readonly verb: "review" | "win" | "lose" }

/** The life of one payment, in the order in which it happens, and how its events travel. */
export interface History {
  readonly account: "hmac" | "stripe"
  readonly steps: readonly Step[]
  /** Milliseconds between a step and the one before: 0 and 300 put several events into one second. */
  readonly gaps: readonly number[]
  /** Copies of each step's event; 0: it is lost for good, and only reconciliation finds it. */
  readonly copies: readonly number[]
}

/** The sums that the rows must show in the end, in minor units. */
export interface Money {
  readonly captured: number
  readonly refunded: number
  readonly lost: number
}

const attempts = fc.array(fc.constantFrom<"process" | "require_action" | "fail">("process", "require_action", "fail"), {
  maxLength: 3,
})

/** The sum in one to three parts. */
const parts = (total: number) =>
  fc
    .array(fc.integer({ min: 1, max: total - 1 }), { maxLength: 2 })
    .map((cuts) => [0, ...new Set(cuts.sort((a, b) => a - b)), total])
    .map((marks) => marks.slice(1).map((mark, index) => mark - marks[index]!))

const refunds = (captured: number): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 1, max: Math.floor(captured / 3) }),
        fc.constantFrom("done", "pending", "arrives", "fails", "returns"),
      ),
      {
        maxLength: 3,
      },
    )
    .map((made) =>
      made.flatMap(([amount, fate], refund): Step[] => {
        const status = fate === "done" || fate === "returns" ? "succeeded" : "pending"
        const verb = { done: undefined, pending: undefined, arrives: "succeed", fails: "fail", returns: "fail" }[fate] as
          "succeed" | "fail" | undefined
        return [{ do: "refund", amount, status }, ...(verb ? [{ do: "settle", refund, verb } as const] : [])]
      }),
    )

const disputes: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 100, max: 800 }), fc.subarray(["review"] as const), fc.constantFrom("win", "lose", undefined))
      .map(([amount, review, end]) => [
        { do: "dispute", amount } as const,
        ...[...review, ...(end ? [end] : [])].map((verb) => ({ do: "end", verb }) as const),
      ]),
  },
)

const paid: fc.Arbitrary<readonly Step[]> = fc.tuple(fc.boolean(), parts(TOTAL), fc.boolean()).chain(([manual, amounts, all]) => {
  const taken = manual ? (all ? amounts : amounts.slice(0, 1)) : [TOTAL]
  const captured = taken.reduce((sum, amount) => sum + amount, 0)
  const captures = taken.map((amount): Step => ({ do: "capture", amount }))
  const begin: readonly Step[] = manual ? [{ do: "authorize" }, ...captures] : captures
  return captured < 6
    ? fc.constant(begin)
    : fc.tuple(refunds(captured), captured === TOTAL ? disputes : fc.constant([])).map((after) => [...begin, ...after.flat()])
})

const unpaid: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.subarray(["authorize"] as const), fc.subarray(["cancel", "expire"] as const, { maxLength: 1 }))
  .map(([authorize, end]) => [...authorize, ...end].map((verb) => ({ do: verb })))

export const history: fc.Arbitrary<History> = fc
  .tuple(attempts, fc.oneof({ weight: 5, arbitrary: paid }, { weight: 1, arbitrary: unpaid }), fc.constantFrom("hmac", "stripe"))
  .chain(([tries, rest, account]) => {
    const steps = [...tries.map((verb): Step => ({ do: verb })), ...rest]
    const each = (arbitrary: fc.Arbitrary<number>) => fc.array(arbitrary, { minLength: steps.length, maxLength: steps.length })
    const fewest = account === ASKABLE ? fc.constantFrom(0, 1) : fc.constant(1)
    return fc
      .record({
        account: fc.constant(account as History["account"]),
        steps: fc.constant(steps),
        gaps: each(fc.constantFrom(0, 300, 1000, 2000)),
        copies: fewest.chain((min) => each(fc.integer({ min, max: 3 }))),
      })
      .map(asAuthorization)
  })

/** Keeps the authorization of a payment that is captured in part from being lost: without it, the part is quarantined. */
function asAuthorization(story: History): History {
  const { captured } = moneyOf(story)
  if (captured === 0 || captured === TOTAL) return story
  const copies = story.steps.map((step, index) => Math.max(story.copies[index]!, step.do === "authorize" ? 1 : 0))
  return { ...story, copies }
}

/** True of a history that webhooks do not report in full. */
export const hasLosses = ({ copies }: History): boolean => copies.includes(0)

/**
 * True of a history that ends while the buyer tries. If a failure and a check of the payer fall within one second, no webhook
 * shows which came last; the provider does when it is asked.
 */
export const endsInAttempt = ({ steps }: History): boolean => ["fail", "require_action"].includes(steps.at(-1)?.do ?? "")

/** The result of a history when every step takes effect in its order. */
export function moneyOf({ steps }: History): Money {
  const made: Array<{ amount: number; done: boolean }> = []
  let [captured, disputed, lost] = [0, 0, 0]
  for (const step of steps) {
    if (step.do === "capture") captured += step.amount
    if (step.do === "refund") made.push({ amount: step.amount, done: step.status === "succeeded" })
    if (step.do === "settle") made[step.refund]!.done = step.verb === "succeed"
    if (step.do === "dispute") disputed = step.amount
    if (step.do === "end" && step.verb === "lose") lost = disputed
  }
  return { captured, refunded: made.reduce((sum, { amount, done }) => sum + (done ? amount : 0), 0), lost }
}

/** Whether Medusa's session captures by itself when it is paid. */
export const captureModeOf = ({ steps }: History): "manual" | "automatic" =>
  steps.some((step) => step.do === "authorize") ? "manual" : "automatic"

/** Makes the history true at the gateway, every event held back or lost; answers the ids of those that will come. */
export async function live({ gateway }: SharedStore, { paymentId }: ReadyCart, story: History): Promise<string[]> {
  const { client } = gateway
  const ids: string[] = []
  const madeRefunds: string[] = []
  let dispute = ""
  let clock = Date.parse("2026-03-01T12:00:00Z")
  for (const [index, step] of story.steps.entries()) {
    clock += story.gaps[index]!
    const times = story.copies[index]!
    const request = { delivery: { account: story.account, times, hold: true }, occurred_at: new Date(clock).toISOString() }
    const note = (eventId: string) => times && ids.push(eventId)
    if (step.do === "refund") {
      const made = await client.refund(paymentId, { ...request, amount: step.amount, status: step.status })
      madeRefunds.push(made.refund.id)
      note(made.event_id)
    } else if (step.do === "settle") {
      note((await client.updateRefund(paymentId, madeRefunds[step.refund]!, step.verb, request)).event_id)
    } else if (step.do === "dispute") {
      const made = await client.dispute(paymentId, { ...request, amount: step.amount })
      dispute = made.dispute.id
      note(made.event_id)
    } else if (step.do === "end") {
      note((await client.updateDispute(paymentId, dispute, step.verb, request)).event_id)
    } else if (step.do === "capture") {
      note((await client.change(paymentId, "capture", { ...request, capture_amount: step.amount })).event_id)
    } else {
      note((await client.change(paymentId, step.do, request)).event_id)
    }
  }
  return ids
}

/** Medusa's sums of each session's payment, in minor units of a two-digit currency. */
export async function moneyRowsOf(
  { db }: SharedStore,
  sessionIds: readonly string[],
): Promise<Map<string, Money & { net: number }>> {
  const { rows } = await db.query(
    `SELECT ps.id,
            COALESCE((SELECT sum(c.amount) FROM capture c JOIN payment p ON p.id = c.payment_id
                       WHERE p.payment_session_id = ps.id AND c.deleted_at IS NULL), 0) * 100 AS captured,
            COALESCE((SELECT sum(r.amount) FROM refund r JOIN payment p ON p.id = r.payment_id
                       WHERE p.payment_session_id = ps.id AND r.deleted_at IS NULL), 0) * 100 AS refunded,
            COALESCE((SELECT -sum(t.amount) FROM order_transaction t JOIN order_payment_collection o ON o.order_id = t.order_id
                       WHERE o.payment_collection_id = ps.payment_collection_id AND t.deleted_at IS NULL
                         AND t.reference LIKE 'dispute%'), 0) * 100 AS lost,
            COALESCE((SELECT sum(t.amount) FROM order_transaction t JOIN order_payment_collection o ON o.order_id = t.order_id
                       WHERE o.payment_collection_id = ps.payment_collection_id AND t.deleted_at IS NULL), 0) * 100 AS net
       FROM payment_session ps WHERE ps.id = ANY($1)`,
    [sessionIds],
  )
  return new Map(
    rows.map(({ id, captured, refunded, lost, net }) => [
      id,
      { captured: Number(captured), refunded: Number(refunded), lost: Number(lost), net: Number(net) },
    ]),
  )
}
