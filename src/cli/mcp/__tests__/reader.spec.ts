import http from "node:http"
import type { AddressInfo } from "node:net"
import { readerOf } from "../reader"
import { callTool, tools } from "../tools"

const asked: Array<{ method?: string; url?: string; authorization?: string }> = []
let answer: { status: number; headers?: Record<string, string>; body: string }

const server = http.createServer(({ method, url, headers }, response) => {
  asked.push({ method, url: decodeURIComponent(url ?? ""), authorization: headers.authorization })
  response.writeHead(answer.status, answer.headers).end(answer.body)
})
let store: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  store = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

beforeEach(() => {
  asked.length = 0
  answer = { status: 200, body: "{}" }
})

afterAll(() => server.close())

const reader = (token = "eyJ") => readerOf(store, token)

it("writes lists and operators as the admin API reads them", async () => {
  await reader()("/admin/x", { state: ["dead", "failed"], received_at: { $gt: "2026-01-01" }, limit: 5, order: undefined })

  expect(asked).toEqual([
    {
      method: "GET",
      url: "/admin/x?state[]=dead&state[]=failed&received_at[$gt]=2026-01-01&limit=5",
      authorization: "Bearer eyJ",
    },
  ])
})

it("presents a secret API key as Medusa wants it", async () => {
  await reader("sk_1")("/admin/x")

  expect(asked[0]!.authorization).toBe(`Basic ${Buffer.from("sk_1:").toString("base64")}`)
})

it("follows no redirection, which would take the token elsewhere, and says what the store refuses", async () => {
  answer = { status: 302, headers: { location: `${store}/other` }, body: "" }
  await expect(reader()("/admin/x")).rejects.toThrow()
  answer = { status: 403, body: '{"message":"no"}' }
  await expect(reader()("/admin/x")).rejects.toThrow('the store answered 403: {"message":"no"}')

  expect(asked.map(({ url }) => url)).toEqual(["/admin/x", "/admin/x"])
})

it("sends GET to the admin API whichever tool is called, with whatever arguments", async () => {
  const hostile = { id: "../x", order: "order_1/cancel", method: "POST", body: {}, limit: { $where: "1" } }
  for (const { name } of tools) {
    await callTool(reader(), name, hostile).catch(() => undefined)
    await callTool(reader(), name, { ...hostile, id: "evt_1", order: "order_1" }).catch(() => undefined)
  }

  expect(asked.length).toBeGreaterThanOrEqual(tools.length)
  const paths = asked.map(({ url }) => url!.split("?")[0]!)
  expect(asked.filter(({ method }) => method !== "GET")).toEqual([])
  expect(paths.filter((path) => !path.startsWith("/admin/") || /\.\.|cancel/.test(path))).toEqual([])
})
