import { useState, type FormEvent } from "react"
import { useShop } from "../lib/shop"

export function SignIn() {
  const { sdk, config, words, say, refreshCustomer } = useShop()
  const [hasFailed, setFailed] = useState(false)
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    setBusy(true)
    setFailed(false)
    try {
      await sdk.auth.login("customer", "emailpass", {
        email: String(fields.get("email")),
        password: String(fields.get("password")),
      })
      await refreshCustomer()
    } catch {
      setFailed(true)
      setBusy(false)
    }
  }
  return (
    <>
      <h1>{words.signIn}</h1>
      <form className="panel" onSubmit={(event) => void submit(event)}>
        {config.customer && <p className="small">{say("signInHint", config.customer)}</p>}
        <label className="field">
          <span>{words.email}</span>
          <input name="email" type="email" required autoComplete="username" />
        </label>
        <label className="field">
          <span>{words.password}</span>
          <input name="password" type="password" required autoComplete="current-password" />
        </label>
        {hasFailed && <p role="alert">{words.signInFailed}</p>}
        <button className="primary" disabled={isBusy}>
          {words.signIn}
        </button>
      </form>
    </>
  )
}
