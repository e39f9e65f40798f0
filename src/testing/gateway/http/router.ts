/** A call to the gateway, its JSON body parsed. */
export interface Call {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The JSON object of the body; empty where it is something else. */
  readonly body: Readonly<Record<string, unknown>>
  readonly rawBody: Buffer
}

/** The answer: JSON, or with a `contentType` the text itself. */
export interface Reply {
  readonly status: number
  readonly body: unknown
  readonly contentType?: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Handler = (call: Call) => Reply | Promise<Reply>

/** `POST /payments/:id/capture` and its handler. */
export type Routes = Readonly<Record<string, Handler>>

export const ok = (body: unknown): Reply => ({ status: 200, body })

/** Finds the handler of a method and path; parameters are URL-decoded. */
export function createRouter(routes: Routes) {
  const compiled = Object.entries(routes).map(([route, handler]) => {
    const [method = "", pattern = ""] = route.split(" ")
    return { method, segments: pattern.split("/"), handler }
  })
  return (method: string, pathname: string): { handler: Handler; params: Record<string, string> } | undefined => {
    const actual = pathname.split("/")
    for (const { method: wanted, segments, handler } of compiled) {
      if (wanted !== method || segments.length !== actual.length) continue
      const params: Record<string, string> = {}
      const matches = segments.every((segment, index) => {
        const value = actual[index] ?? ""
        if (!segment.startsWith(":")) return segment === value
        params[segment.slice(1)] = decodeURIComponent(value)
        return value !== ""
      })
      if (matches) return { handler, params }
    }
    return undefined
  }
}
