import type { GatewayTruth, TestDisputeEvent, TestEvent, TestRefundEvent } from "../dialect"
import { ok, type Call, type Handler, type Reply, type Routes } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"
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

const MAX_REMEMBERED = 10_000
/** The gateway's truth holds payments; refunds and disputes are true as they were told last. */
const remembered = new Map<string, TestRefundEvent | TestDisputeEvent>()

/** Keeps what a webhook tells of a refund or a dispute, for the API to say the same. */
export function remember(event: TestEvent): void {
  if (event.subject !== "refund" && event.subject !== "dispute") return
  remembered.set(event.subject === "refund" ? event.refundId : event.disputeId, event)
  const [oldest] = remembered.keys()
  if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
}

const told = (payment: GatewayPayment): Told => ({
  state: payment.status,
  paymentId: payment.id,
  amount: payment.status === "captured" ? payment.captured_amount : payment.amount,
  currency: payment.currency,
  ...(payment.session_id === undefined ? {} : { sessionId: payment.session_id }),
  ...(payment.reason_code === undefined ? {} : { reasonCode: payment.reason_code }),
  occurredAt: new Date(payment.updated_at),
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
  const answer = (found: GatewayPayment | undefined, resource: (told: Told) => unknown) => found && resource(told(found))
  return {
    "POST /v1/oauth2/token": ({ headers, rawBody }) =>
      headers.authorization === BASIC && rawBody.toString() === "grant_type=client_credentials"
        ? ok({ access_token: TOKEN, token_type: "Bearer", expires_in: 32_400 })
        : unauthorized,
    "GET /v2/payments/captures/:id": authorized((id) => answer(payment(id, captureIdOf), captureResource)),
    "GET /v2/payments/authorizations/:id": authorized((id) => answer(payment(id, authorizationIdOf), authorizationResource)),
    "GET /v2/checkout/orders/:id": authorized((id) => answer(payment(id), orderResource)),
    "GET /v2/payments/refunds/:id": authorized((id) => {
      const event = remembered.get(id)
      return event?.subject === "refund" ? refundResource(event) : undefined
    }),
    "GET /v1/customer/disputes/:id": authorized((id) => {
      const event = remembered.get(id)
      return event?.subject === "dispute" ? disputeResource(event) : undefined
    }),
  }
}
