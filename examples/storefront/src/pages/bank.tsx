import { useState } from "react"
import { act, readPayment } from "../lib/gateway"
import { useTitle } from "../lib/route"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import { Notice } from "../parts/notice"

/** The QR code leads here: the buyer's bank, on the phone that scanned it. Opening the page pays nothing; a button does. */
export function BankPage({ paymentId }: { paymentId: string }) {
  const { words, say, money, language } = useShop()
  const payment = useLoaded(paymentId, () => readPayment(paymentId))
  const [step, setStep] = useState<"asking" | "busy" | "done" | "failed">("asking")
  useTitle(words.bankTitle)

  const decide = async (verb: "pay" | "fail") => {
    setStep("busy")
    try {
      await act(paymentId, verb, verb === "fail" ? { reason_code: "declined_by_payer" } : {})
      setStep("done")
    } catch {
      setStep("failed")
    }
  }
  const digits = (currency: string) =>
    new Intl.NumberFormat(language, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  const amount = payment.value && money(payment.value.amount / 10 ** digits(payment.value.currency), payment.value.currency)

  return (
    <>
      <h1>{words.bankTitle}</h1>
      {!payment.value && <Notice hasFailed={payment.hasFailed} onRetry={payment.reload} />}
      {payment.value && (
        <section className="panel bank">
          <p className="ask">{say("bankAsk", { shop: words.shopName, amount: amount ?? "" })}</p>
          {step !== "done" && (
            <div className="buttons">
              <button type="button" className="primary" disabled={step === "busy"} onClick={() => void decide("pay")}>
                {words.approve}
              </button>
              <button type="button" disabled={step === "busy"} onClick={() => void decide("fail")}>
                {words.decline}
              </button>
            </div>
          )}
          <p role="status">{step === "done" ? words.bankDone : ""}</p>
          {step === "failed" && <p role="alert">{words.failedToLoad}</p>}
        </section>
      )}
    </>
  )
}
