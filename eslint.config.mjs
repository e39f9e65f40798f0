import { readdirSync } from "node:fs"
import importX from "eslint-plugin-import-x"
import tseslint from "typescript-eslint"

const services = "./src/services"
const application = "./src/application"

/** The floors, from the ground up. A floor imports what is below it, never what is above. */
const FLOORS = [
  [services],
  ["./src/providers"],
  ["./src/medusa"],
  [application],
  ["./src/workflows"],
  ["./src/api", "./src/subscribers", "./src/jobs", "./src/cli", "./src/modules", "./src/admin"],
]

const floors = FLOORS.slice(0, -1).map((target, floor) => ({
  target,
  from: FLOORS.slice(floor + 1).flat(),
  message: "imports point down: doors → workflows → application → medusa → providers → services",
}))

/** A part of `base` imports its own files and the parts named. */
const part = (base, names, standsOn, message) => ({
  target: [names].flat().map((name) => `${base}/${name}`),
  from: base,
  except: [...[names].flat(), ...standsOn].map((name) => `./${name}`),
  message,
})

/** The kinds in a folder: each folder of it but the kit, which they share. */
const kindsIn = (folder) =>
  readdirSync(new URL(folder, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !["kit", "__tests__"].includes(entry.name))
    .map(({ name }) => name)

const KINDS = `${services}/deliveries/kinds`
const CONSUMERS = `${services}/consumers`

/** A kind stands on its own files and the kit; a consumer shares the connection of the kind of its name as well. */
const kinds = [
  ...kindsIn(KINDS).map((kind) => part(KINDS, kind, ["kit"], "a kind knows no other kind: what two of them need is in the kit")),
  part(KINDS, "kit", [], "the kit knows no single kind"),
  ...kindsIn(CONSUMERS).flatMap((kind) => [
    part(CONSUMERS, kind, ["kit", "kind.ts"], "a consumer knows no other one: what two of them need is in the kit"),
    {
      target: `${CONSUMERS}/${kind}`,
      from: `${services}/deliveries`,
      except: [`./kinds/${kind}`, "./kinds/kit"],
      message: "a consumer shares the broker's connection with its kind, and nothing else of deliveries",
    },
  ]),
  part(CONSUMERS, "kit", [], "the kit knows no single consumer"),
]

const underKinds = part(
  services,
  "deliveries/kinds",
  ["deliveries/kind.ts", "deliveries/agents", "deliveries/secrets", "domain", "net", "packages", "signature"],
  "a kind sends what it is given: it knows no row, no queue and no destination",
)

const zones = [
  ...floors,
  part(services, "domain", [], "the domain is pure: it imports nothing of ours"),
  part(services, "signature", ["domain"], "signature stands on node:crypto and the domain"),
  part(services, ["net", "push"], ["domain"], "calls to others' addresses and the words of web push stand on the domain"),
  part(services, "queue", ["domain", "telemetry"], "the queue knows no row: inbox and outbox stand on it"),
  part(services, "packages", ["domain"], "the loader of optional packages stands on the domain"),
  part(services, "providers", ["signature", "packages", "domain"], "a provider stands on signature, packages and the domain"),
  {
    target: `${services}/providers/kit`,
    from: `${services}/providers`,
    except: ["./kit", "./provider.ts"],
    message: "the kit knows no single provider",
  },
  part(services, "live", ["domain", "queue", "options", "store"], "streams read; they know nothing of how a payment came about"),
  ...kinds,
  underKinds,
  part(
    services,
    "consumers",
    ["deliveries/kinds", "domain", "intake", "options", "packages", "providers", "queue"],
    "a consumer hands messages to the intake; it knows no row",
  ),
  part(services, "store", ["domain", "queue", "module-name.ts"], "the store keeps rows; it decides nothing"),
  part(application, "ground", [], "the common part: every other part stands on it"),
  part(application, "disputes", ["ground"], "what is said of a dispute stands on the common part"),
  part(application, "notifications", ["ground", "disputes"], "messages know nothing of who asks for them"),
  part(application, "attention", ["ground", "notifications"], "raising, deciding and refunding stand on notifications"),
  part(
    application,
    "processing",
    ["ground", "disputes", "notifications", "attention"],
    "processing raises attention; it knows no schedule and nothing after the payment",
  ),
  part(application, "deliveries", ["ground", "attention"], "deliveries raise attention; whoever wakes them asks the worker"),
  part(application, "after-payment", ["ground", "notifications", "attention"], "after payment knows nothing of processing"),
  part(application, "accounts", ["ground"], "what is said of an account stands on the common part"),
  part(application, "destinations", ["ground"], "destinations are made and changed here; nothing is sent"),
  part(application, "erasure", ["ground", "notifications"], "an erasure empties rows; it applies and decides nothing"),
  part(
    application,
    "reconciliation",
    ["ground", "notifications", "attention"],
    "reconciliation feeds the inbox; it applies nothing",
  ),
  {
    target: ["./src/api", "./src/subscribers", "./src/jobs"],
    from: "./src/services/store",
    except: ["./entities"],
    message: "rows are read and written through the service",
  },
]

/** The testing kit signs what the parts verify; nobody else in the services knows of it. */
const testingKit = { target: services, from: "./src/testing", message: "services know nothing of the testing kit" }

/** It runs in browsers: what it imported of ours, they would load. */
const storefront = part("./src", "storefront", ["__tests__"], "the storefront's client stands on nothing but itself")

const NAMED = [
  { name: "zod", message: "use @medusajs/framework/zod: one zod with Medusa" },
  { name: "@medusajs/framework/awilix", message: 'import it as "awilix": a peer of ours in the framework\'s own range' },
]

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "**/.medusa",
      "coverage",
      ".cache",
      "examples/store/node_modules",
      "src/admin/__admin-extensions__.js",
    ],
  },
  ...tseslint.configs.recommended,
  {
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".tsx", ".js", ".json"] } } },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: [...zones, testingKit, storefront] }],
      "import-x/no-cycle": "error",
      "no-restricted-imports": ["error", { paths: NAMED }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrorsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
    },
  },
  {
    // Medusa's rows and TypeORM's are untyped at their edges.
    files: ["src/medusa/rows/**/*.ts", "src/services/store/graph/query.ts", "integration-tests/**/*.ts", "**/__tests__/**/*.ts"],
    rules: { "@typescript-eslint/no-explicit-any": "off" },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/services/store/**", "src/migrations/**", "**/__tests__/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        { paths: [{ name: "typeorm", allowTypeImports: true, message: "only services/store speaks TypeORM" }] },
      ],
    },
  },
  {
    // Blank lines and comments count: a reader scrolls past them, too. Released migrations are never edited, so they stay as they are.
    files: ["src/**/*.ts", "src/**/*.tsx"],
    ignores: ["src/migrations/**", "src/services/notifications/content/locales/**", "src/admin/i18n/**", "**/__tests__/**"],
    rules: { "max-lines": ["error", { max: 200, skipBlankLines: false, skipComments: false }] },
  },
  {
    files: ["src/application/**/*.ts", "src/workflows/**/*.ts", "src/services/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [...NAMED, { name: "@medusajs/medusa/core-flows", message: "only src/medusa writes Medusa's own rows" }],
        },
      ],
    },
  },
  {
    // Pages run in a browser: what they imported of ours, it would load.
    files: ["src/admin/**/*.ts", "src/admin/**/*.tsx"],
    ignores: ["src/admin/**/__tests__/**"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex:
                "^(?:\\.\\./)+(?:api|application|cli|jobs|medusa|modules|providers|services|workflows)/(?!notifications/content/locales/attention/)",
              allowTypeImports: true,
              message: "the dashboard's pages import types of the server, and the words of locales/attention",
            },
          ],
        },
      ],
    },
  },
  {
    // Held to be one with ours.
    files: ["src/services/__tests__/awilix.spec.ts"],
    rules: { "no-restricted-imports": "off" },
  },
  {
    // The kit's published keys, so that none of them is kept twice. Our own providers read what a kind has signed.
    files: ["src/services/**/__tests__/**/*.ts"],
    rules: {
      "import-x/no-restricted-paths": [
        "error",
        { zones: [...zones.filter((zone) => zone !== underKinds), { ...testingKit, except: ["./keys"] }] },
      ],
    },
  },
  {
    files: ["**/*.spec.ts", "integration-tests/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        ...["assert", "check"].map((property) => ({
          object: "fc",
          property,
          message: "use assertProperty: one budget, one seed, and a failure that says how to repeat it",
        })),
      ],
    },
  },
  {
    files: ["scripts/**", "benchmarks/**", "examples/store/src/scripts/**", "**/*.js", "**/*.mjs"],
    rules: { "no-console": "off" },
  },
  { files: ["**/*.js", "**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
)
