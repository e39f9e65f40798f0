import type { PaymentNotification } from "../../../src/services/store/entities"
import { poll, type TestStore } from "../../setup"

/** Every mail to a person about a fact, once there are as many as `least`. */
export const mailsAbout = ({ gateway }: Pick<TestStore, "gateway">, to: string, fact: string, least = 1) =>
  poll(
    `${least} mail about ${fact} to ${to}`,
    async () => {
      const mails = (await gateway.client.mailbox(to)).filter(({ template }) => template === fact)
      return mails.length >= least && mails
    },
    { timeoutMs: 45_000 },
  )

/** The outbox's messages to a person, oldest first. */
export const outboxOf = async ({ db }: Pick<TestStore, "db">, recipient: string): Promise<PaymentNotification[]> =>
  (await db.query(`SELECT * FROM payment_notification WHERE recipient = $1 ORDER BY created_at, channel`, [recipient])).rows

/** The outbox's message to a person about a fact, once it is there; with `state`, once it is in that state. */
export const messageAbout = (
  world: Pick<TestStore, "db">,
  recipient: string,
  fact: string,
  state?: PaymentNotification["state"],
): Promise<PaymentNotification> =>
  poll(
    `a ${state ?? ""} message about ${fact} to ${recipient}`,
    async () => (await outboxOf(world, recipient)).find((row) => row.fact === fact && (!state || row.state === state)),
    { timeoutMs: 45_000 },
  )
