import http from "node:http"

/** Connections stay open, as providers keep them; a burst opens as many as it needs. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })

export interface Outgoing {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Posts a webhook and resolves to the status; rejects when there is no answer within ten seconds. */
export function post(url: URL, { headers, body }: Outgoing): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: "POST", agent, timeout: 10_000, headers: { ...headers, "content-length": String(body.length) } }
    const request = http.request(url, options, (response) => {
      response.resume()
      response.once("end", () => resolve(response.statusCode ?? 0))
      response.once("error", reject)
    })
    request.once("timeout", () => request.destroy(new Error("no answer in 10 s")))
    request.once("error", reject)
    request.end(body)
  })
}
