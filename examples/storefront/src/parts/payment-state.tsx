import { isFinal } from "medusa-payment-notifications/storefront"
import type { PaymentView } from "medusa-payment-notifications/storefront/react"
import { kindOf, textOf, titleOf, TONES, type Kind } from "../lib/kind-of"
import { useShop } from "../lib/shop"

const MARKS = { open: "…", good: "✓", bad: "!", back: "↺" } as const

/** Where a payment stands. The live region is there from the beginning, so that screen readers read each change. */
export function PaymentState({ view, kind: given }: { view: PaymentView; kind?: Kind | null }) {
  const { words, say, money } = useShop()
  const { status, connection, error } = view
  const kind = given ?? (status && kindOf(status))
  const amount =
    status && money(kind?.endsWith("efunded") ? status.refunded_amount : status.captured_amount, status.currency_code)

  return (
    <section className={`state ${kind ? TONES[kind] : "open"}`} data-kind={kind ?? "loading"} data-connection={connection}>
      <div role="status" aria-atomic="true">
        {error ? (
          <p>{words.failedToLoad}</p>
        ) : !status || !kind ? (
          <p>{words.loading}</p>
        ) : (
          <>
            <span className={kind === "sent" ? "mark moving" : "mark"} aria-hidden="true">
              {MARKS[TONES[kind]]}
            </span>
            <h2>{words[titleOf(kind)]}</h2>
            <p>{say(textOf(kind), { amount: amount ?? "" })}</p>
            {kind === "paid" && !status.order_id && <p>{words.makingOrder}</p>}
            {kind === "failed" && status.reason_code && (
              <p className="reason" lang="en">
                {status.reason_code.replaceAll("_", " ")}
              </p>
            )}
          </>
        )}
        {connection === "offline" && <p className="offline">{words.offline}</p>}
      </div>
      {!error && (connection !== "ended" || (status && isFinal(status))) && connection !== "offline" && (
        <p className={`connection ${connection}`}>{words[connection]}</p>
      )}
    </section>
  )
}
