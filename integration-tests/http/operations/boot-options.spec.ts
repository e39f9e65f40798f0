import { spawn } from "node:child_process"
import { medusaCommand, medusaEnv } from "../../../scripts/lib/medusa"
import { storeDir } from "../../../scripts/lib/paths"
import type { PaymentNotificationOptions } from "../../../src"
import { createTestDatabase, type TestDatabase } from "../../setup"

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database?.drop())

/** Boots the store with these options; it must end by itself. */
function boot(options: unknown, env: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  const [command, args] = medusaCommand(["start", "--port", "0", "--host", "127.0.0.1"])
  const child = spawn(command, args, {
    cwd: storeDir,
    env: medusaEnv({ DATABASE_URL: database.url, ADMIN: "off", PAYMENT_NOTIFICATIONS_OPTIONS: JSON.stringify(options), ...env }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const timer = setTimeout(() => child.kill("SIGKILL"), 60_000)
  return new Promise((resolve) =>
    child.once("close", (code) => {
      clearTimeout(timer)
      resolve({ code, output })
    }),
  )
}

const SECRET = "sk_live_do_not_print_me_0123456789"

const account = (options: object): PaymentNotificationOptions => ({ accounts: [{ id: "shop", provider: "stripe", ...options }] })

const wrong: Array<[string, unknown, RegExp]> = [
  ["a secret of another kind", account({ options: { signingSecrets: [SECRET] } }), /accounts\[0\]\.options\.signingSecrets\[0\]/],
  [
    "a provider's option that does not exist",
    account({ options: { signingSecret: SECRET } }),
    /accounts\[0\]\.options.*signingSecrets/,
  ],
  [
    "an unknown provider",
    account({ provider: "paypall", options: { secret: SECRET } }),
    /accounts\[0\]\.provider.*paypall.*use one of.*stripe/,
  ],
  [
    "a wildcard that is no beginning",
    account({ paymentProviders: ["pp_*_stripe"], options: { signingSecrets: ["whsec_c2VjcmV0"] } }),
    /accounts\[0\]\.paymentProviders\[0\]: must be an id, or the beginning of ids with one \\*"\*\\*" at its end/,
  ],
  [
    "payment providers that two accounts name",
    {
      accounts: ["pp_stripe*", "pp_stripe-ideal_stripe"].map((pattern, index) => ({
        id: `shop-${index}`,
        provider: "stripe",
        paymentProviders: [pattern],
        options: { signingSecrets: [`whsec_${"c2VjcmV0".repeat(4)}`] },
      })),
    },
    /accounts\[1\]\.paymentProviders\[0\]: .*pp_stripe-ideal_stripe.* and .*pp_stripe\*.* of account .*shop-0/,
  ],
  [
    "a workflow that the store does not have",
    { orders: { completeCartWorkflow: "complete-with-bells" } },
    /orders\.completeCartWorkflow: there is no workflow \\*"complete-with-bells/,
  ],
  ["streams without any", { live: { maxStreams: 0 } }, /live\.maxStreams: .*1/],
  ["a misspelt option of streams", { live: { lifetimeSeconds: 60 } }, /live.*lifetimeSeconds/],
  ["a misspelt option", { takeOverCoreRoutes: true }, /takeOverCoreRoutes/],
  ["a pool that is too small", { databasePoolSize: 11, processing: { concurrency: 4 } }, /databasePoolSize.*12 or more/],
]

it.each(wrong)("does not boot with %s, names the option, and prints no secret", async (_what, options, message) => {
  const { code, output } = await boot(options)

  expect(code).not.toBe(0)
  expect(code).not.toBeNull()
  expect(output).toMatch(message)
  expect(output).not.toContain(SECRET)
})

it("does not boot as a worker either with a workflow that the store does not have", async () => {
  const { code, output } = await boot({ orders: { completeCartWorkflow: "complete-with-bells" } }, { WORKER_MODE: "worker" })

  expect(code).not.toBe(0)
  expect(code).not.toBeNull()
  expect(output).toContain("complete-with-bells")
})

it("does not boot when its tables are out of reach", async () => {
  const { code, output } = await boot({}, { DATABASE_URL: database.url.replace(/\/[^/]*$/, "/no_such_database") })

  expect(code).not.toBe(0)
  expect(code).not.toBeNull()
  expect(output).toContain("no_such_database")
})
