import { readFileSync } from "node:fs"
import { join } from "node:path"

const read = (...path: string[]) => readFileSync(join(__dirname, "..", "..", ...path), "utf8")

it("docs/contributing/adding-a-provider.md shows the very provider that the example store runs and the HTTP tests pay through", () => {
  const [, shown] =
    /<!-- acme -->\n\n```ts\n([\s\S]*?)```\n\n<!-- \/acme -->/.exec(read("docs", "contributing", "adding-a-provider.md")) ?? []
  expect(shown).toBe(read("examples", "store", "src", "payment-providers", "acme.ts"))
})
