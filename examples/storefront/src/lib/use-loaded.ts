import { useCallback, useEffect, useState } from "react"

export interface Loaded<T> {
  readonly value: T | undefined
  readonly hasFailed: boolean
  reload(): void
}

/** The result of `load`, which is called again whenever `key` changes. An older answer never replaces a newer one. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; value?: T; hasFailed: boolean }>({ key, hasFailed: false })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isCurrent = true
    load().then(
      (value) => isCurrent && setState({ key, value, hasFailed: false }),
      () => isCurrent && setState((old) => ({ ...old, key, hasFailed: true })),
    )
    return () => {
      isCurrent = false
    }
    // `load` is a new function at each rendering; `key` says what it depends on.
  }, [key, round])
  const reload = useCallback(() => setRound((old) => old + 1), [])
  return { value: state.key === key ? state.value : undefined, hasFailed: state.key === key && state.hasFailed, reload }
}
