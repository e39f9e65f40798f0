#!/usr/bin/env bash
# @medusajs/payment-stripe 2.21.2 counts Ugandan shillings whole, while Stripe takes the number for hundredths.
#
# Stripe lists UGX among its special cases: a currency without decimals whose amounts are still given with two of them, so that 5,000
# shillings are 500000 (https://docs.stripe.com/currencies#special-cases). The provider sends 5000, which asks for 50 shillings. ISK,
# the other currency of the same special case, is sent with two decimals, as Stripe wants it. And of dinars the provider rounds up to
# tens of fils before it asks, so that the sum that is asked differs from the order's: 12.845 KWD become 12850.
#
# Seen: ugx 5000, isk 500000, kwd 12850.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
  @medusajs/payment-stripe@2.21.2 @medusajs/framework@2.21.2 >/dev/null
seen=$(node -e '
  const { getSmallestUnit } = require("@medusajs/payment-stripe/dist/utils/get-smallest-unit")
  const of = (amount, currency) => `${currency} ${getSmallestUnit(amount, currency)}`
  console.log([of(5000, "ugx"), of(5000, "isk"), of(12.845, "kwd")].join(", "))
')
echo "$seen"
[ "$seen" = "ugx 5000, isk 500000, kwd 12850" ]
