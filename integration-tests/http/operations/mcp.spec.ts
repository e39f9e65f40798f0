import { BIN } from "../../contract/support/command"
import { poll, useSharedStore } from "../../setup"
import { READ_ROUTES } from "../../../src/cli/mcp/read-routes"
import { paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"

/** The part that the spec uses of the protocol's reference client. */
interface Client {
  connect(transport: object): Promise<void>
  listTools(): Promise<{ tools: Array<{ name: string; annotations?: { readOnlyHint?: boolean } }> }>
  callTool(call: { name: string; arguments: object }): Promise<unknown>
  close(): Promise<void>
}

/* eslint-disable @typescript-eslint/no-require-imports -- types and other checks do without the package */
const { Client } = require("@modelcontextprotocol/client") as { Client: new (info: { name: string; version: string }) => Client }
const { StdioClientTransport } = require("@modelcontextprotocol/client/stdio") as {
  StdioClientTransport: new (server: object) => object
}
/* eslint-enable @typescript-eslint/no-require-imports */

const world = useSharedStore()

let client: Client

/** The command as an assistant starts it. */
async function connect(token: string): Promise<Client> {
  const opened = new Client({ name: "spec", version: "1" })
  await opened.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [BIN, "mcp", "--url", world.url],
      env: { ...(process.env as Record<string, string>), PAYMENT_NOTIFICATIONS_TOKEN: token },
    }),
  )
  return opened
}

beforeAll(async () => {
  client = await connect(world.facts.adminToken)
})

afterAll(() => client?.close())

async function call(
  tool: string,
  given: Record<string, unknown> = {},
  by = client,
): Promise<{ error: boolean; text: string; json: any }> {
  const { content, isError } = (await by.callTool({ name: tool, arguments: given })) as {
    content: Array<{ text: string }>
    isError?: boolean
  }
  const text = content[0]!.text
  return { error: isError === true, text, json: text.startsWith("{") ? JSON.parse(text) : undefined }
}

it("says why an order is paid, by its number and by its id", async () => {
  const { orderId, order } = await paidOrderWithNumber()
  const story = await poll("the capture", async () => {
    const { json } = await call("explain_order", { order: `#${order.display_id}` })
    return json?.order.payment_status === "captured" && json
  })

  expect(story.order.id).toBe(orderId)
  expect(story.why[1]).toMatch(/^Payment \S+ by stripe is captured: 25 of 25 eur captured, 0 refunded\.$/i)
  expect((await call("explain_order", { order: orderId })).json.order.display_id).toBe(order.display_id)
})

it("says what is not applied, and what a person has to decide", async () => {
  const { orderId, paymentId } = await paidOrder(world)
  await world.gateway.client.dispute(paymentId, { amount: 1000 })
  const why = await poll("the dispute", async () => {
    const { json } = await call("explain_order", { order: orderId })
    return json.why.some((sentence: string) => sentence.includes("dispute over 10")) && json.why
  })

  expect(why).toContainEqual(expect.stringMatching(/^A person has to decide \S+: dispute over 10\.$/))
})

it("has one tool for each admin route that reads, none for any other, and says of all that they change nothing", async () => {
  const { tools } = await client.listTools()

  expect(tools.map(({ name }) => name)).toEqual(["explain_order", ...READ_ROUTES.map(({ name }) => name)])
  expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(["read_notifications", "read_payments_by_id_story"]))
  expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true)
})

it("answers with what each list shows", async () => {
  for (const { name, path } of READ_ROUTES.filter((route) => !route.path.includes("{"))) {
    const { error, text } = await call(name)
    expect({ name, path, error, begins: text.slice(0, 1) }).toEqual({ name, path, error: false, begins: "{" })
  }
  const { json } = await call("read_webhook_events", {
    state: ["processed"],
    received_at: { $gt: "2020-01-01T00:00:00Z" },
    limit: 1,
  })
  expect(json).toMatchObject({ limit: 1, webhook_events: [{ state: "processed" }] })
})

it("shows a message as it would be sent, whose template's name has dots", async () => {
  const { json } = await call("read_templates_by_template_preview", { template: "payment.captured", locale: "de" })

  expect(json.preview).toMatchObject({ template: "payment.captured", channel: "email", locale: "de" })
})

it("lets no name of a tool and no id lead to a route that changes anything", async () => {
  const { orderId } = await paidOrder(world)
  const { json } = await call("read_webhook_events", { limit: 1 })
  const id: string = json.webhook_events[0].id
  // Its messages may just be on their way: a replay would change these.
  const stateOf = async () => {
    const { state, attempts, processed_at } = (await call("read_webhook_events_by_id", { id })).json.webhook_event
    return { state, attempts, processed_at }
  }
  await finishedEvent(world, json.webhook_events[0].event_id, "processed")
  const before = await stateOf()

  for (const strange of [`${id}/replay`, `../webhook-events/${id}/replay`, "..", `${id}?x=`, `${id}%2Freplay`]) {
    expect(await call("read_webhook_events_by_id", { id: strange })).toMatchObject({ error: true, text: "id must be an id" })
  }
  expect((await call("post_webhook_events_by_id_replay", { id })).error).toBe(true)
  expect((await call("explain_order", { order: `${orderId}/cancel` })).error).toBe(true)
  expect(await stateOf()).toEqual(before)
})

it("sees what its token may see: another one is refused in the answer", async () => {
  const stranger = await connect("nonsense")
  try {
    expect(await call("read_payments", {}, stranger)).toMatchObject({ error: true, text: expect.stringContaining("401") })
  } finally {
    await stranger.close()
  }
})

async function paidOrderWithNumber() {
  const paid = await paidOrder(world)
  return { ...paid, order: await world.shop.order(paid.orderId) }
}
