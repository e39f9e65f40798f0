#!/usr/bin/env bash
# Medusa 2.21.2 deletes the payment session that an order was made of when somebody opens another session of its collection.
#
# `POST /store/payment-collections/:id/payment-sessions` is open to whoever has the cart, also once its order is placed: a buyer's second
# tab is enough. createPaymentSessionsWorkflow deletes every other session of the collection, one that is authorized as well, and
# `deletePaymentSession` has the provider cancel that payment. The order stays, and so does its Payment row, which then names a session
# that is not there: whoever looks a webhook's payment up by its session finds nothing any more.
#
# The workflow is the real one; the modules that it calls are stand-ins, which write down what it asks of them.
#
# Seen: opened payses_2, deleted payses_1, which was authorized and of a completed cart.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
  @medusajs/core-flows@2.21.2 @medusajs/framework@2.21.2 @medusajs/cli@2.21.2 \
  awilix@8.0.1 ioredis@5.11.1 >/dev/null
seen=$(node -e '
  const { createPaymentSessionsWorkflow } = require("@medusajs/core-flows")
  const { createMedusaContainer } = require("@medusajs/framework/utils")
  const { asValue } = require("awilix")
  const deleted = []
  const ordered = { id: "payses_1", status: "authorized", provider_id: "pp_stripe_stripe", amount: 25, currency_code: "eur", data: {} }
  const cart = { id: "cart_1", region_id: "reg_1", completed_at: new Date() }
  const collection = { id: "paycol_1", amount: 25, currency_code: "eur", payment_sessions: [ordered], cart }
  const container = createMedusaContainer()
  const register = (name, value) => container.register(name, asValue(value))
  register("remoteQuery", async () => [collection])
  register("query", { graph: async () => ({ data: [collection] }) })
  register("logger", console)
  register("payment", {
    listPaymentSessions: async ({ id }) => [ordered].filter((session) => id.includes(session.id)),
    createPaymentSession: async () => ({ id: "payses_2" }),
    deletePaymentSession: async (id) => void deleted.push(id),
  })
  createPaymentSessionsWorkflow(container)
    .run({ input: { payment_collection_id: "paycol_1", provider_id: "pp_stripe_stripe" } })
    .then(({ result }) => {
      const of = cart.completed_at ? "a completed cart" : "an open cart"
      console.log(`opened ${result.id}, deleted ${deleted}, which was ${ordered.status} and of ${of}`)
    })
')
echo "$seen"
[ "$seen" = "opened payses_2, deleted payses_1, which was authorized and of a completed cart" ]
