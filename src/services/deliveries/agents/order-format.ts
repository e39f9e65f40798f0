import { isForAgents, type AgentHttpConfig, type HttpConfig } from "../kinds/http/config"
import { acpOrderEvent } from "./acp-order"
import { acpOrderEventOfJanuary } from "./acp-order-january"
import { isPlatformOrder, permalinkOf } from "./agent-config"
import type { AgentOrder, OrderFormat } from "./order"
import { ucpOrder } from "./ucp-order"
import { framedForJanuary, UCP_JANUARY, ucpOrderOfJanuary } from "./ucp-order-january"

/** The format of a destination that is sent whole orders; undefined for one that is sent facts. */
export function orderFormat(config: HttpConfig): OrderFormat | undefined {
  if (!isForAgents(config)) return undefined
  return {
    write(source, isFirst) {
      const { cartId, metadata, ...order } = source
      const checkoutId = config.checkoutIdKey === undefined ? cartId : metadata[config.checkoutIdKey]
      if (!isPlatformOrder(config, metadata) || typeof checkoutId !== "string" || !checkoutId) return undefined
      const values = { order_id: order.id, display_id: order.displayId ?? order.id, cart_id: cartId ?? "" }
      return bodyOf(config, { ...order, checkoutId, permalinkUrl: permalinkOf(config, values) }, isFirst)
    },
    ...(isUcpOfJanuary(config) && { frame: framedForJanuary }),
  }
}

const isUcpOfJanuary = ({ dialect, version }: AgentHttpConfig): boolean => dialect === "ucp" && version === UCP_JANUARY

function bodyOf(config: AgentHttpConfig, order: AgentOrder, isFirst: boolean): object {
  if (config.dialect === "ucp") return isUcpOfJanuary(config) ? ucpOrderOfJanuary(order) : ucpOrder(order)
  const write = config.version === "2026-01-30" ? acpOrderEventOfJanuary : acpOrderEvent
  return write(order, isFirst ? "created" : "updated", config.eventNames)
}
