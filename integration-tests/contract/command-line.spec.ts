import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import http from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { buildPlugin } from "../../scripts/lib/build"
import { parseWebPushOptions } from "../../src/providers/notification-web-push/options"
import { everyHarness, type Harness } from "./harnesses"
import { contextOf, NOW, requestOf, providerOf, signed } from "./support/call"
import { BIN, runCommand, spawnCommand, type Ended } from "./support/command"
import { fixture } from "./support/fixtures"

const root = join(__dirname, "..", "..")
let folder: string

beforeAll(async () => {
  await buildPlugin()
  folder = mkdtempSync(join(tmpdir(), "payment-notifications-"))
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** In this very process; tests that need the built command use `spawned`. */
const run = runCommand

const spawned = (...args: string[]) => spawnCommand(folder, ...args)

function write(name: string, value: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value))
  return file
}

function captureOf(harness: Harness, content: Buffer, secret = harness.secrets.current) {
  const { method, url, headers, rawBody } = signed(harness, content, secret)
  return { method, url, headers, bodyBase64: rawBody.toString("base64") }
}

const inspect = (harness: Harness, capture: unknown, options: unknown = harness.options([harness.secrets.current])) =>
  run(
    ...["inspect", "--provider", harness.provider, "--at", NOW.toISOString()],
    ...["--options", write("options.json", options), write("capture.json", capture)],
  )

/** The output that a program reads: bigints as decimal text, times in ISO 8601. */
const printed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item)))

/** An adapter that delegates needs a store; one that fetches its provider's certificate needs the provider. */
const alone = everyHarness.filter(([name, { reader }]) => !reader && name !== "paypal")

describe("vapid", () => {
  it("prints a fresh pair that the provider takes, as lines and as JSON", async () => {
    const [lines, json, again] = await Promise.all([spawned("vapid"), run("vapid", "--json"), run("vapid", "--json")])
    const [, publicKey, privateKey] = /^VAPID_PUBLIC_KEY=(.+)\nVAPID_PRIVATE_KEY=(.+)\n$/.exec(lines.json) ?? []

    for (const pair of [{ publicKey, privateKey }, json.json]) {
      expect(() => parseWebPushOptions({ vapid: { subject: "mailto:ops@shop.example", ...pair } })).not.toThrow()
    }
    expect([lines.code, json.code]).toEqual([0, 0])
    expect(json.json.privateKey).not.toBe(again.json.privateKey)
  })
})

describe.each(alone)("inspect: %s", (_name, harness) => {
  const content = fixture(harness.provider, "captured")

  it("prints a store's reading, and exits with 0", async () => {
    const { code, json } = await inspect(harness, captureOf(harness, content))
    const provider = providerOf(harness)
    const context = contextOf(harness)
    const request = signed(harness, content)
    await provider.verify(request, context)
    const [event] = provider.parse(request, context)

    expect([code, json.verified]).toEqual([0, true])
    expect(json.events).toEqual([
      printed({ id: event?.id, type: event?.type, occurredAt: event?.occurredAt, ...provider.normalize(event!, context) }),
    ])
    expect(json.events[0].facts[0]).toMatchObject({ subject: "payment", state: "captured" })
    expect(json.acknowledgement).toEqual(printed(provider.acknowledge?.({ recorded: 1, duplicates: 0 }) ?? { status: 200 }))
  })

  it("exits with 2 for another's signature", async () => {
    const { code, json } = await inspect(harness, captureOf(harness, content, harness.secrets.stranger))
    expect([code, json]).toEqual([
      2,
      { verified: false, error: { code: "signature_verification_failed", message: expect.any(String) } },
    ])
  })
})

describe("inspect", () => {
  const [, stripe] = everyHarness.find(([name]) => name === "stripe")!
  const content = fixture("stripe", "captured")

  it("exits with 3 for signed bytes that are no event, and for a file that is no capture", async () => {
    const { code, json } = await inspect(stripe, captureOf(stripe, Buffer.from("{}")))
    expect([code, json.error.code]).toEqual([3, "malformed_payload"])
    expect((await inspect(stripe, { body: 7 })).code).toBe(3)
    expect(
      (await run("inspect", "--provider", "stripe", "--options", write("o.json", stripe.options(["whsec_x"])), "nowhere.json"))
        .code,
    ).toBe(3)
  })

  it("exits with 4 for an unknown provider and for options that its provider refuses, and names them", async () => {
    const unknown = await run("inspect", "--provider", "strype", write("capture.json", {}))
    expect([unknown.code, unknown.stderr]).toEqual([4, expect.stringContaining("strype")])
    const refused = await inspect(stripe, captureOf(stripe, content), { signingSecret: "whsec_x" })
    expect([refused.code, refused.stderr]).toEqual([4, expect.stringContaining("signingSecret")])
    expect(refused.stderr).not.toContain("whsec_x")
  })

  it("takes the capture's time from --at: a day later the same call is too old", async () => {
    const args = [
      "--options",
      write("options.json", stripe.options([stripe.secrets.current])),
      write("capture.json", captureOf(stripe, content)),
    ]
    expect((await run("inspect", "--provider", "stripe", "--at", "2025-06-02T12:00:00Z", ...args)).code).toBe(2)
    expect((await run("inspect", "--provider", "stripe", "--at", "yesterday", ...args)).code).toBe(1)
  })

  it("reads a plain body, and options from TypeScript", async () => {
    const { headers, rawBody } = signed(stripe, content)
    const options = write(
      "options.ts",
      `const secret: string = "${stripe.secrets.current}"\nexport default { signingSecrets: [secret] }\n`,
    )
    const capture = write("plain.json", { method: "POST", url: "/", headers, body: rawBody.toString() })
    const args = ["--provider", "stripe", "--options", options, "--at", NOW.toISOString(), capture]
    const { code, json } = await spawned("inspect", ...args)
    expect([code, json.verified]).toEqual([0, true])
  })

  it("reads with a store's own provider, named by its file", async () => {
    const provider = join(root, "examples", "store", "src", "payment-providers", "acme.ts")
    const { code, json } = await spawned(
      "inspect",
      "--provider",
      provider,
      "--options",
      write("o.json", { secrets: ["s"] }),
      write("c.json", { body: "{}" }),
    )
    expect([code, json.error.code]).toEqual([2, "signature_verification_failed"])
  })
})

