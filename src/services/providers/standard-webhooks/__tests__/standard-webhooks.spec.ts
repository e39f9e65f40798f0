import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import { standardWebhooks } from ".."

/** The known answer that the Standard Webhooks libraries test against. */
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
const known = {
  "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
  "webhook-timestamp": "1614265330",
  "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
const rawBody = Buffer.from('{"test": 2432232314}')
const now = new Date(1614265330_000)

const verify = (headers: Record<string, string>, options: unknown = { secrets: [secret] }) =>
  standardWebhooks.verify(
    { method: "POST", url: "/", headers, rawBody, receivedAt: now },
    { account: { id: "shop" }, now: () => now, fetch: offline, options: standardWebhooks.options.parse(options) },
  )

describe("standard-webhooks", () => {
  it("gives the known answer", () => expect(verify(known)).resolves.toBeUndefined())

  it.each(["webhook-id", "webhook-timestamp"])("signs the %s", (header) =>
    expect(verify({ ...known, [header]: `${known[header as keyof typeof known].slice(0, -1)}9` })).rejects.toThrow(
      /no signature matches/,
    ),
  )

  it("finds the signature among others and passes over versions it does not know", () =>
    expect(
      verify({ ...known, "webhook-signature": `v2,abc v1,${"A".repeat(43)}= ${known["webhook-signature"]}` }),
    ).resolves.toBeUndefined())

  it.each([
    ["v1a", known["webhook-signature"].replace("v1,", "v1a,")],
    ["no version", known["webhook-signature"].slice("v1,".length)],
    ["base64 without padding", known["webhook-signature"].slice(0, -1)],
    ["a tail", `${known["webhook-signature"]} `],
    ["a comma list", `${known["webhook-signature"]},${known["webhook-signature"]}`],
  ])("refuses %s", (_what, signature) =>
    expect(verify({ ...known, "webhook-signature": signature })).rejects.toBeInstanceOf(SignatureVerificationError),
  )

  it("reads the header names of Svix as its own", async () => {
    const svix = Object.fromEntries(Object.entries(known).map(([name, value]) => [name.replace("webhook-", "svix-"), value]))
    await expect(verify(svix)).resolves.toBeUndefined()
    await expect(verify({ ...svix, "svix-id": "msg_other" })).rejects.toThrow(/no signature matches/)
    const body = Buffer.from('{"type":"payment.captured","data":{}}')
    const request = { method: "POST", url: "/", headers: svix, rawBody: body, receivedAt: now }
    expect(standardWebhooks.parse(request, {} as never).map(({ id }) => id)).toEqual([known["webhook-id"]])
  })

  it.each(["svix-id", "svix-timestamp", "svix-signature"])(
    "refuses %s beside its own headers: one of both is not signed",
    (header) =>
      expect(verify({ ...known, [header]: known[header.replace("svix-", "webhook-") as keyof typeof known] })).rejects.toThrow(
        /one kind only/,
      ),
  )

  it("does not take the one kind's id for the other's signature", async () => {
    const { "webhook-id": id, ...rest } = known
    await expect(verify({ ...rest, "svix-id": id })).rejects.toBeInstanceOf(SignatureVerificationError)
  })

  it("takes a tolerance of its own", async () => {
    const later = { method: "POST", url: "/", headers: known, rawBody, receivedAt: now }
    const context = (toleranceSeconds: number) => ({
      account: { id: "shop" },
      now: () => new Date(now.getTime() + 30_000),
      fetch: offline,
      options: standardWebhooks.options.parse({ secrets: [secret], toleranceSeconds }),
    })
    await expect(standardWebhooks.verify(later, context(30))).resolves.toBeUndefined()
    await expect(standardWebhooks.verify(later, context(29))).rejects.toThrow(/30 s old/)
  })

  it("identifies an event by its signed header, whatever id the body claims", () => {
    const body = Buffer.from('{"id":"other","type":"payment.captured","data":{}}')
    const request = { method: "POST", url: "/", headers: known, rawBody: body, receivedAt: now }
    expect(standardWebhooks.parse(request, {} as never).map(({ id }) => id)).toEqual([known["webhook-id"]])
    const unstorable = { ...request, headers: { ...known, "webhook-id": "x".repeat(256) } }
    expect(() => standardWebhooks.parse(unstorable, {} as never)).toThrow(MalformedPayloadError)
  })
})
