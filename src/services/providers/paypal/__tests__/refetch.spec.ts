import { MalformedPayloadError, ProviderUnavailableError } from "../../../domain/errors"
import type { ProviderEvent } from "../../provider"
import { paypal } from ".."
import { KINDS } from "../events"
import type { PayPalPayload } from "../parse"
import { contextOf, NOW, web } from "./setup"

const API = "https://api-m.sandbox.paypal.com"
const TOKEN = `${API}/v1/oauth2/token`
const CAPTURE = `${API}/v2/payments/captures/CAPTURE1`
const capture = { id: "CAPTURE1", status: "COMPLETED", amount: { currency_code: "EUR", value: "24.95" } }
const json = JSON.stringify(capture)
let tokens = 0
const token = (expires_in = 32_400) => JSON.stringify({ access_token: `token${++tokens}`, token_type: "Bearer", expires_in })

const eventOf = (type: string, resource: unknown = { id: "CAPTURE1" }): ProviderEvent<PayPalPayload> => ({
  id: "WH-1",
  type,
  payload: { notification: { id: "WH-1", event_type: type, resource } },
})
const event = eventOf("PAYMENT.CAPTURE.COMPLETED")

async function refetch(of: ProviderEvent<PayPalPayload>, context: ReturnType<typeof contextOf>) {
  if (!paypal.refetch) throw new Error("the provider does not ask")
  return paypal.refetch(of, context)
}

const contextFor = ({ fetch }: { fetch: typeof globalThis.fetch }, now = () => NOW) => contextOf({ fetch, now }, {})

describe("the token", () => {
  it("is asked for with the app's credentials, once for all that need it at once and after", async () => {
    const net = web({ [TOKEN]: () => token(), [CAPTURE]: () => json })
    const context = contextFor(net)
    await Promise.all([refetch(event, context), refetch(event, context), refetch(event, context)])
    await refetch(event, context)
    expect(net.asked.filter((url) => url === TOKEN)).toHaveLength(1)
    expect(net.inits[0]).toMatchObject({ method: "POST", body: "grant_type=client_credentials" })
    expect(new Headers(net.inits[0]?.headers).get("authorization")).toBe(
      `Basic ${Buffer.from("client:secret").toString("base64")}`,
    )
    const last = `token${tokens}`
    expect(net.inits.slice(1).map((init) => new Headers(init?.headers).get("authorization"))).toEqual(
      Array(4).fill(`Bearer ${last}`),
    )
  })

  it("is renewed a minute before it ends", async () => {
    let now = NOW
    const net = web({ [TOKEN]: () => token(600), [CAPTURE]: () => json })
    const context = contextFor(net, () => now)
    for (const seconds of [0, 539, 540]) {
      now = new Date(NOW.getTime() + seconds * 1000)
      await refetch(event, context)
    }
    expect(net.asked.filter((url) => url === TOKEN)).toHaveLength(2)
  })

  it("is used at least once, however short it lives", async () => {
    const net = web({ [TOKEN]: () => token(1), [CAPTURE]: () => json })
    await expect(refetch(event, contextFor(net))).resolves.toBeDefined()
  })

  it("is renewed once when PayPal no longer takes it", async () => {
    let calls = 0
    const net = web({ [TOKEN]: () => token(), [CAPTURE]: () => (++calls === 1 ? 401 : json) })
    await expect(refetch(event, contextFor(net))).resolves.toMatchObject({ payload: { truth: { capture } } })
    expect(net.asked).toEqual([TOKEN, CAPTURE, TOKEN, CAPTURE])
  })

  it("is not renewed without end", async () => {
    const net = web({ [TOKEN]: () => token(), [CAPTURE]: 401 })
    await expect(refetch(event, contextFor(net))).rejects.toThrow("check clientId and clientSecret")
    expect(net.asked).toEqual([TOKEN, CAPTURE, TOKEN, CAPTURE])
  })

  it.each([
    ["unknown credentials", 401, "check clientId, clientSecret and environment"],
    ["an outage", 503, "answered 503"],
    ["a page", "<html>", "without a token"],
    ["no token", "{}", "without a token"],
  ])("that cannot be had because of %s is asked for again next time", async (_what, answer, message) => {
    let broken = true
    const net = web({ [TOKEN]: () => (broken ? answer : token()), [CAPTURE]: () => json })
    const context = contextFor(net)
    await expect(refetch(event, context)).rejects.toThrow(message)
    await expect(refetch(event, context)).rejects.toThrow(ProviderUnavailableError)
    broken = false
    await expect(refetch(event, context)).resolves.toBeDefined()
  })

  it("and the app's secret stand in no error", async () => {
    for (const answer of [401, 403, 500, "<html>", new TypeError("fetch failed: Bearer token")]) {
      const error: unknown = await refetch(event, contextFor(web({ [TOKEN]: () => token(), [CAPTURE]: answer }))).catch(
        (e: unknown) => e,
      )
      expect(String(error)).toMatch(/^ProviderUnavailableError/)
      expect(String(error)).not.toMatch(/token\d|Bearer|client:secret/)
    }
  })
})

