import type { DeliveryDestinationRepository } from "../../store/delivery-destination-repository"
import type { DeliveryDestination, DestinationState } from "../../store/entities"
import { DestinationStateError, UnknownDestinationError } from "./errors"

/** A person's word about a destination's state. */
export type StateVerb = "pause" | "resume" | "disable" | "enable"

const MOVES: Readonly<Record<StateVerb, { readonly from: readonly DestinationState[]; readonly to: DestinationState }>> = {
  pause: { from: ["active"], to: "paused" },
  resume: { from: ["paused"], to: "active" },
  disable: { from: ["active", "paused"], to: "disabled" },
  enable: { from: ["disabled"], to: "active" },
}

/** `disabled_reason` of a destination that a person has disabled. */
const BY_PERSON = "by_person"

/**
 * Lets a destination rest or go on. One of the options is not disabled by hand: it is taken out of them. Throws UnknownDestinationError
 * or DestinationStateError.
 */
export async function setState(
  destinations: DeliveryDestinationRepository,
  id: string,
  verb: StateVerb,
): Promise<DeliveryDestination> {
  const destination = await destinations.find(id)
  if (!destination) throw new UnknownDestinationError(id)
  const { from, to } = MOVES[verb]
  if (verb === "disable" && destination.origin === "options") {
    throw new DestinationStateError(`${id} is a destination of medusa-config: pause it, or take it out there`)
  }
  if (!from.includes(destination.state)) {
    throw new DestinationStateError(`${id} is ${destination.state}; ${verb} is for one that is ${from.join(" or ")}`)
  }
  return (await destinations.setState(id, to, verb === "disable" ? BY_PERSON : null)) ?? destination
}
