import { isForAgents, type HttpConfig } from "../kinds/http/config"
import { acpOrderEvent } from "./acp-order"
import { isPlatformOrder, permalinkOf } from "./agent-config"
import type { OrderFormat } from "./order"
import { ucpOrder } from "./ucp-order"

/** The format of a destination that is sent whole orders; undefined for one that is sent facts. */
export function orderFormat(config: HttpConfig): OrderFormat | undefined {
  if (!isForAgents(config)) return undefined
  return {
    write(source, isFirst) {
      const { cartId, metadata, ...order } = source
      const checkoutId = config.checkoutIdKey === undefined ? cartId : metadata[config.checkoutIdKey]
      if (!isPlatformOrder(config, metadata) || typeof checkoutId !== "string" || !checkoutId) return undefined
      const values = { order_id: order.id, display_id: order.displayId ?? order.id, cart_id: cartId ?? "" }
      const known = { ...order, checkoutId, permalinkUrl: permalinkOf(config, values) }
      return config.dialect === "acp" ? acpOrderEvent(known, isFirst ? "created" : "updated", config.eventNames) : ucpOrder(known)
    },
  }
}
