/** `npx jest --selectProjects unit contract`; http and store need PostgreSQL. */
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  testEnvironment: "node",
  rootDir: __dirname,
  transform: {
    "^.+\\.[jt]s$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { decoratorMetadata: true },
          target: "es2022",
        },
      },
    ],
  },
  // The workspace links node_modules/medusa-payment-notifications to this very folder: every module would exist twice.
  modulePathIgnorePatterns: [
    "<rootDir>/.medusa",
    "<rootDir>/examples/store/.medusa",
    "<rootDir>/node_modules/medusa-payment-notifications",
  ],
  testPathIgnorePatterns: ["/node_modules/", "/.medusa/"],
  setupFilesAfterEnv: ["<rootDir>/integration-tests/setup/timeout.ts"],
  ...more,
})

/** These projects share one PostgreSQL server, a built plugin and a migrated template, made once per run. */
const onDatabase = {
  globalSetup: "<rootDir>/integration-tests/setup/global-setup.ts",
  globalTeardown: "<rootDir>/integration-tests/setup/global-teardown.ts",
}

/** The projects that call a real server: each answer of ours is held against docs/openapi.yaml. */
const onServer = {
  ...onDatabase,
  setupFilesAfterEnv: ["timeout", "check-answers"].map((name) => `<rootDir>/integration-tests/setup/${name}.ts`),
}

module.exports = {
  projects: [
    project("unit", ["<rootDir>/src/**/__tests__/**/*.spec.ts"]),
    project("contract", ["<rootDir>/integration-tests/contract/**/*.spec.ts"]),
    project("store", ["<rootDir>/integration-tests/store/**/*.spec.ts"], onDatabase),
    project("http", ["<rootDir>/integration-tests/http/**/*.spec.ts"], onServer),
    project("pack", ["<rootDir>/integration-tests/pack/**/*.spec.ts"], onDatabase),
    // Needs Redis: `npm test` runs it where one answers.
    project("services", ["<rootDir>/integration-tests/services/**/*.spec.ts"], onServer),
  ],
}
