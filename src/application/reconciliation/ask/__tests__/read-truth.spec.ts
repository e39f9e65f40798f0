import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { PAYMENT_NOTIFICATION_MODULE } from "../../../../services/module-name"
import { readTruth } from "../read-truth"

it("asks for the refunds that Medusa started by the ids that it gave them", async () => {
  const asked: unknown[] = []
  const client = { canQuery: () => true, query: async (_account: unknown, reference: unknown) => void asked.push(reference) }
  const rows = (filters: { id: string }) =>
    filters.id === "payses_1" ? [{ payment: { refunds: [{ id: "ref_1" }, { id: "ref_2" }] } }] : []
  const resolved: Record<string, unknown> = {
    [PAYMENT_NOTIFICATION_MODULE]: { reconciliation: { client } },
    [ContainerRegistrationKeys.QUERY]: {
      graph: async ({ filters }: { filters: { id: string } }) => ({ data: rows(filters) }),
    },
  }
  const container = { resolve: (key: string) => resolved[key] } as never
  await readTruth(container, { account: {} as never, reference: { sessionId: "payses_1" } })
  await readTruth(container, { account: {} as never, reference: { sessionId: "payses_2" } })
  expect(asked).toEqual([{ sessionId: "payses_1", refundReferences: ["ref_1", "ref_2"] }, { sessionId: "payses_2" }])
})
