import importX from "eslint-plugin-import-x"
import tseslint from "typescript-eslint"

const services = "./src/services"

/** Imports point one way: api, subscribers, jobs → workflows → services; inside services towards the domain. */
const zones = [
  {
    target: services,
    from: ["./src/api", "./src/subscribers", "./src/jobs", "./src/workflows", "./src/modules"],
    message: "services know nothing of what stands on them",
  },
  {
    target: "./src/workflows",
    from: ["./src/api", "./src/subscribers", "./src/jobs"],
    message: "workflows are called, they do not call back",
  },
  {
    target: `${services}/domain`,
    from: services,
    except: ["./domain"],
    message: "the domain is pure: it imports nothing of ours",
  },
  {
    target: `${services}/signature`,
    from: services,
    except: ["./signature", "./domain"],
    message: "signature stands on node:crypto and the domain",
  },
  {
    target: [`${services}/net`, `${services}/push`],
    from: services,
    except: ["./net", "./push", "./domain"],
    message: "calls to others' addresses and the words of web push stand on the domain",
  },
  {
    target: `${services}/providers`,
    from: services,
    except: ["./providers", "./signature", "./domain"],
    message: "a room stands on signature and the domain",
  },
  {
    target: `${services}/store`,
    from: services,
    except: ["./store", "./domain"],
    message: "the store keeps rows; it decides nothing",
  },
  {
    target: ["./src/api", "./src/subscribers", "./src/jobs"],
    from: "./src/services/store",
    except: ["./entities"],
    message: "rows are read and written through the service",
  },
]

/** The testing kit signs what the rooms verify; nobody else in the services knows of it. */
const testingKit = { target: services, from: "./src/testing", message: "services know nothing of the testing kit" }

export default tseslint.config(
  { ignores: ["node_modules", "**/.medusa", "coverage", ".cache", "examples/store/node_modules", "src/admin"] },
  ...tseslint.configs.recommended,
  {
    plugins: { "import-x": importX },
    settings: { "import-x/resolver": { node: { extensions: [".ts", ".js", ".json"] } } },
    rules: {
      "import-x/no-restricted-paths": ["error", { zones: [...zones, testingKit] }],
      "import-x/no-cycle": "error",
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "zod", message: "use @medusajs/framework/zod: one zod with Medusa" }] },
      ],
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
    // Rows and Medusa's remote queries are untyped at their edges.
    files: ["src/workflows/**/*.ts", "src/services/store/query.ts", "integration-tests/**/*.ts", "**/__tests__/**/*.ts"],
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
    // The kit's published keys, so that none of them is kept twice.
    files: ["src/services/**/__tests__/**/*.ts"],
    rules: { "import-x/no-restricted-paths": ["error", { zones: [...zones, { ...testingKit, except: ["./keys"] }] }] },
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
