import { spawn, type ChildProcess } from "node:child_process"
import path from "node:path"
import type { Browser } from "playwright-core"
import { freePort } from "../../../scripts/lib/free-port"
import { medusaEnv } from "../../../scripts/lib/medusa"
import { createProject, type FreshProject } from "../../pack/support/project"
import { createTestDatabase, poll, type TestDatabase } from "../../setup"
import { startBrowser } from "../support/browser"
import { bellSays, signIn } from "./support/desk"

const CONFIG = `
const { defineConfig } = require("@medusajs/framework/utils")

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { connection: { ssl: false } },
    http: { storeCors: "", adminCors: process.env.URL, authCors: process.env.URL, jwtSecret: "jwt", cookieSecret: "cookie" },
    cookieOptions: { secure: false, sameSite: "lax" },
  },
  plugins: [
    {
      resolve: "medusa-payment-notifications",
      options: { accounts: [{ id: "shop", provider: "hmac", options: { keys: [{ id: "key-1", secrets: ["a-secret-of-the-fresh-store"] }] } }] },
    },
  ],
})
`

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    ...{ allowJs: true, esModuleInterop: true, skipLibCheck: true, target: "ES2021" },
    ...{ module: "Node16", moduleResolution: "Node16", outDir: "./.medusa/server", rootDir: "./" },
  },
  include: ["medusa-config.js"],
})

const person = { email: "merchant@example.com", password: "supersecret" }

let project: FreshProject
let database: TestDatabase
let browser: Browser
let server: ChildProcess
let url: string
let output = ""

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const env = { DATABASE_URL: database.url, URL: url }
  project = await createProject({ "medusa-config.js": CONFIG, "tsconfig.json": TSCONFIG }, [
    "@medusajs/admin-sdk",
    "react",
    "react-dom",
    "typescript",
  ])
  await project.run(["build"], env)
  await project.run(["db:migrate", "--skip-scripts"], env)
  await project.run(["user", "-e", person.email, "-p", person.password], env)
  const [command, args] = project.medusa(["start", "--port", String(port), "--host", "127.0.0.1"])
  server = spawn(command, args, {
    cwd: path.join(project.dir, ".medusa", "server"),
    env: medusaEnv(env),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  })
  for (const stream of [server.stdout!, server.stderr!]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const healthy = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => server.exitCode !== null,
    )
  await poll("the fresh store's health", healthy, { timeoutMs: 90_000, everyMs: 200 })
  if (server.exitCode !== null) throw new Error(`the fresh store ended with ${server.exitCode}:\n${output.slice(-4000)}`)
  browser = await startBrowser()
}, 600_000)

afterAll(async () => {
  await browser?.close()
  if (server && server.exitCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve))
    server.kill("SIGKILL")
    await ended
  }
  await database?.drop()
  project?.remove()
})

it("has the plugin's pages in the dashboard of a store that installs the package", async () => {
  const { device, page } = await signIn({ browser, world: { url } }, person)

  await bellSays(page, "No payments to review")
  await page.getByRole("link", { name: "To review" }).click()
  await page.getByText("Nothing to review").waitFor()
  await page.getByRole("link", { name: "Webhook events" }).click()
  await page.getByText("No events yet").waitFor()
  expect(device.errors).toEqual([])
}, 120_000)
