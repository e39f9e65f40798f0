import { NothingToReplayError } from "../../domain/nothing-to-replay-error"
import type { WebhookOverviewRepository } from "../../store/webhook-overview-repository"
import type { CauseOfEvents, OpenReplay, WebhookReplayRepository } from "../../store/webhook-replay-repository"

interface Parts {
  readonly webhookReplays: WebhookReplayRepository
  readonly webhookOverview: WebhookOverviewRepository
}

export interface BegunReplay {
  readonly replay: OpenReplay
  /** False if one over the same events was running, which is `replay` then. */
  readonly isNew: boolean
}

/**
 * Begins to apply all events of one cause again; the store's workers carry it out. Two that begin at once begin one run. Throws
 * NothingToReplayError if there is no such event, and ReadUnavailableError if counting them takes too long.
 */
export async function beginReplay(
  { webhookReplays, webhookOverview }: Parts,
  events: CauseOfEvents,
  actor: string,
): Promise<BegunReplay> {
  const running = await webhookReplays.findRunning(events)
  if (running) return { replay: running, isNew: false }
  const total = await webhookOverview.countOf(events)
  if (!total) throw new NothingToReplayError(events)
  const replay = await webhookReplays.begin(events, total, actor)
  // The other one may have ended by now: its events are done, and this call begins anew.
  return replay ? { replay, isNew: true } : beginReplay({ webhookReplays, webhookOverview }, events, actor)
}
