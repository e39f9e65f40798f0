import { addressKind, customerChannels, type ChannelChoice } from "./channels"

interface Choice extends ChannelChoice {
  readonly merchantRecipients: readonly string[]
  readonly push?: object | undefined
}

interface Problem {
  readonly path: string[]
  readonly message: string
}

/** Channels that can never reach anybody, and recipients that no channel reaches: such a failure would go unnoticed. */
export function unreachable(options: Choice): Problem[] {
  const { channels, failover, addressKinds, merchantRecipients, push } = options
  const kindOf = (channel: string) => addressKind(channel, addressKinds)
  const problems: Problem[] = []
  for (const channel of customerChannels(options)) {
    const kind = kindOf(channel)
    if (kind === "feed") {
      const path = channels.customer.includes(channel) ? ["channels", "customer"] : ["failover"]
      problems.push({ path, message: `channel "${channel}" is the admin's feed; customers do not read it` })
    }
    if (kind === "push" && !push) {
      problems.push({ path: ["push"], message: `is needed for channel "${channel}": browsers register with its publicKey` })
    }
  }
  for (const channel of channels.merchant) {
    if (kindOf(channel) !== "push") continue
    problems.push({
      path: ["channels", "merchant"],
      message: `channel "${channel}" notifies customers' browsers; the merchant has none`,
    })
  }
  const reached = new Set(channels.merchant.flatMap((channel) => [channel, ...(failover[channel] ?? [])]).map(kindOf))
  for (const [index, recipient] of merchantRecipients.entries()) {
    const kind = recipient.includes("@") ? "email" : "phone"
    if (reached.has(kind)) continue
    const message = `is reached by none of channels.merchant (${channels.merchant.join(", ")}), which need one for ${kind}`
    problems.push({ path: ["merchantRecipients", String(index)], message })
  }
  return problems
}
