import { ProviderUnavailableError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { mollie } from ".."
import type { MollieOptions } from "../options"

const START = Date.parse("2025-06-01T12:00:00Z")
const MINUTE = 60_000

interface Shop {
  readonly asked: string[]
  readonly call: (id: string, at?: number) => Promise<"read" | "nothing" | "refused">
  /** The most requests that were under way at a time. */
  readonly most: () => number
}

/** A classic account with two keys, and Mollie, which knows the ids that begin with `tr_genuine`. */
function createShop(answersIn = 0): Shop {
  const asked: string[] = []
  let [underWay, most] = [0, 0]
  const fetch: typeof globalThis.fetch = async (input) => {
    const id = new URL(String(input)).pathname.split("/").at(-1) ?? ""
    asked.push(id)
    most = Math.max(most, ++underWay)
    await new Promise((resolve) => setTimeout(resolve, answersIn))
    underWay--
    if (!id.startsWith("tr_genuine")) return new Response("{}", { status: 404 })
    return Response.json({ resource: "payment", id, status: "paid", amount: { currency: "EUR", value: "24.95" }, metadata: null })
  }
  const context = (at: number): ProviderContext<MollieOptions> => ({
    account: { id: "shop" },
    options: mollie.options.parse({ classic: true, apiKeys: ["test_x", "live_x"] }),
    now: () => new Date(at),
    fetch,
  })
  return {
    asked,
    most: () => most,
    async call(id, at = START) {
      const given = context(at)
      const headers = { "content-type": "application/x-www-form-urlencoded" }
      const request = { method: "POST", url: "/", headers, rawBody: Buffer.from(`id=${id}`), receivedAt: new Date(at) }
      try {
        await mollie.verify(request, given)
      } catch (error) {
        expect(error).toBeInstanceOf(ProviderUnavailableError)
        return "refused"
      }
      return mollie.parse(request, given).length ? "read" : "nothing"
    },
  }
}

const strangers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `tr_stranger${from + index}`)

async function inTurn(shop: Shop, ids: readonly string[], at = START): Promise<string[]> {
  const outcomes: string[] = []
  for (const id of ids) outcomes.push(await shop.call(id, at))
  return outcomes
}

describe("300 calls of unknown ids", () => {
  it("are 60 requests at two keys, not 600; the others are to come again", async () => {
    const shop = createShop()
    const outcomes = await inTurn(shop, strangers(300))
    expect(shop.asked).toHaveLength(60)
    expect(outcomes.filter((outcome) => outcome === "nothing")).toHaveLength(30)
    expect(outcomes.filter((outcome) => outcome === "refused")).toHaveLength(270)
  })

  it("at a time are eight requests at a time", async () => {
    const shop = createShop(5)
    const outcomes = await Promise.all(strangers(300).map((id) => shop.call(id)))
    expect(shop.most()).toBe(8)
    expect(shop.asked.length).toBeLessThanOrEqual(60)
    expect(outcomes).not.toContain("read")
  })

  it("may go on for an hour and stay bounded", async () => {
    const shop = createShop()
    for (let minute = 0; minute < 60; minute++) await inTurn(shop, strangers(300, minute * 300), START + minute * MINUTE)
    expect(shop.asked.length).toBeLessThanOrEqual(60 * 60)
  })
})

describe("an unknown id", () => {
  it("that comes again within a minute is acknowledged without a request, and asked about after it", async () => {
    const shop = createShop()
    expect(
      await inTurn(
        shop,
        Array.from({ length: 50 }, () => "tr_stranger"),
      ),
    ).not.toContain("refused")
    expect(shop.asked).toHaveLength(2)
    expect(await shop.call("tr_stranger", START + MINUTE - 1)).toBe("nothing")
    expect(shop.asked).toHaveLength(2)
    expect(await shop.call("tr_stranger", START + MINUTE)).toBe("nothing")
    expect(shop.asked).toHaveLength(4)
  })

  it("that comes many times at once is asked about by the calls that were first", async () => {
    const shop = createShop(5)
    await Promise.all(Array.from({ length: 40 }, () => shop.call("tr_stranger")))
    expect(shop.asked.length).toBeLessThanOrEqual(16)
  })
})

describe("a genuine payment", () => {
  it("is read while strangers call, if it was found before", async () => {
    const shop = createShop()
    expect(await shop.call("tr_genuine1")).toBe("read")
    await inTurn(shop, strangers(300))
    expect(await shop.call("tr_genuine1")).toBe("read")
  })

  it("that was refused is read when Mollie calls again, while strangers go on with new ids", async () => {
    const shop = createShop()
    await inTurn(shop, strangers(300))
    expect(await shop.call("tr_genuine1")).toBe("refused")
    for (let second = 1; second < 60; second++) await inTurn(shop, strangers(5, second * 1000), START + second * 1000)
    await inTurn(shop, strangers(300, 100_000), START + MINUTE)
    expect(await shop.call("tr_genuine1", START + MINUTE)).toBe("read")
  })

  it("is never refused for other genuine ones, however many come", async () => {
    const shop = createShop()
    const ids = Array.from({ length: 200 }, (_, index) => `tr_genuine${index}`)
    expect(new Set(await inTurn(shop, ids))).toEqual(new Set(["read"]))
  })

  it("is bounded, too: a payer knows the id of the own payment", async () => {
    const shop = createShop()
    const outcomes = await inTurn(
      shop,
      Array.from({ length: 300 }, () => "tr_genuine1"),
    )
    expect(outcomes.filter((outcome) => outcome === "read")).toHaveLength(21)
    expect(shop.asked).toHaveLength(21)
    expect(await shop.call("tr_genuine1", START + MINUTE)).toBe("read")
  })

  it("is asked about again for every call: an answer under way may be older than the call", async () => {
    const shop = createShop(5)
    expect(await Promise.all([1, 2, 3].map(() => shop.call("tr_genuine1")))).toEqual(["read", "read", "read"])
    expect(shop.asked).toHaveLength(3)
  })
})

it("an outage does not keep a turn for good", async () => {
  const failing: typeof fetch = () => Promise.reject(new Error("no network"))
  const context: ProviderContext<MollieOptions> = {
    account: { id: "shop" },
    options: mollie.options.parse({ classic: true, apiKeys: ["test_x"] }),
    now: () => new Date(START),
    fetch: failing,
  }
  const headers = { "content-type": "application/x-www-form-urlencoded" }
  for (const id of strangers(40)) {
    const request = { method: "POST", url: "/", headers, rawBody: Buffer.from(`id=${id}`), receivedAt: new Date() }
    await expect(mollie.verify(request, context)).rejects.toBeInstanceOf(ProviderUnavailableError)
  }
})
