import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, MedusaError, PaymentActions, PaymentSessionStatus } from "@medusajs/framework/utils"
import { callGateway, type GatewayPayment } from "./gateway"
import { toMajor, toMinor } from "./money"
import { sessionStatus, webhookAction } from "./status"
import { verifyWebhook } from "./webhook"

export interface SandboxOptions {
  /** Base URL of the gateway. */
  gatewayUrl: string
  /** Every secret a webhook may be signed with; two while one is being rotated. */
  webhookSecrets: string[]
  /** Whether paying captures at once. A session's `data.capture_mode` overrides it. */
  captureMode: "manual" | "automatic"
}

/** Mark of a session that is paid days later: by transfer, voucher or the like. */
const DEFERRED = { deferred: true }

/** Medusa payment provider in front of the fake gateway: the gateway has the true state, this class only asks and reports. */
export class SandboxPaymentService extends AbstractPaymentProvider<SandboxOptions> {
  static override identifier = "sandbox"

  constructor(cradle: Record<string, unknown>, options: SandboxOptions) {
    super(cradle, options)
  }

  async initiatePayment({ amount, currency_code, data, context }: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const payment = await callGateway(
      this.config.gatewayUrl,
      "POST",
      "/payments",
      {
        amount: toMinor(amount, currency_code),
        currency: currency_code,
        session_id: data?.session_id,
        capture_mode: data?.capture_mode ?? this.config.captureMode,
      },
      { idempotencyKey: context?.idempotency_key },
    )
    return { id: payment.id, status: sessionStatus(payment.status), data: { ...payment, ...(data?.deferred ? DEFERRED : {}) } }
  }

  async updatePayment({ amount, currency_code, data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    // No idempotency key: a session is updated to many amounts in its life, and setting the same amount twice harms nobody.
    const payment = await this.call(data, "update", { amount: toMinor(amount, currency_code), currency: currency_code })
    return { status: sessionStatus(payment.status), data: payment }
  }

  /** A bank transfer is ordered before it is paid: Medusa makes the order and waits. */
  async authorizePayment({ data }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const read = await this.read(data)
    if (!data?.deferred) return read
    const waiting = read.status === PaymentSessionStatus.PENDING
    return { status: waiting ? PaymentSessionStatus.PENDING_AUTHORIZATION : read.status, data: { ...read.data, ...DEFERRED } }
  }

  async getPaymentStatus({ data }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return this.read(data)
  }

  async retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return { data: (await this.read(data)).data }
  }

  async capturePayment({ data, context }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return { data: await this.call(data, "capture", {}, context?.idempotency_key) }
  }

  async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const minor = toMinor(amount, String(data?.currency))
    const key = context?.idempotency_key
    // Medusa's key is the refund's own id: sent along, it comes back in the webhook.
    return { data: await this.call(data, "refund", { amount: minor, reference: key }, key) }
  }

  async cancelPayment({ data, context }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return { data: await this.call(data, "cancel", {}, context?.idempotency_key) }
  }

  async deletePayment({ data, context }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    // A session whose payment was never created has nothing to cancel.
    return data?.id ? this.cancelPayment({ data, context }) : { data }
  }

  async getWebhookActionAndData({ rawData, headers }: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    const event = verifyWebhook(rawData, headers, this.config.webhookSecrets)
    const action = webhookAction(event.type)
    if (action === PaymentActions.NOT_SUPPORTED) return { action }
    const { session_id, amount, currency } = event.data
    return { action, data: { session_id, amount: toMajor(amount, currency) } }
  }

  private async read(data: Record<string, unknown> | undefined) {
    const payment = await callGateway(this.config.gatewayUrl, "GET", `/payments/${idOf(data)}`)
    return { status: sessionStatus(payment.status), data: payment as Record<string, unknown> }
  }

  private call(
    data: Record<string, unknown> | undefined,
    verb: string,
    body: Record<string, unknown>,
    key?: string,
  ): Promise<GatewayPayment> {
    return callGateway(this.config.gatewayUrl, "POST", `/payments/${idOf(data)}/calls/${verb}`, body, { idempotencyKey: key })
  }
}

function idOf(data: Record<string, unknown> | undefined): string {
  if (typeof data?.id === "string") return encodeURIComponent(data.id)
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    "The payment session holds no gateway payment id; create the session anew",
  )
}
