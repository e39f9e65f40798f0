import { MalformedPayloadError, ProviderUnavailableError, SignatureVerificationError } from "../../../services/domain/errors"
import { refuse } from "../refuse"

/** The level at which a refusal is logged, and the status of its answer. */
function refusalOf(error: unknown): { level: string | undefined; status: number } {
  const levels: string[] = []
  const logger = Object.fromEntries(["error", "warn", "info"].map((level) => [level, () => levels.push(level)]))
  let sent = 0
  const res = { status: (code: number) => ((sent = code), res), json: () => res, setHeader: () => res, end: () => res }
  refuse(res as any, error, { account: "shop", logger: logger as any })
  expect(levels).toHaveLength(1)
  return { level: levels[0], status: sent }
}

describe("a refusal", () => {
  it.each([
    ["a provider's own probe of the signature check", new SignatureVerificationError("probe", { isProbe: true }), "info", 400],
    ["a forged call", new SignatureVerificationError("forged"), "warn", 400],
    ["a malformed body", new MalformedPayloadError("malformed"), "warn", 400],
    ["a provider that cannot be asked", new ProviderUnavailableError("away"), "error", 503],
    ["a fault of ours", new TypeError("fault"), "error", 500],
  ])("of %s is logged as loud as it deserves", (_what, error, level, status) =>
    expect(refusalOf(error)).toEqual({ level, status }),
  )
})
