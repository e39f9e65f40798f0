import { cleanUp, cleanUpOnSignals, isStopping } from "../../scripts/lib/clean-up"
import { log } from "../../scripts/lib/log"

/** Runs `main`, undoes what it started, and ends with its code; with 1 and the reason when it fails. */
export function runProgram(main: () => Promise<number>): void {
  cleanUpOnSignals()
  void main()
    .catch((error: unknown) => {
      if (!isStopping()) log(error instanceof Error ? error.message : String(error))
      return 1
    })
    .then(async (code) => {
      if (isStopping()) return
      await cleanUp()
      process.exit(code)
    })
}
