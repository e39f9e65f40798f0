import { z } from "@medusajs/framework/zod"

/** The Notification Module's part of a store's configuration, as far as it names channels. */
const configured = z.object({
  modules: z.object({
    notification: z.object({
      options: z.object({ providers: z.array(z.object({ options: z.object({ channels: z.array(z.string()) }) })) }),
    }),
  }),
})

interface Channels {
  readonly channels: Readonly<Record<"customer" | "merchant", readonly string[]>>
  readonly failover: Readonly<Record<string, readonly string[]>>
}

/**
 * Channels that messages are to go out on and that no provider of the Notification Module is configured for. None where the
 * configuration does not tell: the module may be a store's own.
 */
export function missingChannels(config: unknown, { channels, failover }: Channels): string[] {
  const known = configured.safeParse(config)
  if (!known.success) return []
  const provided = known.data.modules.notification.options.providers.flatMap(({ options }) => options.channels)
  const wanted = [...channels.customer, ...channels.merchant, ...Object.values(failover).flat()]
  return [...new Set(wanted)].filter((channel) => !provided.includes(channel))
}

/** What is told by default where it can be: nobody has asked for it by name. */
const FEED = "feed"

/**
 * The options without the admin's feed where no provider has it; any other channel that is missing is reported. Its messages are rows all
 * the same, which fail and go on to the next channel: somebody meant them to be sent.
 */
export function onProvidedChannels<O extends Channels & { readonly enabled: boolean }>(
  options: O,
  config: unknown,
  report: (channel: string) => void,
): O {
  if (!options.enabled) return options
  const missing = missingChannels(config, options)
  for (const channel of missing) if (channel !== FEED) report(channel)
  if (!missing.includes(FEED)) return options
  const merchant = options.channels.merchant.filter((channel) => channel !== FEED)
  return { ...options, channels: { ...options.channels, merchant } }
}
