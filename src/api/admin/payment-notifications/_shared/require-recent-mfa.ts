import type { AuthContext, AuthenticatedMedusaRequest, MedusaNextFunction, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { paymentNotificationService } from "../../../../application/ground/module"

/** Instances of a store may disagree about the time by this much. */
const CLOCK_SKEW_MS = 60_000

/**
 * Refuses with 403 a caller whose second factor was not verified within `admin.requireRecentMfaSeconds`. Medusa's own
 * `authenticate(…, { requireMfa })` asks only those who have enabled a factor, so that whoever steals the password of somebody
 * without one passes; here they do not. It stands before the body's validation.
 */
export async function requireRecentMfa(
  req: AuthenticatedMedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction,
): Promise<void> {
  const { requireRecentMfaSeconds } = paymentNotificationService(req.scope).options.admin
  const refusal = requireRecentMfaSeconds && mfaRefusal(req.auth_context, requireRecentMfaSeconds, new Date())
  if (refusal) throw new MedusaError(MedusaError.Types.FORBIDDEN, refusal)
  next()
}

type Claims = Pick<AuthContext, "actor_type" | "mfa_challenge_completed_at">

/**
 * Why the caller has no second factor of the last `maxAgeSeconds`; undefined if it has. The claim comes from Medusa's token or
 * session: the time of the challenge, which a refreshed token keeps. `iat` is no proof, because a refresh renews it.
 */
export function mfaRefusal(
  { actor_type, mfa_challenge_completed_at: completedAt }: Claims,
  maxAgeSeconds: number,
  now: Date,
): string | undefined {
  if (actor_type === "api-key") return "A secret API key carries no second factor; sign in as a user with MFA to do this"
  const at = completedAt ? Date.parse(completedAt) : NaN
  const age = now.getTime() - at
  if (Number.isNaN(age) || age < -CLOCK_SKEW_MS) {
    return "This needs a second factor: enable MFA for your user, and sign in with it"
  }
  if (age > maxAgeSeconds * 1_000) {
    return `This needs a second factor of the last ${maxAgeSeconds} seconds: sign in again`
  }
  return undefined
}
