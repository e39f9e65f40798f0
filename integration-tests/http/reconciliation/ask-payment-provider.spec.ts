import path from "node:path"
import { useSharedStore } from "../../setup"

const world = useSharedStore()

const ask = (sessions: readonly string[]): Promise<Record<string, unknown>> =>
  world.exec(path.join(__dirname, "..", "support", "ask-payment-provider.ts"), sessions)

it("reads the states of unreported payments from the installed payment provider, and moves no money", async () => {
  const { shop, gateway } = world
  const verbs = ["pay", "fail", "expire", "require_action"] as const
  const silent = { delivery: { times: 0 } }
  const paid = await Promise.all([shop.checkout(), shop.checkout(), shop.checkout(), shop.checkout()])
  for (const [index, verb] of verbs.entries()) await gateway.client.change(paid[index]!.paymentId, verb, silent)
  const untouched = await shop.checkout()

  const sessions = [...paid, untouched].map(({ session }) => session.id)
  const reported = await ask(sessions)
  expect(sessions.map((id) => reported[id])).toEqual(
    ["captured", "failed", "canceled", "requires_action", "pending"].map((state, index) => ({
      subject: "payment",
      state,
      sessionId: sessions[index],
    })),
  )
  for (const { paymentId } of [...paid, untouched]) expect(await gateway.client.moneyCalls(paymentId)).toEqual([])
})
