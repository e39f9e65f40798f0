import http from "node:http"
import { setTimeout as pause } from "node:timers/promises"
import { StreamClient } from "./client"
import type { ClientsOrder, ClientsReply } from "./fork-clients"

/** Runs as a process of its own (see fork-clients.ts), so that a thousand clients take no time from the store or the section. */

let clients: StreamClient[] = []
let polling = false

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity })

/** A storefront that polls: once a second, with the ETag of its last answer. */
async function poller(url: URL, headers: Record<string, string>): Promise<number> {
  let polls = 0
  let etag: string | undefined
  await pause(Math.random() * 1_000)
  while (polling) {
    const begun = performance.now()
    etag = await new Promise<string | undefined>((resolve) => {
      const request = http.get(url, { agent, headers: { ...headers, ...(etag && { "if-none-match": etag }) } }, (response) => {
        response.resume()
        response.once("end", () => resolve(response.headers.etag ?? etag))
      })
      request.once("error", () => resolve(etag))
    })
    polls++
    await pause(Math.max(0, 1_000 - (performance.now() - begun)))
  }
  return polls
}

let polls: Promise<number[]> | undefined

async function obey(order: ClientsOrder): Promise<unknown> {
  switch (order.do) {
    case "stream":
      for (const { cartId, bases } of order.clients) {
        clients.push(new StreamClient(cartId, bases, order.headers))
        if (clients.length % 20 === 0) await pause(100)
      }
      return undefined
    case "seen":
      return clients.map((client) => client.seen())
    case "stop":
      for (const client of clients) client.stop()
      clients = []
      return undefined
    case "poll":
      polling = true
      polls = Promise.all(
        order.clients.map(({ cartId, bases }) =>
          poller(new URL(`/store/carts/${cartId}/payment-status`, bases[0]), order.headers),
        ),
      )
      return undefined
    case "stop polling":
      polling = false
      return (await polls!).reduce((sum, count) => sum + count, 0)
  }
}

process.on("message", ({ call, order }: { call: number; order: ClientsOrder }) => {
  void obey(order).then((result) => process.send!({ call, result } satisfies ClientsReply))
})
process.once("disconnect", () => process.exit(0))