describe("PayPal's answer", () => {
  it.each([
    ["that it does not know the capture (yet)", 404, "does not know"],
    ["that the app may not", 403, "give it that permission"],
    ["an error", 400, "answered 400"],
    ["an outage", 500, "answered 500"],
    ["too many", 429, "answered 429"],
    ["a page", "<html>", "cannot be read"],
    ["a capture without a status", JSON.stringify({ ...capture, status: undefined }), "cannot be read"],
    ["an amount as a number", JSON.stringify({ ...capture, amount: { currency_code: "EUR", value: 24.95 } }), "cannot be read"],
    ["another capture", JSON.stringify({ ...capture, id: "CAPTURE2" }), "another resource"],
    ["silence", Object.assign(new Error("timed out"), { name: "TimeoutError" }), "could not be asked"],
  ])("%s is not final: the event is retried and never ignored", async (_what, answer, message) => {
    const refused = refetch(event, contextFor(web({ [TOKEN]: () => token(), [CAPTURE]: answer })))
    await expect(refused).rejects.toThrow(message)
    await expect(refused).rejects.toThrow(ProviderUnavailableError)
  })

  it("may lack everything that a fact can do without, and have anything in its place", async () => {
    const odd = { ...capture, custom_id: 7, invoice_id: "\0", links: "x", payee: [], supplementary_data: 1, update_time: {} }
    const asked = await refetch(event, contextFor(web({ [TOKEN]: () => token(), [CAPTURE]: JSON.stringify(odd) })))
    expect(paypal.normalize(asked, contextFor(web()))).toEqual({
      facts: [
        {
          subject: "payment",
          state: "captured",
          providerPaymentId: "CAPTURE1",
          providerCaptureId: "CAPTURE1",
          amount: { minor: 2495n, currency: "EUR" },
          mode: "test",
        },
      ],
    })
  })
})

