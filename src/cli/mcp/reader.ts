import { UsageError } from "../usage-error"

/** Parameters of a query: text, a list of texts, or operators by their names (`{ "$gt": "…" }`). */
export type Query = Readonly<Record<string, unknown>>

/** Reads one path of a store's admin API. */
export type Read = (path: string, query?: Query) => Promise<unknown>

/** An answer other than 2xx. */
export class RefusedError extends Error {
  constructor(
    readonly status: number,
    said: string,
  ) {
    super(`the store answered ${status}: ${said}`)
    this.name = "RefusedError"
  }
}

const SECONDS = 30

/**
 * Reads a store's admin API with a token of the caller's: a secret API key (`sk_…`) or the token of a login. This is the only place of
 * the MCP server that calls the store, and it sends GET, so that nothing that it offers can change anything.
 */
export function readerOf(store: string, token: string): Read {
  if (!URL.canParse(store)) throw new UsageError(`--url ${store} is not a URL`)
  const authorization = token.startsWith("sk_") ? `Basic ${Buffer.from(`${token}:`).toString("base64")}` : `Bearer ${token}`
  return async (path, query = {}) => {
    const url = new URL(path, store)
    for (const [name, value] of Object.entries(query)) append(url.searchParams, name, value)
    const response = await fetch(url, {
      method: "GET",
      headers: { authorization, accept: "application/json" },
      // A redirection would take the token elsewhere.
      redirect: "error",
      signal: AbortSignal.timeout(SECONDS * 1_000),
    })
    const text = await response.text()
    if (!response.ok) throw new RefusedError(response.status, text.slice(0, 500))
    return JSON.parse(text)
  }
}

function append(to: URLSearchParams, name: string, value: unknown): void {
  if (Array.isArray(value)) for (const one of value) append(to, `${name}[]`, one)
  else if (typeof value === "object" && value !== null) {
    for (const [operator, operand] of Object.entries(value)) append(to, `${name}[${operator}]`, operand)
  } else if (value !== undefined && value !== null) to.append(name, String(value))
}
