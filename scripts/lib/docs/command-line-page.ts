import { deliveries } from "../../../src/cli/commands/deliveries"
import { doctor } from "../../../src/cli/commands/doctor"
import { erase } from "../../../src/cli/commands/erase"
import { inspect } from "../../../src/cli/commands/inspect"
import { mcp } from "../../../src/cli/commands/mcp"
import { preview } from "../../../src/cli/commands/preview"
import { reconcile } from "../../../src/cli/commands/reconcile"
import { replay } from "../../../src/cli/commands/replay"
import { send } from "../../../src/cli/commands/send"
import { status } from "../../../src/cli/commands/status"
import { uninstall } from "../../../src/cli/commands/uninstall"
import { vapid } from "../../../src/cli/commands/vapid"

const INTRODUCTION = `# Command line

\`npx payment-notifications <command>\`; \`--help\` prints what stands here.

\`inspect\`, \`send\`, \`preview\`, \`mcp\` and \`vapid\` need no store's files. The others run in a store's root (of a built store: in \`.medusa/server\`); they
load the store's modules, and no HTTP, subscribers or jobs. Output that was asked for goes to stdout, everything that Medusa logs to
stderr.`

/** `docs/reference/command-line.md`, from the commands' own usage. */
export const commandLinePage = (): string =>
  [
    INTRODUCTION,
    ...Object.entries({
      inspect,
      send,
      preview,
      status,
      doctor,
      reconcile,
      replay,
      deliveries,
      erase,
      mcp,
      vapid,
      uninstall,
    }).map(([name, { usage }]) => `## ${name}\n\n\`\`\`text\n${usage}\n\`\`\``),
  ].join("\n\n")
