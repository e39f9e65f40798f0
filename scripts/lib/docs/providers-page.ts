import { providerDetails, providerTable, reportTables } from "./provider-tables"

const PAGES = "../providers"

const INTRODUCTION = `# Providers

What the providers' webhooks can report, and how they are verified. Each provider's page says what to configure on its side, which
options its accounts take, how a secret is rotated, and what it cannot report. Yours is not among them?
[Add it](../contributing/adding-a-provider.md), to the plugin or to your store alone.`

const FACTS = `A tick says that some event of the provider's is read as this fact; the contract tests hold every tick against the fixtures. Payments,
refunds and disputes are applied to the order. A payment method that runs out is reported to its customer; one that was updated is kept,
and shown in the admin API as \`ignored\` with the reason \`not_applied\`.`

/** `docs/reference/providers.md`, from the registry. */
export const providersPage = (): string =>
  [
    INTRODUCTION,
    "## Signatures",
    providerTable(PAGES),
    "## Redelivery, replies and questions",
    providerDetails(PAGES),
    "## What each can report",
    FACTS,
    reportTables(PAGES),
  ].join("\n\n")
