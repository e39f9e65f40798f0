import type { ListedReplay } from "../answers"
import { replayFields } from "../query-config"

/** A replay without the bookkeeping of its worker. */
export const presentReplay = (replay: ListedReplay): ListedReplay =>
  Object.fromEntries(replayFields.map((field) => [field, replay[field]])) as unknown as ListedReplay
