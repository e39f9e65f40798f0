import fc from "fast-check"
import { poll, useStore } from "../../setup"
import { disagreements } from "../support/agreement"
import { settle } from "../support/decide"
import { AT_ONCE, historyGateway, historyOptions, MERCHANTS, SEED } from "../support/history-store"
import { inLanes } from "../support/lanes"
import { liveMerchant, type MerchantLife } from "../support/merchant-life"
import { merchantHistory } from "../support/merchants"
import { showLives } from "../support/show-lives"

const KILLS = 2

jest.setTimeout(30 * 60_000)

const world = useStore({
  gateway: historyGateway,
  options: (gatewayUrl) => ({
    ...historyOptions(gatewayUrl),
    orders: { cancelUnpaid: true },
    orphans: { afterSeconds: 30 },
  }),
})

/** Lives them side by side, and kills the store in between. */
async function liveAll(): Promise<MerchantLife[]> {
  let up: Promise<void> = Promise.resolve()
  let lived = 0
  const living = inLanes(AT_ONCE, fc.sample(merchantHistory, { numRuns: MERCHANTS, seed: SEED }), async (history) => {
    const life = await liveMerchant(world, history, () => up)
    lived++
    return life
  })
  for (let kill = 1; kill <= KILLS; kill++) {
    const due = poll(`kill ${kill}`, async () => lived >= (MERCHANTS * kill) / (KILLS + 1), { timeoutMs: 900_000 })
    await Promise.race([living, due])
    await (up = world.restart({ signal: "SIGKILL" }))
  }
  return living
}

const rowsOf = async (sql: string) => (await world.db.query(sql)).rows

it(`brings provider, record and Medusa to one sum in ${MERCHANTS} generated histories of payments and merchants, with ${KILLS} kills`, async () => {
  const lives = await liveAll()
  await settle(world, lives, { decides: false })
  expect(await world.command(["reconcile", "--since", "6h", "--wait", "600", "--json"])).toMatchObject({ out: { unasked: 0 } })
  await settle(world, lives, { decides: true })
  // A change of money that waited for a decision, and that no webhook reported, is news after it.
  await world.command(["reconcile", "--since", "6h", "--wait", "600", "--json"])
  await settle(world, lives, { decides: true })
  await showLives(world, lives)

  const waiting = await rowsOf(
    `SELECT event_id, provider_payment_id, fact, state, reason, last_error FROM payment_webhook_event
      WHERE state NOT IN ('processed', 'ignored')`,
  )
  const open = await rowsOf(
    `SELECT kind, state, detail, provider_payment_id FROM payment_attention WHERE state <> 'resolved' AND kind <> 'unpaid_order'`,
  )
  expect({ seed: SEED, wrong: await disagreements(world, lives), waiting, open }).toEqual({
    ...{ seed: SEED, wrong: [], waiting: [], open: [] },
  })
})
