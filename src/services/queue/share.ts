/**
 * Works on `jobs` in their order, `atOnce` of them at a time, and takes each from the list as it begins. Once one resolves to
 * `false` or throws, no other begins. A job that resolved to `false` goes back into the list, and the result is `false`. Jobs in
 * flight are awaited in any case, so that the list is final when this ends.
 */
export async function share<Job extends object>(
  jobs: Job[],
  atOnce: number,
  work: (job: Job) => Promise<boolean | void>,
): Promise<boolean> {
  let isOver = false
  const take = async (): Promise<void> => {
    for (let job; !isOver && (job = jobs.shift());) {
      try {
        if ((await work(job)) !== false) continue
        jobs.push(job)
        isOver = true
      } catch (error) {
        isOver = true
        throw error
      }
    }
  }
  const hands = await Promise.allSettled(Array.from({ length: atOnce }, take))
  for (const hand of hands) if (hand.status === "rejected") throw hand.reason
  return !isOver
}
