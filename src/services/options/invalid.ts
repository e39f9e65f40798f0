import { InvalidOptionsError } from "../domain/errors"

type Issues = ReadonlyArray<{ readonly path: PropertyKey[]; readonly message: string }>

/**
 * Every wrong option in one message, so that mending a config takes one boot and not five. Values are not repeated: they may be
 * secrets.
 */
export function invalid(issues: Issues, prefix: string): InvalidOptionsError {
  const lines = issues.map(({ path, message }) => `option ${joinPath(prefix, path) || "(root)"}: ${message}`)
  return new InvalidOptionsError(`medusa-payment-notifications: ${lines.join("; ")}`)
}

const joinPath = (prefix: string, path: PropertyKey[]): string =>
  path.reduce<string>(
    (joined, key) => (typeof key === "number" ? `${joined}[${key}]` : joined ? `${joined}.${String(key)}` : String(key)),
    prefix,
  )
