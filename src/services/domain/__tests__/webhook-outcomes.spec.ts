import * as errors from "../errors"
import { refusalOutcome } from "../webhook-outcomes"

it.each([
  [new errors.SignatureVerificationError("no"), "forged"],
  [new errors.SignatureVerificationError("no", { isProbe: true }), "probe"],
  [new errors.MalformedPayloadError("no"), "malformed"],
  [new errors.PayloadTooLargeError("no"), "too_large"],
  [new errors.UnknownAccountError("no"), "unknown_account"],
  [new errors.ProviderUnavailableError("no"), "unavailable"],
  [new TypeError("no"), "unavailable"],
  ["no", "unavailable"],
])("counts a call refused with %p as %s", (error, outcome) => expect(refusalOutcome(error)).toBe(outcome))
