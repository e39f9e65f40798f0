import fc from "fast-check"

/** The way in which a cart loses the payment session that its buyer has begun to pay. */
export type Replacement = "item" | "region" | "session"

/** One thing that a buyer, the provider or the merchant does. Sums are minor units, and never more than is there. */
export type Step =
  /** The cart loses its session; the buyer pays the new one, or the old one before or after it is gone. */
  | { readonly do: "replace"; readonly by: Replacement; readonly pays: "new" | "old, before" | "old, after" | "both" }
  | { readonly do: "pay" | "open link" }
  | { readonly do: "capture"; readonly amount: number | "all" }
  | { readonly do: "refund at provider" | "refund in admin"; readonly amount: number }
  | { readonly do: "give up"; readonly verb: "cancel" | "expire" }
  | { readonly do: "refund with open edit"; readonly amount: number; readonly then: "cancel" | "confirm" }
  | {
      readonly do:
        "cancel" | "cancel by own flow" | "edit" | "exchange" | "capture in admin" | "mark as paid" | "withdraw link" | "decide"
    }

export type Act = Step["do"]
export type Decision = "accept" | "refund" | "dismiss"

/** How an order comes to its payment. Deferred: a transfer, whose order is made before it is paid. */
export type Beginning = "captured" | "authorized" | "deferred"

/** The life of one cart and its order, as far as money goes, and how the provider's events about it travel. */
export interface MerchantHistory {
  readonly account: "hmac" | "stripe"
  readonly begin: Beginning
  readonly steps: readonly Step[]
  /** Milliseconds from each step to the arrival of its event, so that an act overtakes the events before it. */
  readonly delays: readonly number[]
  /** Copies of each step's event. 0: it is lost, and only reconciliation finds it. */
  readonly copies: readonly number[]
  /** Before each step: wait until the store has heard everything that is to come. */
  readonly calm: readonly boolean[]
  /** The decisions that a person tries about an item of this history, one after the other. */
  readonly decisions: readonly Decision[]
}

const cents = fc.integer({ min: 1, max: 1400 })

const replaced: fc.Arbitrary<Step> = fc.record({
  do: fc.constant("replace" as const),
  by: fc.constantFrom("item" as const, "region" as const, "session" as const),
  pays: fc.constantFrom("new" as const, "old, before" as const, "old, after" as const, "both" as const),
})

type Plain = Exclude<Act, "replace" | "capture" | "give up" | `refund ${string}`>

const one = (act: Plain): fc.Arbitrary<Step> => fc.constant({ do: act })

const refundsIn = (where: "refund in admin" | "refund at provider") => cents.map((amount): Step => ({ do: where, amount }))

const captured: fc.Arbitrary<Step> = fc
  .oneof(fc.constant("all" as const), cents)
  .map((amount): Step => ({ do: "capture", amount }))

const refundedInEdit: fc.Arbitrary<Step> = fc
  .tuple(cents, fc.constantFrom("cancel" as const, "confirm" as const))
  .map(([amount, then]): Step => ({ do: "refund with open edit", amount, then }))

const givenUp: fc.Arbitrary<Step> = fc
  .constantFrom("cancel" as const, "expire" as const)
  .map((verb): Step => ({ do: "give up", verb }))

/** A payment link that is opened and paid. In between, it may lose its order, its collection or its reason; a person may then decide. */
const link: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.option(fc.oneof(one("cancel"), one("cancel by own flow"), one("withdraw link"), one("mark as paid"), one("edit")), {
      freq: 2,
    }),
    fc.subarray<Step>([{ do: "decide" }]),
  )
  .map(([between, decided]) => [{ do: "open link" }, ...(between ? [between] : []), { do: "pay" }, ...decided])

type Weighted = readonly [weight: number, arbitrary: fc.Arbitrary<Step | readonly Step[]>]

/** Acts by weight: while money is expected, and once it is there. */
const EXPECTED: readonly Weighted[] = [
  [4, captured],
  [2, one("capture in admin")],
  [2, givenUp],
  [2, one("mark as paid")],
]
const THERE: readonly Weighted[] = [
  [4, refundsIn("refund in admin")],
  [2, refundsIn("refund at provider")],
  [3, refundedInEdit],
]
const ALWAYS: readonly Weighted[] = [
  [3, one("cancel")],
  [1, one("cancel by own flow")],
  [3, one("edit")],
  [1, one("exchange")],
  [3, link],
]

/** Acts that may follow. One that finds nothing to act on is refused, as in life. */
const followed = (...acts: ReadonlyArray<readonly Weighted[]>): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(fc.oneof(...acts.flat().map(([weight, arbitrary]) => ({ weight, arbitrary }))), { minLength: 1, maxLength: 3 })
    .map((steps) => steps.flat())

const paid = fc.oneof({ weight: 3, arbitrary: one("pay") }, { weight: 1, arbitrary: replaced })

const lives = (begin: Beginning, ...parts: ReadonlyArray<fc.Arbitrary<Step | readonly Step[]>>) =>
  fc.tuple(...parts).map((steps) => ({ begin, steps: steps.flat() }))

const lifetime: fc.Arbitrary<Pick<MerchantHistory, "begin" | "steps">> = fc.oneof(
  lives("captured", paid, followed(THERE, ALWAYS)),
  lives("authorized", paid, followed(EXPECTED, ALWAYS)),
  lives("authorized", paid, fc.oneof(captured, one("capture in admin")), followed(THERE, ALWAYS)),
  // The order of a transfer lives before its money comes.
  lives("deferred", followed(ALWAYS), one("pay"), followed(THERE, ALWAYS)),
)

const ASKABLE = "stripe"

export const merchantHistory: fc.Arbitrary<MerchantHistory> = fc
  .tuple(lifetime, fc.constantFrom<MerchantHistory["account"]>("hmac", "stripe"))
  .chain(([life, account]) => {
    const each = <T>(arbitrary: fc.Arbitrary<T>) =>
      fc.array(arbitrary, { minLength: life.steps.length, maxLength: life.steps.length })
    // Without the first event there would be no order to act on.
    const isFirst = (index: number) => ["pay", "replace"].includes(life.steps[index]!.do)
    return fc
      .record({
        delays: each(fc.constantFrom(0, 0, 200, 800, 2_000)),
        copies: each(fc.integer({ min: account === ASKABLE ? 0 : 1, max: 2 })),
        calm: each(fc.boolean()),
        decisions: fc.constantFrom<readonly Decision[]>(
          ["accept", "refund", "dismiss"],
          ["refund", "accept", "dismiss"],
          ["refund", "accept", "dismiss"],
          ["dismiss"],
        ),
      })
      .map((travel) => ({
        ...life,
        account,
        ...travel,
        copies: travel.copies.map((copies, index) => (isFirst(index) ? Math.max(copies, 1) : copies)),
      }))
  })
