/** A signal that is aborted with the one it stands under, and after a time that can be set anew. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Aborts after `ms` from now on, in place of the time set before. */
  in(ms: number): void
  /** Aborts now. Must be called in the end: it also lets go of timer and signal. */
  end(): void
}

export function createDeadline(outer: AbortSignal): Deadline {
  const own = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = () => {
    clearTimeout(timer)
    outer.removeEventListener("abort", end)
    own.abort()
  }
  outer.addEventListener("abort", end)
  if (outer.aborted) end()
  return {
    signal: own.signal,
    in(ms) {
      clearTimeout(timer)
      timer = setTimeout(end, ms)
    },
    end,
  }
}
