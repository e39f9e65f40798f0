/** One recipient's part of a delivery status notification. */
export interface DeliveryStatus {
  readonly recipient: string
  /** Enhanced status code (RFC 3463), `5.1.1`. */
  readonly status: string
  readonly action: "failed" | "delayed" | "delivered"
  /** The refusing server's text, on one line. */
  readonly diagnostic?: string
}

const ACTIONS = new Set(["failed", "delayed", "delivered"])

/**
 * Reads the body of a `message/delivery-status`: fields of the message, then a group per recipient. Our mails have one recipient,
 * so the first group about a delivery is the answer. "relayed" and "expanded" are not about one.
 */
export function readDeliveryStatus(body: string): DeliveryStatus | undefined {
  for (const group of body.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/)) {
    const fields = readFields(group)
    const action = fields
      .get("action")
      ?.toLowerCase()
      .match(/^[a-z]+/)?.[0]
    const recipient = address(fields.get("original-recipient")) ?? address(fields.get("final-recipient"))
    if (!action || !ACTIONS.has(action) || !recipient) continue
    const diagnostic = fields
      .get("diagnostic-code")
      ?.replace(/^[\w-]+\s*;\s*/, "")
      .slice(0, 500)
    return {
      recipient,
      // Where a server leaves the rest out, the first digit follows from the action.
      status:
        /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get("status") ?? "")?.[0] ?? UNSPECIFIED[action as DeliveryStatus["action"]],
      action: action as DeliveryStatus["action"],
      ...(diagnostic && { diagnostic }),
    }
  }
  return undefined
}

const UNSPECIFIED = { failed: "5.0.0", delayed: "4.0.0", delivered: "2.0.0" } as const

/** Names in lower case; folded lines joined by one space. */
function readFields(group: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
    const [, name, value] = /^([\w-]+)[ \t]*:(.*)$/.exec(line) ?? []
    if (name && value && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.replace(/\s+/g, " ").trim())
  }
  return fields
}

/** `rfc822; <ada@example.com>` → `ada@example.com`. */
const address = (field: string | undefined): string | undefined =>
  /^(?:rfc822|utf-8)\s*;\s*<?([^\s<>]+@[^\s<>]+?)>?$/i.exec(field ?? "")?.[1]