describe("send", () => {
  it("signs as the provider does and posts; inspect reads the saved capture", async () => {
    const [, stripe] = everyHarness.find(([name]) => name === "stripe")!
    const received: { status: number; verified: Promise<void> }[] = []
    const server = http.createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const call = requestOf(Buffer.concat(chunks), request.headers as Record<string, string>)
      const verified = Promise.resolve(providerOf(stripe).verify(call, { ...contextOf(stripe), now: () => new Date() }))
      received.push({ status: received.length ? 500 : 200, verified })
      await verified.catch(() => undefined)
      response.writeHead(received.at(-1)!.status).end("thanks")
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/payments/stripe`
    const credentials = write("credentials.json", { secret: stripe.secrets.current })
    const saved = join(folder, "saved.json")
    const args = [
      "send",
      "--provider",
      "stripe",
      "--event",
      "captured",
      "--url",
      url,
      "--credentials",
      credentials,
      "--save",
      saved,
    ]
    try {
      const first = await spawned(
        ...args,
        "--session",
        "payses_01JZZZZZZZZZZZZZZZZZZZZZZZ",
        "--amount",
        "1999",
        "--currency",
        "chf",
      )
      const second = await spawned(...args.slice(0, -2))
      expect([first.code, first.json, second.code]).toEqual([0, { status: 200, body: "thanks", ms: expect.any(Number) }, 1])
      await Promise.all(received.map(({ verified }) => expect(verified).resolves.toBeUndefined()))
    } finally {
      server.close()
    }
    const { json } = await run(
      "inspect",
      "--provider",
      "stripe",
      "--options",
      write("o.json", stripe.options([stripe.secrets.current])),
      saved,
    )
    expect(json.events[0].facts[0]).toMatchObject({
      sessionId: "payses_01JZZZZZZZZZZZZZZZZZZZZZZZ",
      amount: { minor: "1999", currency: "CHF" },
    })
  })

  it("names the unknown provider, event or command", async () => {
    const refusals = await Promise.all([
      run("send", "--provider", "nobody", "--event", "captured", "--url", "http://x"),
      run("send", "--provider", "stripe", "--event", "blessed", "--url", "http://x"),
      run("send", "--provider", "paystack", "--event", "expired", "--url", "http://x", "--dry-run"),
      run("blow-up"),
    ])
    expect(refusals.map(({ code }) => code)).toEqual([4, 1, 1, 1])
    expect(refusals[2]?.stderr).toContain("paystack sends no webhook for payment.expired")
  })
})

describe("the installed command", () => {
  const [, stripe] = everyHarness.find(([name]) => name === "stripe")!
  const options = () => write("options.json", stripe.options([stripe.secrets.current]))
  const inspected = (capture: string, ...args: string[]) =>
    spawned("inspect", "--provider", "stripe", "--at", NOW.toISOString(), "--options", options(), ...args, capture)

  it("is a script that Node runs", () => {
    const { bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { bin: Record<string, string> }
    expect(join(root, bin["payment-notifications"]!)).toBe(BIN)
    expect(readFileSync(BIN, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/)
  })

  it("exits with the command's code, and prints nothing but its output to stdout", async () => {
    const genuine = write("genuine.json", captureOf(stripe, fixture("stripe", "captured")))
    const forged = write("forged.json", captureOf(stripe, fixture("stripe", "captured"), stripe.secrets.stranger))
    const empty = write("empty.json", captureOf(stripe, Buffer.from("{}")))
    const codeOf = ({ code, json, stderr }: Ended) => [code, json.error?.code, stderr]

    expect(codeOf(await inspected(genuine))).toEqual([0, undefined, ""])
    expect(codeOf(await inspected(forged))).toEqual([2, "signature_verification_failed", ""])
    expect(codeOf(await inspected(empty))).toEqual([3, "malformed_payload", ""])
  })

  it("names the unknown provider or command on stderr, and exits with another code than 0", async () => {
    const unknown = await spawned("inspect", "--provider", "strype", write("capture.json", {}))
    expect([unknown.code, unknown.json, unknown.stderr]).toEqual([4, "", expect.stringContaining("strype")])
    const none = await spawned("blow-up")
    expect([none.code, none.json, none.stderr]).toEqual([
      1,
      expect.stringContaining("payment-notifications inspect"),
      'there is no command "blow-up"\n',
    ])
  })
})