describe("the resource that is asked for", () => {
  const refund = { id: "R1", status: "COMPLETED", amount: capture.amount, links: [{ rel: "up", href: CAPTURE }] }
  const dispute = { dispute_id: "PP-D-1", status: "OPEN", disputed_transactions: [{ seller_transaction_id: "CAPTURE1" }] }
  const order = { id: "O1", status: "VOIDED" }
  const answers = {
    [TOKEN]: () => token(),
    [CAPTURE]: json,
    [`${API}/v2/payments/authorizations/A1`]: JSON.stringify({ ...capture, id: "A1", status: "CREATED" }),
    [`${API}/v2/payments/refunds/R1`]: JSON.stringify(refund),
    [`${API}/v2/checkout/orders/O1`]: JSON.stringify(order),
    [`${API}/v1/customer/disputes/PP-D-1`]: JSON.stringify(dispute),
  }
  const byKind = {
    capture: [{ id: "CAPTURE1" }, ["/v2/payments/captures/CAPTURE1"]],
    authorization: [{ id: "A1" }, ["/v2/payments/authorizations/A1"]],
    refund: [{ id: "R1" }, ["/v2/payments/refunds/R1", "/v2/payments/captures/CAPTURE1"]],
    order: [{ order_id: "O1" }, ["/v2/checkout/orders/O1"]],
    dispute: [{ dispute_id: "PP-D-1" }, ["/v1/customer/disputes/PP-D-1", "/v2/payments/captures/CAPTURE1"]],
  } as const

  it.each([...KINDS])("after %s is the %s", async (type, kind) => {
    const [resource, paths] = byKind[kind]
    const net = web(answers)
    const asked = await refetch(eventOf(type, resource), contextFor(net))
    expect(net.asked.slice(1).map((url) => url.slice(API.length))).toEqual(paths)
    expect(paypal.normalize(asked, contextFor(net)).facts).toHaveLength(1)
  })

  it("is nothing for types that are not read", async () => {
    const other = eventOf("CHECKOUT.ORDER.APPROVED")
    expect(await refetch(other, contextFor(web()))).toBe(other)
  })

  it("is nothing, and the event malformed, where a recorded event names nothing", () =>
    expect(refetch(eventOf("PAYMENT.CAPTURE.COMPLETED", { id: "../x" }), contextFor(web()))).rejects.toThrow(
      MalformedPayloadError,
    ))

  it.each([
    ["live", undefined, "https://api-m.paypal.com"],
    ["sandbox", undefined, "https://api-m.sandbox.paypal.com"],
    ["sandbox", "https://paypal.proxy.example/", "https://paypal.proxy.example"],
    ["live", "http://127.0.0.1:9100/api/paypal", "http://127.0.0.1:9100/api/paypal"],
  ])("goes in %s with apiUrl %s to %s", async (environment, apiUrl, base) => {
    const net = web({ [`${base}/v1/oauth2/token`]: () => token(), [`${base}/v2/payments/captures/CAPTURE1`]: json })
    await refetch(event, contextOf({ fetch: net.fetch }, { environment, ...(apiUrl && { apiUrl }) }))
    expect(net.asked).toHaveLength(2)
    expect(net.inits.every((init) => init?.redirect === "error")).toBe(true)
  })

  it("is never where a link points: a refund's capture is read from PayPal's API, whatever the link's host", async () => {
    const links = [{ rel: "up", href: "https://evil.example/v2/payments/captures/CAPTURE1" }]
    const net = web({ ...answers, [`${API}/v2/payments/refunds/R1`]: JSON.stringify({ ...refund, links }) })
    await refetch(eventOf("PAYMENT.CAPTURE.REFUNDED", { id: "R1" }), contextFor(net))
    expect(net.asked.every((url) => url.startsWith(API))).toBe(true)
  })

  describe("about a capture of an authorization", () => {
    const AUTHORIZATION = `${API}/v2/payments/authorizations/A1`
    const related = (related_ids: object) => ({ supplementary_data: { related_ids } })
    const factAfter = async (own: object, authorization: object | number) => {
      const body = JSON.stringify({ ...capture, ...own })
      const answer =
        typeof authorization === "number" ? authorization : JSON.stringify({ ...capture, id: "A1", ...authorization })
      const net = web({ ...answers, [CAPTURE]: body, [AUTHORIZATION]: answer })
      const [fact] = paypal.normalize(await refetch(event, contextFor(net)), contextFor(net)).facts
      return { fact, asked: net.asked.includes(AUTHORIZATION) }
    }

    it("is the authorization too, where only that one names the order and the merchant's reference", async () => {
      const reported = { ...related({ order_id: "O1" }), custom_id: "cart_1", invoice_id: "INV-1" }
      expect(await factAfter(related({ authorization_id: "A1" }), reported)).toMatchObject({
        asked: true,
        fact: { providerPaymentId: "O1", merchantReference: "cart_1", providerCaptureId: "CAPTURE1" },
      })
      expect(await factAfter({ ...related({ authorization_id: "A1", order_id: "O1" }) }, reported)).toMatchObject({
        asked: true,
        fact: { providerPaymentId: "O1", merchantReference: "cart_1" },
      })
    })

    it("is the authorization for the authorized amount, and for no other amount or state of the capture", async () => {
      const other = { status: "VOIDED", amount: { currency_code: "USD", value: "99.00" } }
      expect((await factAfter(related({ authorization_id: "A1" }), other)).fact).toMatchObject({
        state: "captured",
        amount: { minor: 2495n, currency: "EUR" },
        authorizedAmount: { minor: 9900n, currency: "USD" },
      })
    })

    it("is nothing more where the capture has all of it", async () => {
      const all = { ...related({ authorization_id: "A1", order_id: "O1" }), custom_id: "cart_1" }
      expect(await factAfter(all, 500)).toMatchObject({
        asked: false,
        fact: { providerPaymentId: "O1", merchantReference: "cart_1" },
      })
    })

    it("is done without the authorization where PayPal knows none, and retried where it cannot answer", async () => {
      expect((await factAfter(related({ authorization_id: "A1" }), 404)).fact).toMatchObject({ providerPaymentId: "A1" })
      await expect(factAfter(related({ authorization_id: "A1" }), 503)).rejects.toThrow(ProviderUnavailableError)
    })
  })

  it("about a dispute of several payments is no payment: it belongs to none of them alone", async () => {
    const several = {
      ...dispute,
      disputed_transactions: [{ seller_transaction_id: "CAPTURE1" }, { seller_transaction_id: "CAPTURE2" }],
    }
    const net = web({ ...answers, [`${API}/v1/customer/disputes/PP-D-1`]: JSON.stringify(several) })
    const asked = await refetch(eventOf("CUSTOMER.DISPUTE.CREATED", { dispute_id: "PP-D-1" }), contextFor(net))
    expect(net.asked).not.toContain(CAPTURE)
    expect(paypal.normalize(asked, contextFor(net)).facts).toEqual([
      expect.not.objectContaining({ providerPaymentId: expect.anything() }),
    ])
  })
})
