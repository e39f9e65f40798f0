import type { PaymentStatus } from "medusa-payment-notifications/storefront"
import { useState } from "react"
import { act, recallPayment } from "../lib/gateway"
import { useShop } from "../lib/shop"

/** Buttons that play the payment provider, for whoever tries the demo: a refund made there is shown here. */
export function ProviderSide({ owner, status }: { owner: string; status: PaymentStatus }) {
  const { words } = useShop()
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const paymentId = recallPayment(owner)
  const left = BigInt(status.captured_amount_minor) - BigInt(status.refunded_amount_minor)
  if (!paymentId || status.state !== "captured" || left <= 0n) return null

  const refund = async (amount: bigint) => {
    setBusy(true)
    setFailed(false)
    await act(paymentId, "refund", { amount: Number(amount) }).catch(() => setFailed(true))
    setBusy(false)
  }
  return (
    <section className="panel demo">
      <h2>{words.demoTools}</h2>
      <div className="buttons">
        <button type="button" disabled={isBusy} onClick={() => void refund(left)}>
          {words.refund}
        </button>
        <button type="button" disabled={isBusy || left < 2n} onClick={() => void refund(left / 2n)}>
          {words.refundPart}
        </button>
      </div>
      {hasFailed && <p role="alert">{words.failedToLoad}</p>}
    </section>
  )
}
