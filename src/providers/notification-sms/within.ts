import { SendError } from "../../services/notifications/send-error"

/**
 * The call's outcome, or a transient SendError once `timeoutMs` have passed: the SDKs' own timeouts start anew with every byte.
 * The vendor may still accept the message after that. The code `timeout` means that nobody knows.
 */
export async function within<T>(timeoutMs: number, vendor: string, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SendError(`${vendor} did not answer within ${timeoutMs} ms`, { kind: "transient", code: "timeout" })),
      timeoutMs,
    )
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
  }
}
