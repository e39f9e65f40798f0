import fs from "node:fs"
import http from "node:http"
import os from "node:os"
import path from "node:path"
import type { AddressInfo } from "node:net"
import { filesBelow, modifiedAt } from "./files"
import { timed } from "./log"
import { runProcess } from "./medusa"
import { cacheDir, root } from "./paths"

const storefrontDir = path.join(root, "examples", "storefront")
const out = path.join(cacheDir, "storefront")

function isBuilt(): boolean {
  const inputs = [storefrontDir, path.join(root, ".medusa", "storefront")].flatMap(filesBelow)
  const sources = inputs.filter((file) => !file.includes(`${path.sep}node_modules${path.sep}`))
  return Math.max(...sources.map(modifiedAt)) < modifiedAt(path.join(out, "index.html"))
}

/** Builds the example storefront, in the time that other processes leave over. The plugin must be built before. */
export async function buildStorefront(): Promise<void> {
  if (isBuilt()) return
  const vite = path.join(path.dirname(require.resolve("vite/package.json")), "bin", "vite.js")
  const env = { ...process.env, NODE_ENV: "production" }
  await timed("build the storefront", () =>
    runProcess(process.execPath, [vite, "build"], env, storefrontDir, os.constants.priority.PRIORITY_BELOW_NORMAL),
  )
}

export interface StorefrontOptions {
  readonly port: number
  readonly storeUrl: string
  readonly publishableKey: string
  readonly gatewayUrl: string
  /** Shown beside the login. */
  readonly customer: { readonly email: string; readonly password: string }
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
}

/** The acts of buyer and provider that the page offers, and the payment itself; nothing else of the gateway is in reach. */
const GATEWAY = /^\/gateway(\/payments\/[\w-]+(?:\/(?:pay|fail|refund))?)$/

/** Serves the built storefront with its settings, and hands its buyer's acts to the gateway. The URL, and how to stop. */
export async function serveStorefront(options: StorefrontOptions): Promise<{ url: string; close(): Promise<void> }> {
  const { storeUrl, publishableKey, gatewayUrl, customer } = options
  const files = new Map(filesBelow(out).map((file) => [`/${path.relative(out, file).split(path.sep).join("/")}`, file]))
  const policy = `default-src 'self'; img-src 'self' data:; connect-src 'self' ${storeUrl}; base-uri 'none'; form-action 'self'`

  const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://storefront")
    if (pathname === "/config.json") {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" })
      response.end(JSON.stringify({ backendUrl: storeUrl, publishableKey, customer }))
      return
    }
    const [, gatewayPath] = GATEWAY.exec(pathname) ?? []
    if (gatewayPath) {
      const { status, text } = await forward(request, new URL(gatewayPath, gatewayUrl))
      response.writeHead(status, { "content-type": "application/json" }).end(text)
      return
    }
    const file = files.get(pathname === "/" ? "/index.html" : pathname)
    if (!file) return void response.writeHead(404).end()
    response.writeHead(200, {
      "content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
      "content-security-policy": policy,
      // Vite names the files in assets/ after their content.
      "cache-control": pathname.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    })
    fs.createReadStream(file).pipe(response)
  }
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.headersSent || response.writeHead(502).end())
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(options.port, "127.0.0.1", resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function forward(request: http.IncomingMessage, url: URL): Promise<{ status: number; text: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const method = request.method ?? "GET"
  const init = method === "GET" ? {} : { headers: { "content-type": "application/json" }, body: Buffer.concat(chunks) }
  const response = await fetch(url, { method, ...init })
  return { status: response.status, text: await response.text() }
}
