import { randomBytes } from "node:crypto"
import type { TestEvent } from "../dialect"
import { GatewayError } from "./error"
import type { Reply } from "./http/router"
import type { GatewayPayment } from "./truth"
import type {
  FaultPlace,
  GatewayAccount,
  GatewayCall,
  GatewayDelivery,
  GatewayFaults,
  GatewayOptions,
  MailboxFaults,
  MailboxMessage,
  Traffic,
  WebhooksOnCalls,
} from "./types"

/** A delivery with the fields that only the gateway needs to carry it out. */
export interface PlannedDelivery {
  readonly view: GatewayDelivery
  readonly event: TestEvent
  readonly retryDelaysMs: readonly number[]
  readonly delayMs: number
}

/** The gateway's whole state. It lives in memory: a gateway is as old as the test that started it. */
export interface GatewayState {
  readonly payments: Map<string, GatewayPayment>
  readonly calls: Map<string, GatewayCall[]>
  readonly answers: Map<string, Promise<Reply>>
  readonly deliveries: Map<string, PlannedDelivery>
  /** Deliveries under way, to wait for. */
  readonly inFlight: Set<Promise<void>>
  readonly mailbox: MailboxMessage[]
  readonly mailboxFaults: Required<MailboxFaults>
  /** The requests to refuse. `seen` counts the requests that the faults concern. */
  faults: GatewayFaults & { readonly on: readonly FaultPlace[]; seen: number }
  readonly traffic: Traffic
  /** By payment; undefined switches them off for it. */
  readonly webhooksOnCalls: Map<string, WebhooksOnCalls | undefined>
  readonly defaultWebhooksOnCalls?: WebhooksOnCalls
  readonly closing: AbortController
  accounts: Map<string, GatewayAccount>
  readonly defaultAccount?: string
  readonly retryDelaysMs: readonly number[]
  readonly timeoutMs: number
}

export function createState(options: GatewayOptions): GatewayState {
  return {
    payments: new Map(),
    calls: new Map(),
    answers: new Map(),
    deliveries: new Map(),
    inFlight: new Set(),
    mailbox: [],
    mailboxFaults: { fail: 0, delayMs: 0 },
    faults: { on: [], seen: 0 },
    traffic: { read: { answered: 0, refused: 0 }, call: { answered: 0, refused: 0 }, api: { answered: 0, refused: 0 } },
    webhooksOnCalls: new Map(),
    ...(options.webhooksOnCalls ? { defaultWebhooksOnCalls: options.webhooksOnCalls } : {}),
    closing: new AbortController(),
    accounts: new Map(Object.entries(options.accounts ?? {})),
    ...(options.defaultAccount ? { defaultAccount: options.defaultAccount } : {}),
    retryDelaysMs: options.retryDelaysMs ?? [100, 250, 500, 1000, 2000],
    timeoutMs: options.timeoutMs ?? 10_000,
  }
}

/** An id that no other gateway gives out either, so that several may call one store. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(9).toString("hex")}`

export function paymentOf(state: GatewayState, id: string | undefined): GatewayPayment {
  const payment = state.payments.get(id ?? "")
  if (!payment) throw new GatewayError(404, "unknown_payment", `There is no payment ${id}`)
  return payment
}

export function accountOf(state: GatewayState, id?: string): readonly [string, GatewayAccount] {
  const name = id ?? state.defaultAccount ?? state.accounts.keys().next().value
  const account = name === undefined ? undefined : state.accounts.get(name)
  if (name === undefined || !account) {
    throw new GatewayError(422, "unknown_account", `There is no account ${name}; configure it with PUT /accounts`)
  }
  return [name, account]
}
