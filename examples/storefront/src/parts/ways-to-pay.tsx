import { useState } from "react"
import { act } from "../lib/gateway"
import { linkTo } from "../lib/route"
import { useShop } from "../lib/shop"
import { QrCode } from "./qr-code"

interface WaysProps {
  /** The provider's id of the payment. */
  readonly paymentId: string
  /** Formatted. */
  readonly amount: string
  /** The buyer did their part; the provider reports the result. */
  readonly onSent: () => void
}

export function WaysToPay({ paymentId, amount, onSent }: WaysProps) {
  const { words, say } = useShop()
  const [way, setWay] = useState<"card" | "qr">("card")
  const [isBusy, setBusy] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const bank = new URL(linkTo("bank", paymentId), window.location.href).href

  const pay = async (verb: "pay" | "fail") => {
    setBusy(true)
    setFailed(false)
    try {
      await act(paymentId, verb, verb === "fail" ? { reason_code: "card_declined" } : {})
      onSent()
    } catch {
      setFailed(true)
    }
    setBusy(false)
  }

  return (
    <form className="panel" onSubmit={(event) => event.preventDefault()}>
      <fieldset className="ways">
        <legend>{words.howToPay}</legend>
        {(["card", "qr"] as const).map((name) => (
          <label key={name}>
            <input type="radio" name="way" value={name} checked={way === name} onChange={() => setWay(name)} />
            <span>{words[name]}</span>
          </label>
        ))}
      </fieldset>
      {way === "card" ? (
        <div className="way">
          <div className="card" aria-hidden="true">
            <span className="chip" />
            <span className="number">4242 4242 4242 4242</span>
            <span className="holder">
              <span>{words.cardHolder}: Ada Example</span> <span>12/30</span>
            </span>
          </div>
          <button type="button" className="primary" disabled={isBusy} onClick={() => void pay("pay")}>
            {say("payNow", { amount })}
          </button>
          <button type="button" disabled={isBusy} onClick={() => void pay("fail")}>
            {words.payDeclined}
          </button>
        </div>
      ) : (
        <div className="way">
          <p>{words.qrText}</p>
          <QrCode text={bank} label={words.qrAlt} />
          <a className="button" href={bank} target="_blank" rel="noreferrer">
            {words.qrOpen}
          </a>
        </div>
      )}
      {hasFailed && <p role="alert">{words.failedToLoad}</p>}
    </form>
  )
}
