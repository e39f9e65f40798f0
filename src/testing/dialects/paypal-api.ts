import type { GatewayTruth } from "../dialect"
import { ok, type Call, type Handler, type Reply, type Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
import { transactionReport } from "./paypal-report"
import {
  authorizationIdOf,
  authorizationResource,
  captureIdOf,
  captureResource,
  disputeResource,
  refundResource,
  type ReportedPayment,
} from "./paypal-resources"
import { capture, dispute, orderWithPayments, refund, reportedPayment } from "./paypal-reported"

/** The REST app that the API answers. */
export const EXAMPLE_APP = { clientId: "example-paypal-client", clientSecret: "example-paypal-secret" } as const

const BASIC = `Basic ${Buffer.from(`${EXAMPLE_APP.clientId}:${EXAMPLE_APP.clientSecret}`).toString("base64")}`
const TOKEN = "example-paypal-token"

const unknown: Reply = { status: 404, body: { name: "RESOURCE_NOT_FOUND" } }
const unauthorized: Reply = { status: 401, body: { error: "invalid_token" } }

const authorized =
  (answer: (id: string) => unknown): Handler =>
  ({ headers, params }: Call) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) return unauthorized
    const resource = answer(params.id ?? "")
    return resource === undefined ? unknown : ok(resource)
  }

/** PayPal's OAuth and the resources its webhooks are about. */
export function paypalApi(truth: GatewayTruth): Routes {
  const payment = (id: string, idOf: (paymentId: string) => string = String) => {
    const prefix = idOf("")
    return id.startsWith(prefix) ? truth.payment(id.slice(prefix.length)) : undefined
  }
  /** The payment that has such a part, and the part. */
  const partOf = <Part, T>(
    partsOf: (payment: GatewayPayment) => readonly Part[],
    is: (part: Part) => boolean,
    resource: (payment: GatewayPayment, part: Part) => T,
  ): T | undefined => {
    for (const payment of truth.payments()) {
      const part = partsOf(payment).find(is)
      if (part) return resource(payment, part)
    }
    return undefined
  }
  const answer = (found: GatewayPayment | undefined, resource: (reported: ReportedPayment) => unknown) =>
    found && resource(reportedPayment(found))
  return {
    "POST /v1/oauth2/token": ({ headers, rawBody }) =>
      headers.authorization === BASIC && rawBody.toString() === "grant_type=client_credentials"
        ? ok({ access_token: TOKEN, token_type: "Bearer", expires_in: 32_400 })
        : unauthorized,
    "GET /v2/payments/captures/:id": authorized(
      (id) =>
        partOf(
          ({ captures }) => captures,
          (made) => captureIdOf(made.id) === id,
          (payment, made) => captureResource(capture(payment, made)),
        ) ?? answer(payment(id, captureIdOf), captureResource),
    ),
    "GET /v2/payments/authorizations/:id": authorized((id) => answer(payment(id, authorizationIdOf), authorizationResource)),
    "GET /v2/checkout/orders/:id": authorized((id) => {
      const found = payment(id)
      return found && orderWithPayments(found)
    }),
    "GET /v1/reporting/transactions": (call) => {
      if (call.headers.authorization !== `Bearer ${TOKEN}`) return unauthorized
      return ok(transactionReport(truth.payments(), call.query))
    },
    "GET /v2/payments/refunds/:id": authorized((id) =>
      partOf(
        ({ refunds }) => refunds,
        (made) => made.id === id,
        (payment, made) => refundResource(refund(payment, made)),
      ),
    ),
    "GET /v1/customer/disputes/:id": authorized((id) =>
      partOf(
        ({ disputes }) => disputes,
        (opened) => opened.id === id,
        (payment, opened) => disputeResource(dispute(payment, opened)),
      ),
    ),
  }
}
