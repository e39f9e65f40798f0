import type { z } from "@medusajs/framework/zod"
import { CreateDestination, RecoverDeliveries, ReplayFacts, RotateSecret, UpdateDestination } from "../validators"

const problems = (schema: z.ZodType, body: unknown): string[] =>
  schema.safeParse(body).error?.issues.map(({ path, message }) => [...path, message].join(": ")) ?? []

const HTTP = { kind: "http", config: { url: "https://erp.example/hooks" }, facts: ["payment.*"] }

it("takes a destination with its three needed fields, and with all of them", () => {
  expect(CreateDestination.parse(HTTP)).toEqual(HTTP)
  const all = { ...HTTP, description: " ERP ", accounts: ["stripe"], payload: "thin", timeout_seconds: 60, secret: "whsec_x" }
  expect(CreateDestination.parse(all)).toEqual({ ...all, description: "ERP" })
})

it.each([
  [{}, ["kind", "config", "facts"]],
  [{ ...HTTP, facts: "payment.*" }, ["facts"]],
  [{ ...HTTP, config: "https://erp.example" }, ["config"]],
  [{ ...HTTP, payload: "slim" }, ["payload"]],
  [{ ...HTTP, timeout_seconds: 0 }, ["timeout_seconds"]],
  [{ ...HTTP, timeout_seconds: 61 }, ["timeout_seconds"]],
  [{ ...HTTP, description: "" }, ["description"]],
  [{ ...HTTP, url: "https://erp.example" }, ["Unrecognized key"]],
  [{ ...HTTP, id: "mine" }, ["Unrecognized key"]],
])("refuses %j by name", (body, named) => {
  const said = problems(CreateDestination, body)
  for (const name of named) expect(said).toContainEqual(expect.stringContaining(name))
})

it("changes any field but kind and secret, and needs one", () => {
  expect(UpdateDestination.parse({ description: null })).toEqual({ description: null })
  expect(problems(UpdateDestination, {})).toEqual(["give at least one field to change"])
  expect(problems(UpdateDestination, { kind: "nats" })).not.toEqual([])
  expect(problems(UpdateDestination, { secret: "whsec_x" })).not.toEqual([])
})

it("rotates with an overlap of a day unless told otherwise, and of a week at most", () => {
  expect(RotateSecret.parse({})).toEqual({ overlap_seconds: 86_400 })
  expect(RotateSecret.parse({ overlap_seconds: 0 })).toEqual({ overlap_seconds: 0 })
  expect(problems(RotateSecret, { overlap_seconds: 604_801 })).toEqual(["overlap_seconds: must be 604800 (7 days) or less"])
})

it("reads times with a zone, and counts only when asked to", () => {
  const since = "2026-06-01T12:00:00Z"
  expect(RecoverDeliveries.parse({ since })).toEqual({ since: new Date(since), dry_run: false })
  expect(ReplayFacts.parse({ since, until: "2026-06-02T00:00:00+02:00", dry_run: true })).toMatchObject({ dry_run: true })
  for (const body of [{}, { since: "yesterday" }, { since: "2026-06-01" }, { since: 7 }]) {
    expect(problems(RecoverDeliveries, body)).toEqual(["since: must be a time in ISO 8601 with a zone"])
  }
  expect(problems(ReplayFacts, { since, until: since })).toEqual(["until: must be after since"])
})
