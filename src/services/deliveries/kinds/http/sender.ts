import type { Post } from "../../../net/post"
import type { Confirmation, DestinationContext, OutgoingMessage, Sender } from "../../kind"
import { InFlightSends } from "../kit/in-flight-sends"
import { untilAborted } from "../kit/until-aborted"
import { cloudEventHeaders } from "./cloud-event-headers"
import { isForAgents, type HttpConfig } from "./config"
import type { Sign } from "../kit/dialects/dialect"
import { secretsOf } from "./hide-secrets"
import { readOutcome } from "./outcome"

const USER_AGENT = "medusa-payment-notifications (+https://github.com/medusa-payment-notifications/medusa-payment-notifications)"

/** Platforms answer at once or not at all, and an order's next state waits for this one. */
const shortened = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(10_000)])

/** Posts messages to one URL, each attempt signed anew. */
export class HttpSender implements Sender {
  readonly #post: Post
  readonly #config: HttpConfig
  readonly #url: URL
  readonly #sign: Sign
  readonly #hidden: readonly string[]
  readonly #now: () => Date
  readonly #sends = new InFlightSends()
  readonly #forAgents: boolean
  #isClosed = false

  constructor(post: Post, sign: Sign, { config, now }: DestinationContext<HttpConfig>) {
    this.#post = post
    this.#config = config
    this.#url = new URL(config.url)
    this.#sign = sign
    this.#hidden = secretsOf(this.#url, config.headers)
    this.#now = now
    this.#forAgents = isForAgents(config)
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    if (this.#isClosed) return Promise.reject(new Error("the destination was closed"))
    return this.#sends.track(this.#call(message, this.#forAgents ? shortened(signal) : signal))
  }

  /** Connections are shared by all destinations, and close by themselves when they are idle. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#sends.finish()
  }

  async #call(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation> {
    const headers = {
      ...this.#config.headers,
      ...(!this.#forAgents && cloudEventHeaders(message.attributes)),
      "user-agent": USER_AGENT,
      ...this.#sign({ message, url: this.#url, at: this.#now() }),
    }
    const request = { url: this.#url.href, headers, body: message.body, signal, repeatable: true }
    const answer = await untilAborted(this.#post(request), signal)
    return readOutcome(answer, { secrets: this.#hidden, now: this.#now(), forAgents: this.#forAgents })
  }
}
