import { z } from "@medusajs/framework/zod"
import {
  callProvider,
  defineProvider,
  type Fact,
  type PaymentReference,
  type ProviderContext,
  ProviderUnavailableError,
  providers,
} from "medusa-payment-notifications/webhooks"

/** The sandbox's webhooks are the generic HMAC ones. This adapter can also ask the gateway, as reconciliation does. */
const hmac = providers.get("hmac")!

interface Options {
  readonly apiUrl: string
  readonly webhooks: unknown
}

const options = z
  .looseObject({ apiUrl: z.url() })
  .transform(({ apiUrl, ...rest }): Options => ({ apiUrl, webhooks: hmac.options.parse(rest) }))

type Context = ProviderContext<Options>

const part = z.object({ id: z.string(), status: z.string(), amount: z.number().int(), at: z.coerce.date() })

const payment = z.object({
  id: z.string(),
  status: z.enum(["pending", "requires_action", "failed", "authorized", "captured", "canceled", "expired"]),
  amount: z.number().int(),
  captured_amount: z.number().int(),
  refunded_amount: z.number().int(),
  currency: z.string(),
  session_id: z.string().optional(),
  mode: z.enum(["live", "test"]),
  updated_at: z.coerce.date(),
  reason_code: z.string().optional(),
  refunds: z.array(part.extend({ status: z.enum(["pending", "succeeded", "failed"]) })),
  disputes: z.array(part.extend({ status: z.enum(["warning", "opened", "under_review", "won", "lost"]) })),
})

const page = z.object({ payments: z.array(payment), next_cursor: z.string().optional() })

/** The context with the options that the HMAC adapter knows. */
const asHmac = (context: Context): ProviderContext<unknown> => ({ ...context, options: context.options.webhooks })

async function read<T>(path: string, shape: z.ZodType<T>, context: Context): Promise<T | undefined> {
  const { status, body } = await callProvider(context, new URL(path, context.options.apiUrl))
  if (status === 404) return undefined
  if (status !== 200) throw new ProviderUnavailableError(`the gateway answered ${status}`)
  return shape.parse(JSON.parse(body.toString("utf8")))
}

function factsOf(truth: z.output<typeof payment>): Fact[] {
  const { id, currency, mode, status, session_id: sessionId, reason_code: reasonCode } = truth
  const minor = (amount: number) => ({ minor: BigInt(amount), currency })
  const common = { providerPaymentId: id, mode, ...(sessionId && { sessionId }) }
  const state = truth.captured_amount > 0 ? "captured" : status
  const captured = state === "captured" && { capturedTotal: minor(truth.captured_amount) }
  const amount = minor(state === "captured" ? truth.captured_amount : truth.amount)
  return [
    {
      subject: "payment",
      state,
      amount,
      authorizedAmount: minor(truth.amount),
      ...common,
      ...captured,
      ...(reasonCode && { reasonCode }),
    },
    ...truth.refunds.map((refund): Fact => ({
      subject: "refund",
      state: refund.status,
      providerRefundId: refund.id,
      amount: minor(refund.amount),
      refundedTotal: minor(truth.refunded_amount),
      occurredAt: refund.at,
      ...common,
    })),
    ...truth.disputes.map((dispute): Fact => ({
      subject: "dispute",
      state: dispute.status,
      providerDisputeId: dispute.id,
      amount: minor(dispute.amount),
      occurredAt: dispute.at,
      ...common,
    })),
  ]
}

export default defineProvider<Options, unknown>({
  id: "sandbox",
  about: { ...hmac.about, name: "Sandbox" },
  options,
  redact: hmac.redact,
  verify: (request, context) => hmac.verify(request, asHmac(context)),
  parse: (request, context) => hmac.parse(request, asHmac(context)),
  normalize: (event, context) => hmac.normalize(event, asHmac(context)),

  canQuery: (_options, reference) => !reference || reference.providerPaymentId !== undefined,

  async query({ providerPaymentId = "" }: PaymentReference, context) {
    const found = await read(`/payments/${encodeURIComponent(providerPaymentId)}`, payment, context)
    return found && factsOf(found)
  },

  async list({ since, until, cursor }, context) {
    const query = new URLSearchParams({ updated_since: since.toISOString(), limit: "100", ...(cursor && { cursor }) })
    const { payments = [], next_cursor: next } = (await read(`/payments?${query}`, page, context)) ?? {}
    return {
      payments: payments
        .filter(({ updated_at }) => updated_at < until)
        .map((truth) => ({
          reference: { providerPaymentId: truth.id, ...(truth.session_id && { sessionId: truth.session_id }) },
          facts: factsOf(truth),
        })),
      ...(next && { next }),
    }
  },
})
