import type { Routes } from "./http/router"
import { ok } from "./http/router"
import type { GatewayState } from "./state"
import { change, CHANGES, refund, type Change } from "./verbs/change"
import { configureAccounts } from "./verbs/configure-accounts"
import { createPayment } from "./verbs/create-payment"
import { dialects } from "../dialects"
import type { Dialect } from "../dialect"
import { listCalls, listDeliveries, listPayments, showPayment } from "./verbs/list"
import { listMessages, receiveMessage, setFaults } from "./verbs/mailbox"
import { moneyCall } from "./verbs/money-call"
import { redeliver } from "./verbs/redeliver"
import { release } from "./verbs/release"

/** The control API: the merchant's calls, what buyer and bank do, deliveries, and the mailbox. */
export function gatewayRoutes(state: GatewayState): Routes {
  const changes = (Object.keys(CHANGES) as Change[]).map((verb) => [`POST /payments/:id/${verb}`, change(state, verb)] as const)
  return {
    "GET /health": () => ok({ ok: true }),
    "PUT /accounts": configureAccounts(state),

    "POST /payments": createPayment(state),
    "GET /payments": listPayments(state),
    "GET /payments/:id": showPayment(state),
    "GET /payments/:id/calls": listCalls(state),
    "POST /payments/:id/calls/update": moneyCall(state, "update"),
    "POST /payments/:id/calls/capture": moneyCall(state, "capture"),
    "POST /payments/:id/calls/cancel": moneyCall(state, "cancel"),
    "POST /payments/:id/calls/refund": moneyCall(state, "refund"),

    ...Object.fromEntries(changes),
    "POST /payments/:id/refund": refund(state),

    "GET /deliveries": listDeliveries(state),
    "POST /deliveries/release": release(state),
    "POST /deliveries/:id/redeliver": redeliver(state),

    ...providerApis(state),

    "POST /mailbox": receiveMessage(state),
    "GET /mailbox": listMessages(state),
    "POST /mailbox/faults": setFaults(state),
  }
}

/** `GET /v2/x` of a dialect's API is served as `GET /api/<dialect>/v2/x`. */
function providerApis({ payments }: GatewayState): Routes {
  const truth = { payment: (id: string) => payments.get(id), payments: () => [...payments.values()] }
  const all = Object.entries<Pick<Dialect, "api">>(dialects).flatMap(([id, dialect]) =>
    Object.entries(dialect.api?.(truth) ?? {}).map(([route, handler]) => [route.replace(" ", ` /api/${id}`), handler] as const),
  )
  return Object.fromEntries(all)
}
