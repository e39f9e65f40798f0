import { ENTITIES, HIDDEN, joinerConfig, readableColumns } from "../joiner-config"
import { plural, QUERYABLE } from "../query"

const schema = new Map(
  [...joinerConfig.schema.matchAll(/type (\w+) \{\n([^}]*)\}/g)].map(([, entity, body]) => [
    entity!,
    body!
      .trim()
      .split("\n")
      .map((line) => line.trim()),
  ]),
)

const columnsOf = (entity: (typeof ENTITIES)[number]) => Object.keys(QUERYABLE[entity].options.columns)

/** Secrets, personal data and leases: a change that shows one of them must also change this list. */
const NEVER = [
  "endpoint",
  "p256dh",
  "auth",
  "config",
  "secrets",
  "body",
  "headers",
  "payload",
  "data",
  "lease_token",
  "leased_until",
]

const UNSELECTED = { PushSubscription: ["endpoint", "p256dh", "auth"], DeliveryDestination: ["config", "secrets"] }

it.each(ENTITIES)("shows every column of %s that is not hidden, and nothing else", (entity) => {
  const hidden = [...(HIDDEN[entity] ?? []), ...(UNSELECTED[entity as keyof typeof UNSELECTED] ?? [])]
  const shown = schema.get(entity)!.map((field) => field.split(":")[0])
  expect(shown).toEqual(columnsOf(entity).filter((column) => !hidden.includes(column)))
  expect(readableColumns(entity).map(([name]) => name)).toEqual(shown)
  expect(shown.filter((column) => NEVER.includes(column!))).toEqual([])
})

it("hides only columns that exist", () => {
  for (const [entity, hidden] of Object.entries(HIDDEN)) {
    expect(columnsOf(entity as (typeof ENTITIES)[number])).toEqual(expect.arrayContaining([...hidden]))
  }
})

it("names several of an entity as English does", () => {
  expect(joinerConfig.alias.find(({ entity }) => entity === "Delivery")).toEqual({
    name: ["delivery", "deliveries"],
    entity: "Delivery",
    args: { methodSuffix: "Deliveries" },
  })
})

it("gives each column its GraphQL type", () => {
  expect(schema.get("ReconciliationRun")).toEqual([
    "id: ID!",
    "trigger: String!",
    "account: String",
    "since: DateTime",
    "dry_run: Boolean!",
    "state: String!",
    "checked: Int!",
    "differing: Int!",
    "repaired: Int!",
    "failed: Int!",
    "calls: Int!",
    "last_error: String",
    "started_at: DateTime!",
    "updated_at: DateTime!",
    "finished_at: DateTime",
  ])
  expect(schema.get("PaymentRecord")).toContain("amount: String!")
  expect(schema.get("DeliveryDestination")).toContain("facts: [String!]!")
})

it.each(ENTITIES)("links and finds %s by the name of its table", (entity) => {
  const { tableName } = QUERYABLE[entity].options
  expect(joinerConfig.linkableKeys).toHaveProperty(`${tableName}_id`, entity)
  expect(joinerConfig.alias).toContainEqual({
    name: [tableName, plural(tableName!)],
    entity,
    args: { methodSuffix: plural(entity) },
  })
})

it("makes a link of each id, and of nothing else", () => {
  expect(Object.values(joinerConfig.linkableKeys)).toEqual(ENTITIES)
})
