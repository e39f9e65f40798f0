import { Client, Connection } from "pg"

/** Longer than any server that can still cancel a statement needs for it. */
const CANCEL_MS = 2_000

/** The parts of the driver's connection that its types leave out. */
type Wire = Connection & {
  connect(portOrPath: number | string, host?: string): void
  requestSsl(): void
  cancel(processId: number, secretKey: unknown): void
}

/** The parts of the driver's client that its types leave out. */
interface Session {
  readonly connection: Wire
  readonly processID: number | null
  readonly secretKey: unknown
  readonly sslNegotiation?: string
}

/**
 * A connection whose end is never an unhandled event. TypeORM listens for errors once it holds a connection. If a server ends one
 * in the very packet that says it is ready, the error comes before that, and the process would die of it. The query on such a
 * connection fails, and its work is retried.
 *
 * A connection whose query timed out is cut: its answer may still come, and the next query on it would wait behind that answer.
 */
export class GuardedClient extends Client {
  constructor(...settings: ConstructorParameters<typeof Client>) {
    super(...settings)
    this.on("error", () => undefined)
  }

  override query(...args: never[]): never {
    const answer: unknown = (super.query as (...args: never[]) => unknown)(...args)
    if (!(answer instanceof Promise)) return answer as never
    return answer.catch(async (error: unknown) => {
      if (error instanceof Error && error.message === "Query read timeout") await this.cut()
      throw error
    }) as never
  }

  /**
   * Ends the connection at once, and asks the server to cancel the statement on it: a statement that waits for a lock would go on
   * waiting, and each retry would leave one more behind. The pool does not hand this connection out again.
   */
  async cut(): Promise<void> {
    this.#cancel()
    const { stream } = (this as unknown as Session).connection
    if (stream.destroyed) return
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, CANCEL_MS)
      this.once("end", () => {
        clearTimeout(late)
        resolve()
      })
      stream.destroy()
    })
  }

  /** On a connection of its own, as the protocol asks for. Nobody waits for it: a server that hangs cancels nothing. */
  #cancel(): void {
    const { processID, secretKey, sslNegotiation } = this as unknown as Session
    if (processID === null) return
    const { ssl } = this as unknown as { ssl: unknown }
    const wire = new Connection({ ssl, ...(sslNegotiation && { sslNegotiation }) } as never) as Wire
    const end = setTimeout(() => wire.stream.destroy(), CANCEL_MS)
    const send = () => wire.cancel(processID, secretKey)
    wire.on("error", () => undefined)
    wire.once("end", () => clearTimeout(end))
    wire.once("sslconnect", send)
    wire.once("connect", () => {
      if (!ssl) send()
      else if (sslNegotiation !== "direct") wire.requestSsl()
    })
    if (this.host.startsWith("/")) wire.connect(`${this.host}/.s.PGSQL.${this.port}`)
    else wire.connect(this.port, this.host)
  }
}
