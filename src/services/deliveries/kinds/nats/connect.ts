import type * as Transport from "@nats-io/transport-node"
import type { NatsConnection } from "@nats-io/transport-node"
import { requirePackage } from "../../../packages/require-package"
import type { NatsServer } from "./config"

const CONNECT_MS = 10_000
/** A server that leaves two pings unanswered counts as lost. */
const PING_MS = 10_000
const CLOSE_MS = 3_000

/** Connects once. The client's own reconnection stays off: it keeps what is published meanwhile in memory. */
export function connect({ servers, user, password, token, credentials, tls }: NatsServer): Promise<NatsConnection> {
  const nats = requirePackage<typeof Transport>("@nats-io/transport-node", 'a destination or consumer of the kind "nats"')
  return nats.connect({
    servers,
    user,
    pass: password,
    token,
    ...(credentials && { authenticator: nats.credsAuthenticator(Buffer.from(credentials)) }),
    ...(tls && { tls }),
    name: "medusa-payment-notifications",
    reconnect: false,
    timeout: CONNECT_MS,
    pingInterval: PING_MS,
    maxPingOut: 2,
    noAsyncTraces: true,
  })
}

/** Closes, and does not wait for a server that does not answer. */
export async function disconnect(connection: NatsConnection): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS)
  })
  await Promise.race([connection.close(), late]).finally(() => clearTimeout(timer))
}
