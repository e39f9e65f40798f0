const started = Date.now()

/** Progress for a person, on stderr: stdout is for output that another program reads. */
export function log(message: string): void {
  process.stderr.write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)}s] ${message}\n`)
}

/** Runs `work` and logs how long it took. */
export async function timed<T>(label: string, work: () => Promise<T>): Promise<T> {
  const at = Date.now()
  const result = await work()
  log(`${label}: ${((Date.now() - at) / 1000).toFixed(1)} s`)
  return result
}
