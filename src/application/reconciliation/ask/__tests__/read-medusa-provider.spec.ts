import type { MedusaContainer } from "@medusajs/framework/types"
import { PaymentSessionStatus } from "@medusajs/framework/utils"
import { ProviderUnavailableError } from "../../../../services/domain/errors"
import { readMedusaProvider } from "../read-medusa-provider"

const session = { id: "payses_1", provider_id: "pp_sandbox_sandbox", currency_code: "eur", data: { id: "gpay_1" } }

function containerWith(payments: unknown): MedusaContainer {
  return { resolve: () => payments } as unknown as MedusaContainer
}

/** The Payment Module with a provider that gives this answer. */
function answering(getStatus: (providerId: string, input: unknown) => Promise<unknown>) {
  return containerWith({ paymentProviderService_: { getStatus } })
}

describe("a payment as its Medusa payment provider reports it", () => {
  it.each([
    ["pending", "pending"],
    ["pending_authorization", "pending"],
    ["requires_more", "requires_action"],
    ["authorized", "authorized"],
    ["captured", "captured"],
    ["canceled", "canceled"],
    ["error", "failed"],
  ])("that is %s is %s, without an amount that could be major or minor units", async (status, state) => {
    const asked: unknown[] = []
    const container = answering(async (...call) => {
      asked.push(call)
      return { status, data: { amount: 2495 } }
    })
    expect(await readMedusaProvider(container, session)).toEqual({ subject: "payment", state, sessionId: "payses_1" })
    expect(asked).toEqual([["pp_sandbox_sandbox", { data: { id: "gpay_1" } }]])
  })

  it("carries the sum that can mean one thing only, and a capture's as its total", async () => {
    const eur = { minor: 2495n, currency: "EUR" }
    const container = answering(async () => ({ status: "captured", data: { amount: { value: "24.95", currency: "EUR" } } }))
    expect(await readMedusaProvider(container, session)).toMatchObject({ state: "captured", amount: eur, capturedTotal: eur })
    const pending = answering(async () => ({ status: "pending", data: { amount: { value: "24.95", currency: "EUR" } } }))
    expect(await readMedusaProvider(pending, session)).toEqual({ subject: "payment", state: "pending", sessionId: "payses_1" })
  })

  it("is read whatever status Medusa knows", async () => {
    for (const status of Object.values(PaymentSessionStatus)) {
      await expect(
        readMedusaProvider(
          answering(async () => ({ status })),
          session,
        ),
      ).resolves.toBeDefined()
    }
  })

  it("is undefined for a payment provider that takes no money", async () => {
    const container = containerWith({
      paymentProviderService_: { getStatus: () => Promise.reject(new Error("Method not implemented.")) },
    })
    expect(await readMedusaProvider(container, { ...session, provider_id: "pp_system_default" })).toBeUndefined()
  })

  it.each([
    ["the provider fails", answering(() => Promise.reject(new Error("sk_live_secret is invalid")))],
    ["the status is not known", answering(async () => ({ status: "paid" }))],
    ["there is no status", answering(async () => ({}))],
    ["the module does not let it be asked", containerWith({})],
  ])("is not guessed at when %s", async (_what, container) => {
    const error = await readMedusaProvider(container, session).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ProviderUnavailableError)
    expect(String(error)).not.toContain("sk_live_secret")
  })
})
