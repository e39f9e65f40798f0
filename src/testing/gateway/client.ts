import type { Change } from "./verbs/change"
import type { DisputeChange } from "./verbs/dispute"
import { CONTROL_HEADER } from "./verbs/faults"
import type {
  CaptureMode,
  CaptureRequest,
  ChangeRequest,
  DisputeRequest,
  GatewayAccount,
  GatewayCall,
  GatewayDelivery,
  GatewayDispute,
  GatewayFaults,
  GatewayPayment,
  GatewayRefund,
  MailboxFaults,
  MailboxMessage,
  RefundRequest,
  Traffic,
  UpdateRequest,
  WebhooksOnCalls,
} from "./types"

/** The answer to a control call. */
export interface Changed {
  readonly payment: GatewayPayment
  readonly event_id: string
  /** Ids of the copies on their way. */
  readonly deliveries: string[]
}

/**
 * The control API as functions. Each rejects with the gateway's message when the gateway refuses.
 *
 * @example
 * ```ts
 * import { createGatewayClient } from "medusa-payment-notifications/testing"
 *
 * const gateway = createGatewayClient("http://127.0.0.1:9100")
 * const payment = await gateway.paymentOfSession(session.id)
 * ```
 */
export function createGatewayClient(url: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { [CONTROL_HEADER]: "client", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const reply = (await response.json()) as T & { message?: string }
    if (!response.ok) throw new Error(`gateway: ${method} ${path}: ${response.status} ${reply.message}`)
    return reply
  }
  const payment = (id: string) => `/payments/${encodeURIComponent(id)}`
  const search = (query: Record<string, string | number | undefined>) =>
    new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as [string, string]])),
    ).toString()

  const client = {
    url,
    setAccounts: (accounts: Record<string, GatewayAccount>) => call<{ accounts: string[] }>("PUT", "/accounts", { accounts }),

    createPayment: (input: { amount: number; currency: string; session_id?: string; capture_mode?: CaptureMode }) =>
      call<GatewayPayment>("POST", "/payments", input),
    payment: (id: string) => call<GatewayPayment>("GET", payment(id)),
    paymentOfSession: async (sessionId: string) =>
      (await call<{ payments: GatewayPayment[] }>("GET", `/payments?${search({ session_id: sessionId })}`)).payments[0],
    /** Calls that changed, or asked to change, the payment, without its creation and repeated answers. */
    moneyCalls: async (id: string) =>
      (await call<{ calls: GatewayCall[] }>("GET", `${payment(id)}/calls`)).calls.filter(
        ({ verb, replayed }) => verb !== "create" && !replayed,
      ),
    calls: async (id: string) => (await call<{ calls: GatewayCall[] }>("GET", `${payment(id)}/calls`)).calls,

    change: <Verb extends Change>(
      id: string,
      verb: Verb,
      request: Verb extends "pay" | "capture" ? CaptureRequest : ChangeRequest = {},
    ) => call<Changed>("POST", `${payment(id)}/${verb}`, request),
    /** A refund made outside of Medusa. */
    refund: (id: string, request: RefundRequest = {}) =>
      call<Changed & { refund: GatewayRefund }>("POST", `${payment(id)}/refund`, request),
    /** The outcome of a refund, also of one that Medusa asked for. */
    updateRefund: (id: string, refundId: string, verb: "succeed" | "fail", request: UpdateRequest = {}) =>
      call<Changed & { refund: GatewayRefund }>(
        "POST",
        `${payment(id)}/refunds/${encodeURIComponent(refundId)}/${verb}`,
        request,
      ),
    dispute: (id: string, request: DisputeRequest = {}) =>
      call<Changed & { dispute: GatewayDispute }>("POST", `${payment(id)}/dispute`, request),
    updateDispute: (id: string, disputeId: string, verb: DisputeChange, request: UpdateRequest = {}) =>
      call<Changed & { dispute: GatewayDispute }>(
        "POST",
        `${payment(id)}/disputes/${encodeURIComponent(disputeId)}/${verb}`,
        request,
      ),
    /** Whether the webhooks of Medusa's own calls are delivered, too, as a real provider does. */
    setWebhooksOnCalls: (id: string, webhooks: WebhooksOnCalls | false) =>
      call<object>("PUT", `${payment(id)}/webhooks-on-calls`, webhooks ? { webhooks } : {}),

    payments: (query: { session_id?: string; updated_since?: string; limit?: number; cursor?: string } = {}) =>
      call<{ payments: GatewayPayment[]; next_cursor?: string }>("GET", `/payments?${search(query)}`),

    setFaults: (faults: GatewayFaults) => call<{ traffic: Traffic }>("POST", "/faults", faults),
    /** Numbers of answered and refused requests since the faults were set. This client's own requests do not count. */
    traffic: async () => (await call<{ traffic: Traffic }>("GET", "/faults")).traffic,

    deliveries: async (query: { payment_id?: string; event_id?: string } = {}) =>
      (await call<{ deliveries: GatewayDelivery[] }>("GET", `/deliveries?${search(query)}`)).deliveries,
    release: (request: { order?: "fifo" | "lifo" | "shuffle"; payment_id?: string; concurrent?: boolean } = {}) =>
      call<{ released: string[] }>("POST", "/deliveries/release", request),
    redeliver: (id: string) => call<GatewayDelivery>("POST", `/deliveries/${encodeURIComponent(id)}/redeliver`),

    mailbox: async (to?: string) => (await call<{ messages: MailboxMessage[] }>("GET", `/mailbox?${search({ to })}`)).messages,
    setMailboxFaults: (faults: MailboxFaults) => call<Required<MailboxFaults>>("POST", "/mailbox/faults", faults),
  }
  return {
    ...client,
    /** @deprecated Since 0.2 `updateRefund`; goes with 1.0. */
    settleRefund: client.updateRefund,
    /** @deprecated Since 0.2 `updateDispute`; goes with 1.0. */
    settleDispute: client.updateDispute,
  }
}

export type GatewayClient = ReturnType<typeof createGatewayClient>
