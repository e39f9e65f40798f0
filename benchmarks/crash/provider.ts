import { setTimeout as pause } from "node:timers/promises"
import { post } from "../lib/post"
import type { Webhook } from "../lib/webhooks"

const FIRST_RETRY_MS = 200
const LONGEST_RETRY_MS = 2_000

export interface Delivery {
  readonly acknowledged: boolean
  readonly attempts: number
}

/**
 * Sends as providers do: an answer other than 2xx, or no answer, is tried again with growing pauses, until `deadline`
 * (performance.now).
 */
export async function deliver(url: string, webhook: Webhook, deadline: number): Promise<Delivery> {
  const target = new URL(webhook.path, url)
  for (let attempts = 1; ; attempts++) {
    const status = await post(target, webhook).catch(() => 0)
    if (status >= 200 && status < 300) return { acknowledged: true, attempts }
    if (performance.now() > deadline) return { acknowledged: false, attempts }
    await pause(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempts - 1)) * (0.5 + Math.random() / 2))
  }
}
