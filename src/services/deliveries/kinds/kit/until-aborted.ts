/**
 * The outcome of `work`, or a rejection as soon as the signal is aborted: nobody knows then whether the receiver has the message.
 * Leaves no listener behind. Where nobody waits any more, a late failure of `work` is dropped.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(new Error("the receiver did not confirm in time", { cause: signal.reason }))
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", aborted))
    if (signal.aborted) aborted()
    else signal.addEventListener("abort", aborted, { once: true })
  })
}
