import { z } from "@medusajs/framework/zod"
import type { ChannelChoice } from "./channels"
import { merchantContactPoints } from "./merchant-contact-points"

const provider = z.object({ options: z.object({ channels: z.array(z.string()).default([]) }).default({ channels: [] }) })

/** The Notification Module's part of a store's configuration, as far as it names channels. Medusa Cloud's own provider sends e-mail. */
const configured = z.object({
  modules: z.object({
    notification: z.object({ options: z.object({ providers: z.array(provider), cloud: z.object({}).optional() }) }),
  }),
})

type Channels = Pick<ChannelChoice, "channels" | "failover">

/**
 * Channels that messages are to go out on and that no provider of the Notification Module is configured for. None where the
 * configuration does not tell: the module may be a store's own.
 */
export function missingChannels(config: unknown, { channels, failover }: Channels): string[] {
  const known = configured.safeParse(config)
  if (!known.success) return []
  const { providers, cloud } = known.data.modules.notification.options
  const provided = [...providers.flatMap(({ options }) => options.channels), ...(cloud ? ["email"] : [])]
  const wanted = [...channels.customer, ...channels.merchant, ...Object.values(failover).flat()]
  return [...new Set(wanted)].filter((channel) => !provided.includes(channel))
}

/** What is told by default where it can be: nobody has asked for it by name. */
const FEED = "feed"

interface Options extends ChannelChoice {
  readonly enabled: boolean
  readonly merchantRecipients: readonly string[]
}

/**
 * The options without the admin's feed where no provider has it; any other channel that is missing is reported. Its messages are rows all
 * the same, which fail and go on to the next channel: somebody meant them to be sent. That nobody learns of held money is reported, too.
 */
export function onProvidedChannels<O extends Options>(options: O, config: unknown, report: (problem: string) => void): O {
  if (!options.enabled) return options
  const missing = missingChannels(config, options)
  for (const channel of missing) {
    if (channel !== FEED) report(`no provider of the Notification Module has channel "${channel}": nothing is sent on it`)
  }
  const merchant = options.channels.merchant.filter((channel) => channel !== FEED || !missing.includes(FEED))
  const provided = { ...options, channels: { ...options.channels, merchant } }
  if (!merchantContactPoints(provided).length) {
    report(
      'nobody is notified of payments that need a person: name notifications.merchantRecipients, or give channel "feed" a provider',
    )
  }
  return provided
}
