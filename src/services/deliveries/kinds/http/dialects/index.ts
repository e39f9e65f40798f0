import type { UcpShop } from "../../../agents/ucp-shop"
import type { HttpConfig } from "../config"
import { acp } from "./acp"
import type { Dialect } from "../../kit/dialects/dialect"
import { hmac } from "../../kit/dialects/hmac"
import { standardWebhooks } from "../../kit/dialects/standard-webhooks"
import { ucp } from "./ucp"

/** The dialects by their names; `shop` signs for UCP. */
export function createDialects(shop: UcpShop | undefined): (config: HttpConfig) => Dialect<HttpConfig> {
  const dialects: { readonly [Id in HttpConfig["dialect"]]: Dialect<HttpConfig & { dialect: Id }> } = {
    "standard-webhooks": standardWebhooks,
    hmac,
    acp,
    ucp: ucp(shop),
  }
  return ({ dialect }) => dialects[dialect] as Dialect<HttpConfig>
}
