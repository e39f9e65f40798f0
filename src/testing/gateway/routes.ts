import type { Routes } from "./http/router"
import { dialects } from "../dialects"
import type { Dialect } from "../dialect"
import { ok } from "./http/router"
import type { GatewayState } from "./state"
import { change, CHANGES, type Change } from "./verbs/change"
import { configureAccounts } from "./verbs/configure-accounts"
import { createPayment } from "./verbs/create-payment"
import { dispute, DISPUTE_CHANGES, updateDispute, type DisputeChange } from "./verbs/dispute"
import { faulty, setFaults, showFaults } from "./verbs/faults"
import { listCalls, listDeliveries, listPayments, showPayment } from "./verbs/list"
import { listMessages, receiveMessage, setMailboxFaults } from "./verbs/mailbox"
import { moneyCall } from "./verbs/money-call"
import { redeliver } from "./verbs/redeliver"
import { refund, updateRefund } from "./verbs/refund"
import { release } from "./verbs/release"
import { setWebhooksOnCalls } from "./verbs/set-webhooks-on-calls"

/** The control API: the merchant's calls, the actions of buyer and bank, deliveries, and the mailbox. */
export function gatewayRoutes(state: GatewayState): Routes {
  const changes = (Object.keys(CHANGES) as Change[]).map((verb) => [`POST /payments/:id/${verb}`, change(state, verb)] as const)
  const disputes = (Object.keys(DISPUTE_CHANGES) as DisputeChange[]).map(
    (verb) => [`POST /payments/:id/disputes/:disputeId/${verb}`, updateDispute(state, verb)] as const,
  )
  const calls = (["update", "capture", "cancel", "refund"] as const).map(
    (verb) => [`POST /payments/:id/calls/${verb}`, faulty(state, "call", moneyCall(state, verb))] as const,
  )
  return {
    "GET /health": () => ok({ ok: true }),
    "PUT /accounts": configureAccounts(state),
    "GET /faults": showFaults(state),
    "POST /faults": setFaults(state),

    "POST /payments": createPayment(state),
    "GET /payments": faulty(state, "read", listPayments(state)),
    "GET /payments/:id": faulty(state, "read", showPayment(state)),
    "GET /payments/:id/calls": listCalls(state),
    ...Object.fromEntries(calls),
    "PUT /payments/:id/webhooks-on-calls": setWebhooksOnCalls(state),

    ...Object.fromEntries(changes),
    "POST /payments/:id/refund": refund(state),
    "POST /payments/:id/refunds/:refundId/succeed": updateRefund(state, "succeeded"),
    "POST /payments/:id/refunds/:refundId/fail": updateRefund(state, "failed"),
    "POST /payments/:id/dispute": dispute(state),
    ...Object.fromEntries(disputes),

    "GET /deliveries": listDeliveries(state),
    "POST /deliveries/release": release(state),
    "POST /deliveries/:id/redeliver": redeliver(state),

    ...providerApis(state),

    "POST /mailbox": receiveMessage(state),
    "GET /mailbox": listMessages(state),
    "POST /mailbox/faults": setMailboxFaults(state),
  }
}

/** `GET /v2/x` of a dialect's API is served as `GET /api/<dialect>/v2/x`. */
function providerApis(state: GatewayState): Routes {
  const { payments } = state
  const truth = { payment: (id: string) => payments.get(id), payments: () => [...payments.values()] }
  const all = Object.entries<Pick<Dialect, "api">>(dialects).flatMap(([id, dialect]) =>
    Object.entries(dialect.api?.(truth) ?? {}).map(
      ([route, handler]) => [route.replace(" ", ` /api/${id}`), faulty(state, "api", handler)] as const,
    ),
  )
  return Object.fromEntries(all)
}
