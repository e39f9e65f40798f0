import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

interface PaymentModule {
  readonly paymentProviderService_: { capturePayment(): Promise<never> }
}

/** Run in the store: no payment provider hears of a capture any more, and whoever asks for one waits until the process dies. */
export default async function hangCaptures({ container }: { container: MedusaContainer }): Promise<void> {
  const payments = container.resolve(Modules.PAYMENT) as unknown as PaymentModule
  payments.paymentProviderService_.capturePayment = () => new Promise<never>(() => {})
}
