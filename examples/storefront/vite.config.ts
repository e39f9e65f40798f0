import { readFileSync } from "node:fs"
import react from "@vitejs/plugin-react"
import { defineConfig, type Plugin } from "vite"

const WORKER = "payment-notifications-sw.js"

/** The plugin's service worker has to stand at the root of the storefront's own origin. */
const serviceWorker = (): Plugin => ({
  name: "service-worker",
  generateBundle() {
    this.emitFile({ type: "asset", fileName: WORKER, source: readFileSync(new URL(WORKER, import.meta.url)) })
  },
})

export default defineConfig({
  plugins: [react(), serviceWorker()],
  publicDir: false,
  build: { outDir: "../../.cache/storefront", emptyOutDir: true, target: "es2022" },
})
