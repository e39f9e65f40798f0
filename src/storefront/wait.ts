/** The part of a browser's window that Node.js and workers have only in parts. */
interface Surroundings {
  readonly navigator?: { readonly onLine?: boolean }
  addEventListener?(type: string, listener: () => void): void
  removeEventListener?(type: string, listener: () => void): void
}

const surroundings = globalThis as Surroundings

/** False only where the browser says that it is offline. */
export const isOnline = (): boolean => surroundings.navigator?.onLine !== false

/** Calls `listener` when the browser comes online or goes offline; the returned function ends it. */
export function listen(type: "online" | "offline", listener: () => void): () => void {
  surroundings.addEventListener?.(type, listener)
  return () => surroundings.removeEventListener?.(type, listener)
}

/** Resolves after `ms`, when the browser comes online, or when `signal` is aborted: whichever is first. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      stopListening()
      signal.removeEventListener("abort", end)
      resolve()
    }
    // A longer one would fire at once.
    const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1))
    const stopListening = listen("online", end)
    signal.addEventListener("abort", end)
  })
}

/** Half to one and a half times `ms`: clients that lost one server must not come back in one moment. */
export const jitter = (ms: number): number => ms * (0.5 + Math.random())
