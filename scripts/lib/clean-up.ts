import { log } from "./log"

type CleanUp = () => Promise<void> | void

const stack: CleanUp[] = []
let running: Promise<void> | undefined
let asked = false

/** True once a signal asked this process to end: a child that ends from then on did not end by itself. */
export const isStopping = (): boolean => asked

/** Registers a clean-up for the end of this process; clean-ups run in reverse order. */
export const onExit = (cleanUp: CleanUp): void => void stack.push(cleanUp)

/** Undoes everything registered so far. One failure does not keep the rest from being undone. */
export function cleanUp(): Promise<void> {
  running ??= (async () => {
    for (let next = stack.pop(); next; next = stack.pop()) {
      try {
        await next()
      } catch (error) {
        log(`clean-up: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    running = undefined
  })()
  return running
}

/** Cleans up on SIGINT, SIGTERM and SIGHUP, then exits 0: being stopped is how these programs end. */
export function cleanUpOnSignals(): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      asked = true
      log(`${signal}: stopping`)
      void cleanUp().then(() => process.exit(0))
    })
  }
}
