import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { contactOf, devicesOf, findContact, withDevices } from "../contact"

/** A store with this cart, whose customer has these browsers. */
const store = (cart: object, devices: readonly string[] = []) => {
  const resolved: Record<string, unknown> = {
    query: { graph: async () => ({ data: [cart] }) },
    [PAYMENT_NOTIFICATION_MODULE]: {
      options: { notifications: { push: {} } },
      pushSubscriptions: { listByCustomer: async () => devices.map((id) => ({ id })) },
    },
  }
  return { resolve: (key: string) => resolved[key] } as never
}

const find = (cart: object) => findContact(store(cart), { order_id: null, cart_id: "cart_1" })

it("finds a contact without an e-mail address by its telephone number", async () => {
  expect(await find({ email: null, shipping_address: { phone: "0049 30 123-4567" } })).toMatchObject({
    email: null,
    addresses: { phone: ["+49301234567"] },
  })
  expect(contactOf({ id: "cus_1", phone: "+49301234567" })?.addresses).toEqual({ phone: ["+49301234567"] })
})

it("finds a contact with an account by its push subscriptions", async () => {
  const container = store({ customer_id: "cus_1", customer: { has_account: true } }, ["psub_1"])
  const contact = (await findContact(container, { order_id: null, cart_id: "cart_1" }))!
  expect(contact).toMatchObject({ email: null, customerId: "cus_1", registered: true })
  expect(withDevices(contact, await devicesOf(container, contact))).toEqual({ push: ["psub_1"] })
})

it("finds no contact without an address", async () => {
  expect(await find({ email: null, shipping_address: { phone: "030 1234567" }, customer_id: "cus_1" })).toBeUndefined()
  expect(await find({ email: "" })).toBeUndefined()
  expect(contactOf({ id: "cus_1", email: null })).toBeUndefined()
  expect(contactOf(null)).toBeUndefined()
})

it("keeps all addresses of a contact that has several", async () => {
  const { addresses } = (await find({ email: "ada@example.com", billing_address: { phone: "+49301234567" } }))!
  expect(addresses).toEqual({ email: ["ada@example.com"], phone: ["+49301234567"] })
})
