import type { BigNumberInput, RefundPaymentInput, RefundPaymentOutput } from "@medusajs/framework/types"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { getSmallestUnit } from "@medusajs/payment-stripe/dist/utils/get-smallest-unit"
import { demoSecrets } from "../../../examples/store/src/demo-secrets"
import { callGateway } from "../../../examples/store/src/modules/sandbox-payment/gateway"
import { SandboxPaymentService } from "../../../examples/store/src/modules/sandbox-payment/service"

/** The sandbox under the id of Medusa's own Stripe provider, which rounds the sums that it asks for: `pp_stripe_stripe`. */
class StripePaymentService extends SandboxPaymentService {
  static override identifier = "stripe"

  constructor(cradle: Record<string, unknown>) {
    super(cradle, { gatewayUrl: process.env.GATEWAY_URL!, webhookSecrets: [demoSecrets.sandbox], captureMode: "automatic" })
  }

  override async refundPayment({ amount, data, context }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const key = context?.idempotency_key
    const minor = getSmallestUnit(amount as BigNumberInput, String(data?.currency))
    const path = `/payments/${String(data?.id)}/calls/refund`
    const body = { amount: minor, reference: key }
    return { data: await callGateway(this.config.gatewayUrl, "POST", path, body, { idempotencyKey: key }) }
  }
}

/** Another of the eight that Medusa's package registers for one Stripe account: `pp_stripe-ideal_stripe`. */
class IdealPaymentService extends StripePaymentService {
  static override identifier = "stripe-ideal"
}

export default ModuleProvider(Modules.PAYMENT, { services: [StripePaymentService, IdealPaymentService] })
