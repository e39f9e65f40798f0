import http from "node:http"
import { setTimeout as pause } from "node:timers/promises"

/** The news that one client has seen, for the section that asks. */
export interface Seen {
  readonly cartId: string
  /** Milliseconds since 1970 at which each version came. */
  readonly versions: ReadonlyArray<readonly [version: number, at: number]>
  /** When each connection got its first event, and of which server. */
  readonly opened: ReadonlyArray<readonly [base: string, at: number]>
  readonly refused: number
}

const agent = new http.Agent({ keepAlive: false, maxSockets: Infinity })

/** A storefront's client, as little of it as a measurement needs: it reads events, and comes back when the stream ends. */
export class StreamClient {
  readonly #cartId: string
  readonly #headers: Record<string, string>
  readonly #versions: Array<[number, number]> = []
  readonly #opened: Array<[string, number]> = []
  #bases: readonly string[]
  #lastId: string | undefined
  #retryMs = 2_000
  #refused = 0
  #isStopped = false
  #request: http.ClientRequest | undefined

  constructor(cartId: string, bases: readonly string[], headers: Record<string, string>) {
    this.#cartId = cartId
    this.#bases = bases
    this.#headers = headers
    void this.#run()
  }

  seen(): Seen {
    return { cartId: this.#cartId, versions: this.#versions, opened: this.#opened, refused: this.#refused }
  }

  stop(): void {
    this.#isStopped = true
    this.#request?.destroy()
  }

  /** Tries one server, then the next, as behind a load balancer that notices a dead one. */
  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const [base, ...others] = this.#bases
      const wasOpen = await this.#connect(base!).catch(() => false)
      this.#bases = [...others, base!]
      if (!this.#isStopped) await pause(wasOpen ? this.#retryMs : 100)
    }
  }

  #connect(base: string): Promise<boolean> {
    return new Promise((resolve) => {
      const path = `/store/carts/${this.#cartId}/payment-status/stream`
      const headers = { ...this.#headers, ...(this.#lastId && { "last-event-id": this.#lastId }) }
      let isOpen = false
      let rest = ""
      this.#request = http.get(new URL(path, base), { agent, headers }, (response) => {
        if (response.statusCode !== 200) this.#refused++
        response.setEncoding("utf8")
        response.on("data", (chunk: string) => {
          const blocks = (rest + chunk).split("\n\n")
          rest = blocks.pop()!
          for (const block of blocks) {
            if (block.includes("event:open")) {
              isOpen = true
              this.#opened.push([base, Date.now()])
            }
            this.#read(block)
          }
        })
        response.once("close", () => resolve(isOpen))
      })
      this.#request.once("error", () => resolve(isOpen))
    })
  }

  #read(block: string): void {
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, "m").exec(block)?.[1]
    const retry = field("retry")
    if (retry !== undefined) this.#retryMs = Number(retry)
    const id = field("id")
    if (id === undefined) return
    this.#lastId = id
    this.#versions.push([Number(id.split(":")[1]), Date.now()])
  }
}
