import { z } from "@medusajs/framework/zod"
import type { ChannelChoice } from "./channels"
import { merchantContactPoints } from "./merchant-contact-points"

const provider = z.object({ options: z.object({ channels: z.array(z.string()).default([]) }).default({ channels: [] }) })

/** The channels in a store's configuration of the Notification Module. Medusa Cloud's own provider sends e-mail. */
const configured = z.object({
  modules: z.object({
    notification: z.object({ options: z.object({ providers: z.array(provider), cloud: z.object({}).optional() }) }),
  }),
})

type Channels = Pick<ChannelChoice, "channels" | "failover">

/**
 * Channels that messages need and that no provider of the Notification Module is configured for. None if the configuration does
 * not name the providers: the module may be a store's own.
 */
export function missingChannels(config: unknown, { channels, failover }: Channels): string[] {
  const known = configured.safeParse(config)
  if (!known.success) return []
  const { providers, cloud } = known.data.modules.notification.options
  const provided = [...providers.flatMap(({ options }) => options.channels), ...(cloud ? ["email"] : [])]
  const wanted = [...channels.customer, ...channels.merchant, ...Object.values(failover).flat()]
  return [...new Set(wanted)].filter((channel) => !provided.includes(channel))
}

/** A default channel, used only if it has a provider: nobody has asked for it by name. */
const FEED = "feed"

interface Options extends ChannelChoice {
  readonly enabled: boolean
  readonly merchantRecipients: readonly string[]
}

/** The options for the channels that there are, and the others. */
export interface Provided<O> {
  readonly notifications: O
  /** Channels that somebody meant to be used, and that no provider has: no message is planned for them. */
  readonly channelsWithoutProvider: readonly string[]
}

/**
 * The options without the admin's feed where no provider has it. Any other missing channel is reported, and kept: customers choose
 * among the channels that the store means to have. It is also reported if nobody would be notified of quarantined money.
 */
export function onProvidedChannels<O extends Options>(
  options: O,
  config: unknown,
  report: (problem: string) => void,
): Provided<O> {
  if (!options.enabled) return { notifications: options, channelsWithoutProvider: [] }
  const missing = missingChannels(config, options)
  const channelsWithoutProvider = missing.filter((channel) => channel !== FEED)
  for (const channel of channelsWithoutProvider) {
    report(`no provider of the Notification Module has channel "${channel}": no message is planned for it`)
  }
  const merchant = options.channels.merchant.filter((channel) => channel !== FEED || !missing.includes(FEED))
  const notifications = { ...options, channels: { ...options.channels, merchant } }
  if (!merchantContactPoints(notifications, channelsWithoutProvider).length) {
    report(
      "nobody is notified of payments that need a person: name notifications.merchantRecipients and give their channel a " +
        'provider, or give channel "feed" one',
    )
  }
  return { notifications, channelsWithoutProvider }
}
