import { parseOptions } from "../index"

const P256 = "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM"

const parse = (notifications: object) => parseOptions({ notifications })

it.each<[string, object, string]>([
  ["a feed that customers are to read", { channels: { customer: ["email", "feed"] } }, "notifications.channels.customer"],
  ["a feed that customers' messages fail over to", { failover: { email: ["feed"] } }, "notifications.failover"],
  ["push without the key that browsers register with", { channels: { customer: ["push"] } }, "notifications.push"],
  ["a browser of the merchant's", { channels: { merchant: ["push"] } }, "notifications.channels.merchant"],
  [
    "a phone that is only mailed to",
    { merchantRecipients: ["a@b.example", "+4930123456"] },
    "notifications.merchantRecipients.1",
  ],
  [
    "a mailbox that is only sent SMS",
    { channels: { merchant: ["sms"] }, merchantRecipients: ["a@b.example"] },
    "notifications.merchantRecipients.0",
  ],
  ["a channel of an unknown kind", { channels: { customer: ["whatsapp"] } }, "notifications.addressKinds"],
])("refuses %s, and names the option", (_what, notifications, option) => {
  expect(() => parse(notifications)).toThrow(option)
})

it.each([
  { channels: { customer: ["push", "email"] }, push: { publicKey: P256 } },
  { channels: { merchant: ["email"] }, failover: { email: ["sms"] }, merchantRecipients: ["+4930123456", "a@b.example"] },
  {
    channels: { customer: ["whatsapp"], merchant: ["whatsapp"] },
    addressKinds: { whatsapp: "phone" },
    merchantRecipients: ["+4930123456"],
  },
])("takes channels that reach somebody: %j", (notifications) => {
  expect(() => parse(notifications)).not.toThrow()
})
