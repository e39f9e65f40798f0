/** Bundles the dashboard's pages as `medusa plugin:build` does, and nothing else: a process of its own, as the bundler is ESM. */
const path = require("node:path")

const root = path.resolve(__dirname, "..", "..")
const medusa = require.resolve("@medusajs/medusa/package.json")
const bundler = require(require.resolve("@medusajs/admin-bundler", { paths: [path.dirname(medusa)] }))

bundler.plugin({ root, outDir: path.join(root, ".medusa", "server") }).catch((error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exitCode = 1
})
