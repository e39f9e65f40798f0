import { readFileSync } from "node:fs"
import path from "node:path"
import { runInNewContext } from "node:vm"
import { root } from "../../../scripts/lib/paths"
import type { PaymentNotificationOptions } from "../../../src"
import { useStore } from "../../setup"
import { finishedEvent, outcomeOf, paidOnce } from "../support/look"

interface Written {
  readonly plugins: ReadonlyArray<{ readonly resolve: string; readonly options: PaymentNotificationOptions }>
}

/** The first configuration in a document, as it is written there. */
function firstIn(document: string): Written {
  const [, block] = /^```ts\n(plugins: [^]*?)^```/m.exec(readFileSync(path.join(root, document), "utf8")) ?? []
  return runInNewContext(`({ ${block} })`) as Written
}

const [plugin] = firstIn("README.md").plugins

// The example store lays given options over its own, key by key: its accounts have to go.
const world = useStore({ options: { accounts: [], ...plugin!.options }, gateway: { defaultAccount: "sandbox" } })

it("names the plugin and nothing else, in the README as in the guide", () => {
  expect(plugin).toEqual({ resolve: "medusa-payment-notifications", options: {} })
  expect(firstIn("docs/guides/install.md").plugins).toEqual([plugin])
})

it("pays an order by a webhook that comes to Medusa's own address, and refuses a forged one", async () => {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")

  expect(await finishedEvent(world, event_id)).toMatchObject({ account: "pp_sandbox_sandbox", state: "processed" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  const forged = await fetch(`${world.url}/hooks/payment/sandbox_sandbox`, { method: "POST", body: "{}" })
  expect(forged.status).toBe(400)
  expect((await world.db.query(`SELECT count(*)::int FROM payment_webhook_event`)).rows).toEqual([{ count: 1 }])
})
