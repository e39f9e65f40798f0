import { Client } from "pg"

/**
 * A connection whose end is never an unhandled event. TypeORM listens for errors once it holds a connection. If a server ends one
 * in the very packet that says it is ready, the error comes before that, and the process would die of it. The query on such a
 * connection fails, and its work is retried.
 */
export class GuardedClient extends Client {
  constructor(...settings: ConstructorParameters<typeof Client>) {
    super(...settings)
    this.on("error", () => undefined)
  }
}
