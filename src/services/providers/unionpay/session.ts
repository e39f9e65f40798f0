import { decodeBase64 } from "../../signature/decode"
import { readReference } from "../kit/session-reference"
import type { Transaction } from "./transaction"

type Reference = ReturnType<typeof readReference>

/**
 * The payment session: in `reqReserved`, as text or in base64 (UnionPay's advice for anything but letters and digits), or else
 * the order's number. An operation's own order number names the operation, so only the original's is read there.
 */
export function readSession({ reqReserved, orderId, origOrderId }: Transaction, is: "payment" | "operation"): Reference {
  const ordered = readReference(is === "payment" ? orderId : origOrderId)
  const decoded = decodeBase64(reqReserved ?? "")?.toString("latin1")
  const { sessionId } = [reqReserved, decoded].map(readReference).find((reference) => reference.sessionId) ?? {}
  return sessionId ? { ...ordered, sessionId } : ordered
}
