/** An answer other than 2xx. */
export class HttpError extends Error {
  constructor(
    readonly method: string,
    readonly path: string,
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${method} ${path}: ${status} ${JSON.stringify(body)?.slice(0, 500)}`)
    this.name = "HttpError"
  }
}

/** Sends and reads JSON; rejects with HttpError on an answer other than 2xx. */
export type JsonCall = <T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown) => Promise<T>

/** A caller bound to a server and its headers. */
export const jsonCaller =
  (baseUrl: string, headers: Record<string, string> = {}): JsonCall =>
  async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const reply: unknown = response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text
    if (!response.ok) throw new HttpError(method, path, response.status, reply)
    return reply as T
  }
