import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { randomBytes } from "node:crypto"
import type { CreatePromotionDTO, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Coupon } from "../../services/notifications/content/message-data"
import type { ResolvedOptions } from "../../services/options"

type Promotion = NonNullable<ResolvedOptions["afterPayment"]["reward"]>["promotion"]

/** No letters and digits that look alike; 32 of them, so that five bits make one. */
const ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
const CODE_LENGTH = 12

const DAY_MS = 86_400_000

/**
 * A campaign of its own, named after the order. Its identifier is unique in Medusa, which limits an order to one coupon, while
 * the code itself stays random: a person who knows an order's id must not be able to work out its coupon.
 */
const campaignOf = (orderId: string): string => `payment-reward-${orderId}`

/** The campaign's type leaves out the relation, and a promotion's leaves out its metadata. */
interface IssuedCampaign {
  readonly promotions?: ReadonlyArray<{
    readonly code: string
    readonly application_method: { readonly type: Coupon["type"]; readonly value: unknown }
    readonly metadata?: { readonly currency_code?: string | null; readonly minimum_amount?: Coupon["minimum_amount"] } | null
  }>
}

/** The coupon that an earlier run has issued for the order: undefined when there was none, null when it was deleted since. */
export async function findCoupon(container: MedusaContainer, orderId: string): Promise<Coupon | null | undefined> {
  const [campaign] = await container
    .resolve(Modules.PROMOTION)
    .listCampaigns({ campaign_identifier: [campaignOf(orderId)] } as never, {
      relations: ["promotions", "promotions.application_method"],
    })
  if (!campaign) return undefined
  const [promotion] = (campaign as IssuedCampaign).promotions ?? []
  if (!promotion) return null
  const { code, application_method: method, metadata } = promotion
  return {
    code,
    type: method.type,
    value: String(method.value),
    currency_code: metadata?.currency_code ?? null,
    minimum_amount: metadata?.minimum_amount ?? null,
    ends_at: campaign.ends_at ? new Date(campaign.ends_at).toISOString() : null,
  }
}

export interface CouponOwner {
  readonly orderId: string
  /** The order's number as the customer sees it. */
  readonly orderDisplayId: number | null
  readonly email: string
}

/** Issues a coupon that works once, for the order's customer. */
export async function createCoupon(
  container: MedusaContainer,
  { type, value, currencyCode, expiresInDays, codePrefix, minimumAmount }: Promotion,
  { orderId, email, orderDisplayId }: CouponOwner,
): Promise<Coupon> {
  const code = codePrefix + Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte & 31]).join("")
  const ends_at = expiresInDays ? new Date(Date.now() + expiresInDays * DAY_MS) : null
  const terms = { currency_code: currencyCode ?? null, minimum_amount: minimumAmount ?? null }
  const promotion: CreatePromotionDTO = {
    code,
    type: "standard",
    status: "active",
    limit: 1,
    application_method: {
      type,
      target_type: "order",
      allocation: "across",
      value: value as never,
      ...(currencyCode && { currency_code: currencyCode }),
    },
    rules: [
      { attribute: "email", operator: "eq", values: [email] },
      // Before discounts: a coupon that brings the sum below its own minimum would switch itself off.
      ...(minimumAmount ? [{ attribute: "original_item_total", operator: "gte" as const, values: [minimumAmount] }] : []),
    ],
    campaign: {
      name: `Reward for order ${orderDisplayId ?? orderId}`,
      campaign_identifier: campaignOf(orderId),
      ...(ends_at && { ends_at }),
    },
    metadata: { order_id: orderId, ...terms },
  }
  await createPromotionsWorkflow(container).run({ input: { promotionsData: [promotion] } })
  return { code, type, value, ...terms, ends_at: ends_at?.toISOString() ?? null }
}
