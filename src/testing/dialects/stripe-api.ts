import type { GatewayTruth } from "../dialect"
import { ok, type Call, type Handler, type Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
import { stripeEvents } from "./stripe-events"
import { chargeId, dispute, refund } from "./stripe-objects"
import { charge, disputeOf, payable, refundOf, withCharge } from "./stripe-intent-source"

const refused = (status: number, code: string) => ({ status, body: { error: { type: "invalid_request_error", code } } })

/** The restricted key of examples and of the gateway. */
export const EXAMPLE_KEY = "rk_test_example"

const keyed =
  (handler: Handler): Handler =>
  (call) =>
    call.headers.authorization === `Bearer ${EXAMPLE_KEY}` ? handler(call) : refused(401, "api_key_invalid")

const missing = refused(404, "resource_missing")

/** A page of a list, the newest entry first, by `limit` and `starting_after`. */
function page(entries: readonly { readonly id: string }[], { query }: Call) {
  const after = query.get("starting_after")
  const from = after ? entries.findIndex(({ id }) => id === after) + 1 : 0
  const to = from + Number(query.get("limit") ?? 10)
  return ok({ object: "list", data: entries.slice(from, to), has_more: to < entries.length })
}

/** Stripe's API, as far as thin events are looked up in it and payments are reconciled with it. */
export function stripeApi({ payment, payments }: GatewayTruth): Routes {
  const listOf = (entriesOf: (payment: GatewayPayment) => readonly { readonly id: string }[]) =>
    keyed((call) => {
      const found = payment(call.query.get("payment_intent") ?? "")
      return page(found ? entriesOf(found).toReversed() : [], call)
    })
  return {
    "GET /v1/payment_intents/search": keyed(({ query }) => {
      const [, session] = /^metadata\["session_id"\]:"([^"]+)"$/.exec(query.get("query") ?? "") ?? []
      const found = payments().filter(({ session_id }) => session !== undefined && session_id === session)
      return ok({ object: "search_result", data: found.map(withCharge), has_more: false })
    }),
    "GET /v1/payment_intents/:id": keyed(({ params }) => {
      const found = payment(params.id ?? "")
      return found ? ok(withCharge(found)) : missing
    }),
    "GET /v1/charges/:id": keyed(({ params }) => {
      const found = payments().find((one) => payable(one) && chargeId({ paymentId: one.id }) === params.id)
      return found ? ok(charge(found)) : missing
    }),
    "GET /v1/refunds": listOf((found) => found.refunds.map((made) => refund(refundOf(found, made)))),
    "GET /v1/disputes": listOf((found) => found.disputes.map((opened) => dispute(disputeOf(found, opened)))),
    "GET /v1/events": keyed((call) => page(stripeEvents(payments(), call.query), call)),
  }
}
