import { SendError, type SendFailure } from "../../../services/notifications/send-error"

/** The failure of a send. It fails itself where the send did not, or not with a SendError. */
export async function failureOf(send: Promise<unknown>): Promise<SendFailure & { readonly message: string }> {
  const error: unknown = await send.then(
    () => new Error("nothing failed"),
    (reason: unknown) => reason,
  )
  if (!(error instanceof SendError)) throw error
  const { kind, code, retryAfterSeconds, message } = error
  return { kind, code, message, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
}
