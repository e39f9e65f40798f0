#!/usr/bin/env bash
# medusa-plugin-razorpay-v2 0.1.4 asks Razorpay for whole rupees, and for ten thousand times a price in yen.
#
# Medusa hands a payment provider a price in major units with its decimals, 24.95. The plugin cuts the decimals off before it counts
# in paise, so that the payer is asked for 24.00 and the order is paid 0.95 short. Of a currency without decimals it multiplies by a
# hundred twice: 500 yen become 5000000.
#
# Seen: inr 2400, jpy 5000000.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
  medusa-plugin-razorpay-v2@0.1.4 @medusajs/framework@2.12.3 >/dev/null
seen=$(node -e '
  const Module = require("node:module")
  const load = Module._load
  // The plugin file also loads its workflows, which need the whole of Medusa; nothing of them is called here.
  Module._load = (request, ...rest) => (/workflows\//.test(request) || request === "razorpay" ? {} : load(request, ...rest))
  const base = "medusa-plugin-razorpay-v2/.medusa/server/src/providers/payment-razorpay/src/core/razorpay-base"
  const file = require.resolve("medusa-plugin-razorpay-v2/package.json").replace("package.json", base.replace("medusa-plugin-razorpay-v2/", ""))
  const Base = Object.values(require(file)).find((value) => value?.prototype?.getToPay)
  const of = (amount, currency) => `${currency} ${Base.prototype.getToPay.call({}, amount, currency)}`
  console.log([of(24.95, "inr"), of(500, "jpy")].join(", "))
')
echo "$seen"
[ "$seen" = "inr 2400, jpy 5000000" ]
