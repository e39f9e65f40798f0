import { redact } from "../providers/kit/redact"
import type { DestinationKind } from "./kind"

/** User and password of a URL, which any text may be; some kinds take one without its scheme, or several. */
const USER_INFO = /(?<=:\/\/|^|,)[^/?#\s,]*@/g

/**
 * The config as it is shown: by the kind itself, or without its secret paths, without what has a secret's name anywhere, and without
 * users and passwords of URLs. A kind that forgets to name a secret must not publish it.
 */
export function shownConfig<Config>(kind: DestinationKind<Config>, config: Config): Record<string, unknown> {
  if (kind.show) return kind.show(config)
  const shown = JSON.stringify(config, (_key, value) =>
    typeof value === "string" ? value.replace(USER_INFO, "[redacted]@") : value,
  )
  return redact(JSON.parse(shown), kind.redact) as Record<string, unknown>
}
