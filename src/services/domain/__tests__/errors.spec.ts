import { AwaitsReviewError } from "../awaits-review-error"
import * as errors from "../errors"
import { factName } from "../facts"

describe("the errors", () => {
  it.each([
    [errors.SignatureVerificationError, "signature_verification_failed", 400, true],
    [errors.MalformedPayloadError, "malformed_payload", 400, true],
    [errors.PayloadTooLargeError, "payload_too_large", 413, true],
    [errors.SlowBodyError, "slow_body", 408, false],
    [errors.LockTimeoutError, "lock_timeout", 503, false],
    [errors.UnknownAccountError, "unknown_account", 404, true],
    [errors.InvalidOptionsError, "invalid_options", 500, true],
    [errors.ProviderUnavailableError, "provider_unavailable", 503, false],
    [errors.AmountMismatchError, "amount_mismatch", 422, true],
    [errors.AwaitsPaymentError, "awaits_payment", 409, false],
    [AwaitsReviewError, "awaits_review", 409, false],
    [errors.UnmatchedPaymentError, "unmatched_payment", 404, false],
    [errors.CartCompletionError, "cart_completion", 500, false],
    [errors.InvalidStateError, "invalid_state", 409, true],
    [errors.InvalidAmountError, "invalid_amount", 400, true],
    [errors.UnsafeEndpointError, "unsafe_endpoint", 422, true],
    [errors.InvalidFilterError, "invalid_filter", 400, true],
  ])("%p keeps its code, status and whether a retry can help", (Kind, code, status, final) => {
    const cause = new Error("why")
    const error = new Kind("what to do", { cause })
    expect(error).toBeInstanceOf(errors.PaymentNotificationError)
    expect(error).toMatchObject({ name: Kind.name, message: "what to do", cause, code, status, final })
  })

  it("quarantine money under the kind of attention that it needs", () => {
    const error = new errors.PaymentReviewError("double_payment", "paid twice")
    expect(error).toMatchObject({ name: "PaymentReviewError", code: "double_payment", status: 409, final: true })
  })

  it("are all listed above", () => {
    const kinds = Object.values(errors).filter((value) => typeof value === "function")
    expect(kinds).toHaveLength(18)
  })
})

describe("factName", () => {
  it("is dotted", () => expect(factName({ subject: "payment", state: "requires_action" })).toBe("payment.requires_action"))
})
