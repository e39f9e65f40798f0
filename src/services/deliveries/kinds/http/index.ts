import { createPost, type PostOptions } from "../../../net/post"
import { orderFormat } from "../../agents/order-format"
import { defineDestinationKind, type DestinationKind } from "../../kind"
import { httpConfig, showConfig, type HttpConfig } from "./config"
import { createDialects } from "./dialects"
import type { HttpKindOptions } from "./options"
import { HttpSender } from "./sender"

/** Most calls to one host at once, over all destinations: four of them share a host before any waits. */
const AT_ONCE_PER_HOST = 100
const AT_ONCE = 25

/** The kind `http`: signed POST requests. All destinations share its connections. `lookup` is for tests. */
export function createHttpKind(options: HttpKindOptions, lookup?: PostOptions["lookup"]): DestinationKind<HttpConfig> {
  const { allowedHosts, ports, proxy, ucp } = options
  const dialectOf = createDialects(ucp)
  const post = createPost({
    allowedHosts,
    ports,
    atOncePerHost: AT_ONCE_PER_HOST,
    ...(proxy && { proxy: new URL(proxy) }),
    ...(lookup && { lookup }),
  })
  return defineDestinationKind({
    id: "http",
    about: { name: "HTTP", confirms: "a 2xx answer", repeats: "`webhook-id`, `ce-id`, the body's `id`" },
    config: httpConfig({ allowedHosts, ports, hasUcp: ucp !== undefined }),
    redact: ["headers"],
    show: showConfig,
    signs: true,
    refuseSecret: (secret, config) => dialectOf(config).refuseSecret(secret),
    makeSecret: (config) => dialectOf(config).makeSecret(),
    orders: orderFormat,
    atOnce: AT_ONCE,
    open: (context) => new HttpSender(post, dialectOf(context.config).open(context.config, context.secrets), context),
  })
}
