/** Where the store's API is, and who asks. */
export interface StoreAddress {
  /** `https://store.example`. */
  readonly baseUrl: string
  readonly publishableKey: string
  /** The signed-in customer's token. A function is asked before each request, so that a renewed token is used. */
  readonly token?: string | null | (() => string | null | undefined | Promise<string | null | undefined>)
  /** `include` for customers that are signed in by a session cookie. Default: the browser's. */
  readonly credentials?: "include" | "omit" | "same-origin"
}

/** An instance of `@medusajs/js-sdk`: its key, its login and its base URL are used. */
export interface StoreSdk {
  readonly client: {
    fetch<T>(path: string, init: { headers: Record<string, string>; signal: AbortSignal }): Promise<T>
  }
}

export type Store = StoreAddress | StoreSdk

/** An answer of the store other than 200. */
export class PaymentStatusError extends Error {
  constructor(
    /** HTTP status. */
    readonly status: number,
    /** Milliseconds that the store asks to wait, where it says so and the browser may read it. */
    readonly retryAfterMs = 0,
  ) {
    super(`The store answered ${status}`)
    this.name = "PaymentStatusError"
  }
}

/** Whether the same request would be answered the same again. 408, 425 and 429 are about the moment. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof PaymentStatusError && error.status >= 400 && error.status < 500 && ![408, 425, 429].includes(error.status)

/** Rejects with `PaymentStatusError` unless the answer is 200. */
export async function callStore(
  store: Store,
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const response = "client" in store ? await viaSdk(store, path, headers, signal) : await direct(store, path, headers, signal)
  if (response.status !== 200) {
    // The browser keeps the connection for an answer that nobody has read.
    void response.body?.cancel().catch(() => {})
    throw new PaymentStatusError(response.status, Number(response.headers.get("retry-after")) * 1000 || 0)
  }
  return response
}

/** With an `accept` other than JSON, the SDK hands out the answer itself. It throws anything from 300 on, without the headers. */
async function viaSdk(store: StoreSdk, path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  try {
    return await store.client.fetch<Response>(path, { headers, signal })
  } catch (error) {
    const { status } = error as { status?: unknown }
    throw typeof status === "number" ? new PaymentStatusError(status) : error
  }
}

async function direct(
  { baseUrl, publishableKey, token, credentials }: StoreAddress,
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const bearer = typeof token === "function" ? await token() : token
  return fetch(baseUrl.replace(/\/$/, "") + path, {
    headers: {
      "x-publishable-api-key": publishableKey,
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...headers,
    },
    signal,
    ...(credentials ? { credentials } : {}),
  })
}
