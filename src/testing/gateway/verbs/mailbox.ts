import { setTimeout as pause } from "node:timers/promises"
import { GatewayError } from "../error"
import { ok, type Call, type Reply } from "../http/router"
import { newId, type GatewayState } from "../state"
import type { MailboxFaults, MailboxMessage } from "../types"

/**
 * `POST /mailbox`: takes a message. Equal idempotency keys are both stored: the mailbox judges whether a message was sent once,
 * so it must not tidy up.
 */
export const receiveMessage =
  (state: GatewayState) =>
  async ({ body }: Call): Promise<Reply> => {
    const failing = state.mailboxFaults.fail > 0
    if (failing) state.mailboxFaults.fail--
    if (state.mailboxFaults.delayMs) await pause(state.mailboxFaults.delayMs)
    if (failing) throw new GatewayError(500, "mailbox_fault", "The mailbox was told to fail")
    const message = { ...body, id: newId("msg"), at: new Date().toISOString() } as MailboxMessage
    state.mailbox.push(message)
    return ok(message)
  }

/** `GET /mailbox?to=`: the messages that arrived, oldest first. */
export const listMessages =
  (state: GatewayState) =>
  ({ query }: Call): Reply => {
    const to = query.get("to")
    return ok({ messages: state.mailbox.filter((message) => to === null || message.to === to) })
  }

/** `POST /mailbox/faults`: `{ fail?, delayMs? }`. */
export const setMailboxFaults =
  (state: GatewayState) =>
  ({ body }: Call): Reply => {
    const { fail = 0, delayMs = 0 } = body as MailboxFaults
    Object.assign(state.mailboxFaults, { fail, delayMs })
    return ok({ ...state.mailboxFaults })
  }
