import { writeFileSync } from "node:fs"

// Run after the build. The package's own modules are CommonJS; those for storefronts are not, which Node.js reads in the nearest
// manifest. Not kept among the sources: there it would change how their tests are compiled.
writeFileSync(
  new URL("../../.medusa/storefront/package.json", import.meta.url),
  `${JSON.stringify({ type: "module", sideEffects: false })}\n`,
)
