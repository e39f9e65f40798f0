/** Resolves when all of `work` is done, after `seconds` at the latest: a deployment waits for what is under way, but not for ever. */
export async function finishWithin(work: Iterable<Promise<unknown>>, seconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, seconds * 1000)))
  await Promise.race([Promise.all(work), patience])
  clearTimeout(timer)
}
