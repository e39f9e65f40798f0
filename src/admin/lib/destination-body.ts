/** A destination as a person writes it in the form. */
export interface DestinationForm {
  readonly url: string
  readonly dialect: string
  readonly keyId: string
  /** `name: value`, one a line. */
  readonly headers: string
  readonly description: string
  readonly facts: readonly string[]
  readonly accounts: readonly string[]
  readonly payload: string
  readonly timeout: string
  readonly secret: string
}

export const DIALECTS = ["standard-webhooks", "hmac"] as const

export const EMPTY_FORM: DestinationForm = {
  ...{ url: "", dialect: "standard-webhooks", keyId: "", headers: "", description: "", secret: "" },
  ...{ facts: ["payment.*"], accounts: [], payload: "full", timeout: "15" },
}

/** The lines of headers by their names; a line without a colon is a name without a value, which the server refuses. */
const headersOf = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split("\n")
      .filter((line) => line.trim())
      .map((line) => {
        const [name = "", ...value] = line.split(":")
        return [name.trim(), value.join(":").trim()]
      }),
  )

const configOf = ({ url, dialect, keyId, headers }: DestinationForm) => ({
  url: url.trim(),
  dialect,
  headers: headersOf(headers),
  ...(dialect === "hmac" && { keyId: keyId.trim() }),
})

const changeable = ({ description, facts, accounts, payload, timeout }: DestinationForm) => ({
  description: description.trim() || null,
  ...{ facts, accounts, payload },
  timeout_seconds: Number(timeout),
})

/** The body that makes a destination of kind `http`. */
export const bodyToMake = (form: DestinationForm): object => ({
  kind: "http",
  config: configOf(form),
  ...changeable(form),
  ...(form.secret.trim() && { secret: form.secret.trim() }),
})

/** The body that changes one; its address stays unless it is given anew, with all that is secret in it. */
export const bodyToChange = (form: DestinationForm, { isMoved }: { readonly isMoved: boolean }): object => ({
  ...(isMoved && { config: configOf(form) }),
  ...changeable(form),
})
