import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { parseOptions } from "../../services/options"
import type { AddressKind } from "../../services/notifications/channels"
import type { Audience } from "../../services/notifications/content/catalog"
import { problemWithLocale } from "../../services/notifications/content/check-options"
import { catalogs } from "../../services/notifications/content/locales"
import { dataFor, type RenderedNotification } from "../../services/notifications/content/render-notification"
import { namedMessages, renderSample } from "../../services/notifications/content/render-sample"
import type { NotificationOptions } from "../../services/options/notifications"
import type { Command } from "../command"
import { loadFile } from "../load-file"
import { say } from "../print"
import { UsageError } from "../usage-error"

const KINDS: Readonly<Record<string, AddressKind>> = { email: "email", sms: "phone", push: "push", feed: "feed" }
const AUDIENCES: readonly Audience[] = ["customer", "merchant"]
const BAD_CONFIGURATION = 4

/** Shows the messages, without a store and without sending any. */
export const preview: Command = {
  usage: `payment-notifications preview [--fact <fact>] [--audience customer|merchant] [--channel email|sms|push|feed] [--locale <tag>]
                              [--options <file.json|.ts>] [--out <directory>]
  Renders messages of sample data to files, <locale>/<audience>.<fact>.<channel>.html, .txt or .json; without a filter all of them,
  in every language that ships.
  --options   the plugin's \`notifications\` options, as in medusa-config: shop, links, templates, messages
  --out       default: notification-previews
  exit code   0, 4 bad options, 1 anything else`,
  run,
}

async function run(args: readonly string[]): Promise<number> {
  const { options, messages, channels, locales, out } = await readArguments(args)
  for (const locale of locales) {
    await mkdir(join(out, locale), { recursive: true })
    for (const message of messages) {
      const { audience, fact } = message
      for (const channel of channels) {
        const kind = KINDS[channel]!
        for (const [extension, content] of filesOf(kind, await renderSample(message, { kind, locale, options }))) {
          const file = join(out, locale, `${audience}.${fact}.${channel}.${extension}`)
          await writeFile(file, content)
          say(file)
        }
      }
    }
  }
  return 0
}

/** A mail is written as a page and as plain text; a message to a program is JSON. */
function filesOf(kind: AddressKind, message: RenderedNotification): ReadonlyArray<readonly [string, string]> {
  const { subject, text, html, url } = message
  if (kind === "phone") return [["txt", `${text}\n`]]
  if (kind === "email") return [["txt", `Subject: ${subject}\n\n${text}\n`], ...(html ? [["html", html] as const] : [])]
  return [["json", `${JSON.stringify({ subject, text, ...(url && { url }), data: dataFor(kind, message) }, null, 2)}\n`]]
}

async function readArguments(args: readonly string[]) {
  const text = { type: "string" } as const
  const { values } = parseArgs({
    args: [...args],
    options: { fact: text, audience: text, channel: text, locale: text, options: text, out: text },
  })
  const { fact, locale } = values
  const audiences = oneOf("audience", values.audience, AUDIENCES)
  const channels = oneOf("channel", values.channel, Object.keys(KINDS))
  const problem = locale && problemWithLocale(locale)
  if (problem) throw new UsageError(`--locale ${locale} ${problem}`)
  const messages = namedMessages.filter((one) => audiences.includes(one.audience) && (fact === undefined || one.fact === fact))
  if (!messages.length) throw new UsageError(`nobody is notified of "${fact}" there; leave --fact away to see what there is`)
  return {
    ...{ messages, channels, out: values.out ?? "notification-previews" },
    options: await readOptions(values.options),
    locales: locale ? [locale] : [...catalogs.keys()],
  }
}

function oneOf<T extends string>(name: string, given: string | undefined, known: readonly T[]): readonly T[] {
  if (given === undefined) return known
  const found = known.filter((one) => one === given)
  if (!found.length) throw new UsageError(`--${name} ${given} is none of ${known.join(", ")}`)
  return found
}

async function readOptions(file: string | undefined): Promise<NotificationOptions> {
  const notifications = file === undefined ? {} : await loadFile(file, BAD_CONFIGURATION)
  try {
    return parseOptions({ notifications }).notifications
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), BAD_CONFIGURATION)
  }
}
