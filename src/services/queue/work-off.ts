import { share } from "./share"

/** Rows that are claimed in batches, and released when the time to work on them is over. */
export interface Batches<Job> {
  readonly atOnce: number
  /** Takes due rows under a lease; none when nothing is due. */
  claim(): Promise<readonly Job[]>
  /** Resolves to `false` if no time is left, not even for this one. */
  work(job: Job): Promise<boolean>
  /** Releases the rows that were not worked on, so that their leases need not lapse first. */
  release(jobs: readonly Job[]): Promise<void>
}

/** Works on batch after batch until nothing is due or the time is over. */
export async function workOff<Job extends object>({ atOnce, claim, work, release }: Batches<Job>): Promise<void> {
  for (;;) {
    const batch = [...(await claim())]
    if (!batch.length) return
    let hasTime = true
    try {
      hasTime = await share(batch, atOnce, work)
    } finally {
      if (batch.length) await release(batch)
    }
    if (!hasTime) return
  }
}
