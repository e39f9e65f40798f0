import { orderAfterEnd, type OrderCollection, type OrderPayment, type OrderSession } from "../order-life"

interface Given {
  readonly collection?: string
  readonly amount?: number
  /** The session's status; null for a link that nobody has opened. */
  readonly session?: string | null
  readonly asks?: number
  readonly payment?: { readonly captured?: number; readonly refunded?: number; readonly isCanceled?: boolean } | null
}

let ids = 0

/** A payment collection with one session, and its payment where one is given. */
function collection(given: Given = {}): OrderCollection & { readonly sessions: readonly OrderSession[] } {
  const { collection: status = "not_paid", amount = 100, session = null, asks = amount, payment = null } = given
  const id = `${++ids}`
  const row: OrderPayment[] = payment
    ? [
        {
          id: `pay_${id}`,
          amount: BigInt(asks),
          captured: BigInt(payment.captured ?? 0),
          refunded: BigInt(payment.refunded ?? 0),
          isCanceled: payment.isCanceled ?? false,
        },
      ]
    : []
  return {
    status,
    amount: BigInt(amount),
    sessions:
      session === null ? [] : [{ id: `payses_${id}`, status: session, amount: BigInt(asks), paymentId: row[0]?.id ?? null }],
    payments: row,
  }
}

/** The order's first payment: authorized over all of it, then voided. */
const voided = (amount = 100, more: Given = {}) =>
  collection({ collection: "canceled", amount, session: "canceled", payment: { isCanceled: true }, ...more })

/** The state of an order of `total` once the session of its first collection has ended. */
function after(total: number, [ended, ...others]: readonly OrderCollection[]) {
  const { id, amount } = ended!.sessions[0]!
  return orderAfterEnd({ id, amount }, { total: BigInt(total), collections: [...others, ended!] })
}

it.each<[string, number, readonly OrderCollection[]]>([
  ["an order edit asks for all of it anew", 125, [voided(), collection({ amount: 125 })]],
  ["an edit that made the order cheaper does", 60, [voided(), collection({ amount: 60 })]],
  ["the customer has opened the new link", 125, [voided(), collection({ amount: 125, session: "pending" })]],
  ["a transfer for the new link is on its way", 125, [voided(), collection({ amount: 125, session: "pending_authorization" })]],
  [
    "the new link's money is authorized",
    125,
    [voided(), collection({ collection: "authorized", amount: 125, session: "authorized", payment: {} })],
  ],
  [
    "the order is marked as paid",
    100,
    [voided(), collection({ collection: "completed", session: "captured", payment: { captured: 100 } })],
  ],
  ["two links together ask for all of it", 100, [voided(), collection({ amount: 40 }), collection({ amount: 60 })]],
  [
    "another payment holds a part and a link asks for the rest",
    100,
    [
      voided(),
      collection({ collection: "authorized", amount: 40, session: "authorized", payment: {} }),
      collection({ amount: 60 }),
    ],
  ],
  [
    "it was an old session of an order that is paid",
    100,
    [voided(), collection({ collection: "completed", session: "captured", payment: { captured: 100 } })],
  ],
  ["only a part was ever asked for, and is again", 100, [voided(40), collection({ amount: 40 })]],
  ["a link that failed is tried again", 100, [voided(), collection({ collection: "failed", session: "pending" })]],
  [
    "the uncaptured rest is still held",
    100,
    [voided(), collection({ collection: "awaiting", session: "authorized", payment: { captured: 60 } })],
  ],
])("has not ended where %s", (_what, total, collections) => {
  expect(after(total, collections).state).toBe("asked")
})

it.each<[string, number, readonly OrderCollection[], number]>([
  ["nothing else was asked for", 100, [voided()], 100],
  ["an edit asks for its small difference only", 101, [voided(), collection({ amount: 1 })], 100],
  [
    "an edit's small difference is paid",
    101,
    [voided(), collection({ collection: "completed", amount: 1, session: "captured", payment: { captured: 1 } })],
    100,
  ],
  [
    "the surcharge of a paid order is not paid",
    125,
    [
      collection({ amount: 25, session: "canceled", collection: "canceled" }),
      collection({ collection: "completed", session: "captured", payment: { captured: 100 } }),
    ],
    25,
  ],
  [
    "one half is paid and the other is not",
    200,
    [voided(), collection({ collection: "completed", session: "captured", payment: { captured: 100 } })],
    100,
  ],
  ["the new link was canceled as well", 125, [voided(), voided(125)], 100],
  [
    "the other payment was refunded",
    100,
    [voided(), collection({ collection: "completed", session: "captured", payment: { captured: 100, refunded: 100 } })],
    100,
  ],
  [
    "core has voided the other payment and nobody has reported it",
    100,
    [voided(), collection({ collection: "authorized", session: "authorized", payment: { isCanceled: true } })],
    100,
  ],
  ["it had captured a part itself", 100, [voided(100, { payment: { captured: 40, isCanceled: true } })], 60],
])("is unpaid where %s", (_what, total, collections, lacking) => {
  expect(after(total, collections)).toMatchObject({ state: "unpaid", lacking: BigInt(lacking) })
})

it.each<[string, readonly OrderCollection[]]>([
  ["the link's payment has failed", [voided(), collection({ collection: "failed", session: "error" })]],
  ["core has seen it fail and no event has come", [voided(), collection({ session: "error" })]],
  ["it is the link's payment that fails now", [collection({ collection: "failed", session: "error" }), voided()]],
  ["it failed after it was authorized", [collection({ collection: "failed", session: "error", payment: {} }), voided()]],
])("may be paid by another try where %s", (_what, collections) => {
  expect(after(100, collections).state).toBe("retriable")
})

it("is paid by another session of the same collection, up to what that asks for", () => {
  const own = voided()
  const beside: OrderSession = { id: "payses_beside", status: "pending", amount: 100n, paymentId: null }
  expect(after(100, [{ ...own, sessions: [...own.sessions, beside] }]).state).toBe("asked")
  expect(after(100, [{ ...own, sessions: [...own.sessions, { ...beside, amount: 99n }] }]).state).toBe("unpaid")
})

it("knows the sum of a session that is gone with its withdrawn link", () => {
  const paid = collection({ collection: "completed", session: "captured", payment: { captured: 100 } })
  expect(orderAfterEnd({ id: "payses_gone", amount: 25n }, { total: 125n, collections: [paid] })).toMatchObject({
    state: "unpaid",
    lacking: 25n,
    captured: 100n,
  })
})

it("says whether another payment's end waited for this one", () => {
  const failed = collection({ collection: "failed", session: "error" })
  expect(after(100, [failed, voided()]).gaveUpBefore).toBe(true)
  expect(after(100, [failed]).gaveUpBefore).toBe(false)
  expect(after(100, [voided()]).gaveUpBefore).toBe(false)
})
