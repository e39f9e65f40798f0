import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
const raise = (subject_key: string, due_by: Date | null = null) =>
  instance.attention.raise({ kind: "dispute", subject_key, detail: "contested", due_by })

it("counts open items, and those whose deadline is near or over", async () => {
  expect(await instance.attentionOverview.read()).toEqual({ open: 0, open_is_capped: false, overdue: 0, due_soon: 0 })
  await raise("none")
  await raise("over", inHours(-1))
  await raise("soon", inHours(71))
  await raise("later", inHours(73))
  const { item: decided } = await raise("decided", inHours(1))
  await instance.attention.resolve(decided.id, "dismissed", { action: "dismiss", actor: "user_1", note: "answered" })

  expect(await instance.attentionOverview.read()).toEqual({ open: 4, open_is_capped: false, overdue: 1, due_soon: 1 })
})

it("stops counting at 1,000", async () => {
  await instance.dataSource.query(
    `INSERT INTO payment_attention (id, kind, subject_key, state, detail, due_by)
     SELECT 'patt_many_' || i, 'drift', 'many_' || i, 'open', 'differs', now() - interval '1 day' FROM generate_series(1, 1001) AS i`,
  )

  expect(await instance.attentionOverview.read()).toEqual({ open: 1000, open_is_capped: true, overdue: 1000, due_soon: 1 })
})
