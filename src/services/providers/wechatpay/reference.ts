import { readReference } from "../kit/session-reference"

/**
 * The payment session by `attach`, which only payments carry, else by `out_trade_no`, which refunds carry as well. An `attach`
 * that is no session is the merchant's own text and is not read.
 */
export function readReferences(
  outTradeNo: string,
  attach?: string,
): { readonly sessionId?: string; readonly merchantReference?: string } {
  const { sessionId } = readReference(attach)
  const order = readReference(outTradeNo)
  if (!sessionId || order.sessionId === sessionId) return order
  return { sessionId, merchantReference: outTradeNo }
}
