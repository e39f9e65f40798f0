import { contactPointsFor, type Addresses } from "./addresses"
import type { ChannelChoice } from "./channels"

/** The channels of the store, and those of them that no provider of the Notification Module has. */
export interface ProvidedChoice extends Pick<ChannelChoice, "failover" | "addressKinds"> {
  readonly withoutProvider: readonly string[]
}

/**
 * The channels of `chosen` on which a message to a person is planned. For a channel without a provider on which they could be
 * reached, it is the first channel of its failover that has one, that they can be reached on, and that is not planned anyway: as
 * if its message had died at once. `wants` decides for which channels without a provider another one is looked for.
 *
 * @example
 * ```ts
 * const choice = { failover: { email: ["sms", "email-backup"] }, addressKinds: { "email-backup": "email" }, withoutProvider: ["email"] }
 * plannedChannels({ email: ["ada@example.com"], phone: ["+4930123456"] }, ["email"], choice) // ["sms"]
 * plannedChannels({ email: ["ada@example.com"] }, ["email"], choice) // ["email-backup"]
 * ```
 */
export function plannedChannels(
  addresses: Addresses,
  chosen: readonly string[],
  { failover, addressKinds, withoutProvider }: ProvidedChoice,
  wants: (channel: string) => boolean = () => true,
): readonly string[] {
  const isProvided = (channel: string) => !withoutProvider.includes(channel)
  const reaches = (channel: string) => contactPointsFor(addresses, [channel], addressKinds).length > 0
  const planned = chosen.filter(isProvided)
  for (const missing of chosen) {
    if (isProvided(missing) || !reaches(missing) || !wants(missing)) continue
    const instead = failover[missing]?.find((channel) => isProvided(channel) && reaches(channel) && !planned.includes(channel))
    if (instead) planned.push(instead)
  }
  return planned
}

/**
 * The channels to which a message fails over from `channel`, in order: those with a provider. A channel that was planned in place
 * of one without a provider goes on along the failover of that one.
 */
export function failoverOf(
  channel: string,
  chosen: readonly string[],
  { failover, withoutProvider }: Pick<ProvidedChoice, "failover" | "withoutProvider">,
): readonly string[] {
  const stoodInFor = chosen.find((name) => withoutProvider.includes(name) && failover[name]?.includes(channel))
  const left = chosen.includes(channel) || !stoodInFor ? failover[channel] : failover[stoodInFor]
  return (left ?? []).filter((name) => name !== channel && !withoutProvider.includes(name))
}
