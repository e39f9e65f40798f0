import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { parseOptions } from "../../../../services/options"
import type { PaymentNotification } from "../../../../services/store/entities"
import { findFailover } from "../find-failover"

const row = (id: string, given: Partial<PaymentNotification>): PaymentNotification =>
  ({
    id,
    subject: "ptrn_1",
    audience: "customer",
    fact: "payment.captured",
    essential: true,
    topic: "payment",
    customer_id: null,
    data: { order_id: "order_1" },
    failover_of: null,
    ...given,
  }) as PaymentNotification

const push = (id: string, state: PaymentNotification["state"] = "dead") => row(id, { channel: "push", recipient: id, state })

const options = parseOptions({ notifications: { failover: { push: ["email", "sms"] } } })

const order = { id: "order_1", email: "ada@example.com", shipping_address: { phone: "+4930123456" } }

const storeOf = (options: ReturnType<typeof parseOptions>, channelsWithoutProvider: readonly string[] = []) =>
  ({
    resolve: (key: string) =>
      key === ContainerRegistrationKeys.QUERY
        ? { graph: async () => ({ data: [order] }) }
        : key === PAYMENT_NOTIFICATION_MODULE && { options, channelsWithoutProvider },
  }) as never

const container = storeOf(options)

it("goes out on the first channel that was not tried yet, then on the one after it", async () => {
  const device = push("psub_1")
  expect(await findFailover(container, device, [device])).toMatchObject({ channel: "email", failover_of: "psub_1" })

  const mail = row("pnot_2", { channel: "email", recipient: "ada@example.com", state: "dead", failover_of: "psub_1" })
  expect(await findFailover(container, mail, [device, mail])).toMatchObject({ channel: "sms", failover_of: "pnot_2" })
})

it("waits while another device may still receive the message", async () => {
  const [first, second] = [push("psub_1"), push("psub_2", "sending")]

  expect(await findFailover(container, first, [first, second])).toBeUndefined()
})

it("goes out once for two devices that died at once, not on a channel for each", async () => {
  const [first, second] = [push("psub_1"), push("psub_2")]
  const mail = row("pnot_2", { channel: "email", recipient: "ada@example.com", state: "pending", failover_of: "psub_1" })

  expect(await findFailover(container, second, [first, second, mail])).toBeUndefined()
})

it("passes over channels without a provider", async () => {
  const device = push("psub_1")

  expect(await findFailover(storeOf(options, ["email"]), device, [device])).toMatchObject({ channel: "sms" })
  expect(await findFailover(storeOf(options, ["email", "sms"]), device, [device])).toBeUndefined()
})

it("goes on along the failover of the channel without a provider that the dead one was planned for", async () => {
  const failover = { pager: ["email", "sms"], email: ["email-backup"] }
  const addressKinds = { pager: "email" as const, "email-backup": "email" as const }
  const store = storeOf(parseOptions({ notifications: { channels: { customer: ["pager"] }, addressKinds, failover } }), ["pager"])
  const mail = row("pnot_1", { channel: "email", recipient: "ada@example.com", state: "dead" })

  expect(await findFailover(store, mail, [mail])).toMatchObject({ channel: "sms", recipient: "+4930123456" })
})
