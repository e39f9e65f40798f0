import type { GatewayTruth, TestDisputeEvent, TestRefundEvent } from "../dialect"
import { ok, type Call, type Handler, type Reply, type Routes } from "../gateway/http/router"
import { refundedOf } from "../gateway/truth"
import type { GatewayCapture, GatewayDispute, GatewayPayment, GatewayRefund } from "../gateway/types"
import {
  authorizationIdOf,
  authorizationResource,
  captureIdOf,
  captureResource,
  disputeResource,
  orderResource,
  refundResource,
  type Told,
} from "./paypal-resources"

/** The REST app that the API answers. */
export const EXAMPLE_APP = { clientId: "example-paypal-client", clientSecret: "example-paypal-secret" } as const

const BASIC = `Basic ${Buffer.from(`${EXAMPLE_APP.clientId}:${EXAMPLE_APP.clientSecret}`).toString("base64")}`
const TOKEN = "example-paypal-token"

type Truth = Pick<Told, "paymentId" | "currency" | "sessionId">

const truthOf = (payment: GatewayPayment): Truth => ({
  paymentId: payment.id,
  currency: payment.currency,
  ...(payment.session_id === undefined ? {} : { sessionId: payment.session_id }),
})

const told = (payment: GatewayPayment): Told => ({
  ...truthOf(payment),
  state: payment.status,
  amount: payment.status === "captured" ? payment.captured_amount : payment.amount,
  ...(payment.reason_code === undefined ? {} : { reasonCode: payment.reason_code }),
  occurredAt: new Date(payment.updated_at),
})

/** A capture stands for itself; what became of the payment since does not change it. */
const capture = (payment: GatewayPayment, { id, amount, at }: GatewayCapture): Told => ({
  ...truthOf(payment),
  state: "captured",
  captureId: id,
  amount,
  ...(payment.reason_code === undefined ? {} : { reasonCode: payment.reason_code }),
  occurredAt: new Date(at),
})

const refund = (payment: GatewayPayment, made: GatewayRefund): TestRefundEvent => ({
  ...truthOf(payment),
  id: made.id,
  subject: "refund",
  state: made.status,
  refundId: made.id,
  amount: made.amount,
  capturedAmount: payment.captured_amount,
  refundedTotal: refundedOf(payment.refunds.slice(0, payment.refunds.indexOf(made) + 1)),
  ...(made.reference === undefined ? {} : { reference: made.reference }),
  ...(made.reason_code === undefined ? {} : { reasonCode: made.reason_code }),
  occurredAt: new Date(made.at),
})

const dispute = (payment: GatewayPayment, opened: GatewayDispute): TestDisputeEvent => ({
  ...truthOf(payment),
  id: opened.id,
  subject: "dispute",
  state: opened.status,
  disputeId: opened.id,
  amount: opened.amount,
  ...(opened.reason_code === undefined ? {} : { reasonCode: opened.reason_code }),
  ...(opened.evidence_due_by === undefined ? {} : { evidenceDueBy: new Date(opened.evidence_due_by) }),
  occurredAt: new Date(opened.at),
})

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
  const answer = (found: GatewayPayment | undefined, resource: (told: Told) => unknown) => found && resource(told(found))
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
    "GET /v2/checkout/orders/:id": authorized((id) => answer(payment(id), orderResource)),
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
