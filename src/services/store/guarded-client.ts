import { Client } from "pg"

/**
 * A connection whose end is never an unhandled event. TypeORM listens for errors once it holds a connection; a server that ends one in
 * the very packet that says it is ready is heard before that, and the process would die of it. The query that is made on such a
 * connection fails, and its work is tried again.
 */
export class GuardedClient extends Client {
  constructor(...settings: ConstructorParameters<typeof Client>) {
    super(...settings)
    this.on("error", () => undefined)
  }
}
