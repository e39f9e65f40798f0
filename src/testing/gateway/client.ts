import type { Change } from "./verbs/change"
import type {
  CaptureMode,
  ChangeRequest,
  GatewayAccount,
  GatewayCall,
  GatewayDelivery,
  GatewayPayment,
  MailboxFaults,
  MailboxMessage,
} from "./types"

/** What a control call answers. */
export interface Changed {
  readonly payment: GatewayPayment
  readonly event_id: string
  /** Ids of the copies on their way. */
  readonly deliveries: string[]
}

/** The control API as functions; every one rejects with the gateway's message when it refuses. */
export function createGatewayClient(url: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(new URL(path, url), {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    })
    const reply = (await response.json()) as T & { message?: string }
    if (!response.ok) throw new Error(`gateway: ${method} ${path}: ${response.status} ${reply.message}`)
    return reply
  }
  const payment = (id: string) => `/payments/${encodeURIComponent(id)}`
  const search = (query: Record<string, string | undefined>) =>
    new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)).toString()

  return {
    url,
    setAccounts: (accounts: Record<string, GatewayAccount>) => call<{ accounts: string[] }>("PUT", "/accounts", { accounts }),

    createPayment: (input: { amount: number; currency: string; session_id?: string; capture_mode?: CaptureMode }) =>
      call<GatewayPayment>("POST", "/payments", input),
    payment: (id: string) => call<GatewayPayment>("GET", payment(id)),
    paymentOfSession: async (sessionId: string) =>
      (await call<{ payments: GatewayPayment[] }>("GET", `/payments?${search({ session_id: sessionId })}`)).payments[0],
    /** Calls that changed, or asked to change, the payment, leaving out its creation and answers given again. */
    moneyCalls: async (id: string) =>
      (await call<{ calls: GatewayCall[] }>("GET", `${payment(id)}/calls`)).calls.filter(
        ({ verb, replayed }) => verb !== "create" && !replayed,
      ),
    calls: async (id: string) => (await call<{ calls: GatewayCall[] }>("GET", `${payment(id)}/calls`)).calls,

    change: (id: string, verb: Change, request: ChangeRequest = {}) => call<Changed>("POST", `${payment(id)}/${verb}`, request),
    refund: (id: string, request: ChangeRequest = {}) =>
      call<Omit<Changed, "event_id">>("POST", `${payment(id)}/refund`, request),

    deliveries: async (query: { payment_id?: string; event_id?: string } = {}) =>
      (await call<{ deliveries: GatewayDelivery[] }>("GET", `/deliveries?${search(query)}`)).deliveries,
    release: (request: { order?: "fifo" | "lifo" | "shuffle"; payment_id?: string; concurrent?: boolean } = {}) =>
      call<{ released: string[] }>("POST", "/deliveries/release", request),
    redeliver: (id: string) => call<GatewayDelivery>("POST", `/deliveries/${encodeURIComponent(id)}/redeliver`),

    mailbox: async (to?: string) => (await call<{ messages: MailboxMessage[] }>("GET", `/mailbox?${search({ to })}`)).messages,
    setMailboxFaults: (faults: MailboxFaults) => call<Required<MailboxFaults>>("POST", "/mailbox/faults", faults),
  }
}

export type GatewayClient = ReturnType<typeof createGatewayClient>
