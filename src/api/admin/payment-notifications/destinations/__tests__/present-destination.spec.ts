import type { DeliveryDestination } from "../../../../../services/store/entities"
import { isReadToken } from "../../../../../services/deliveries/secrets/read-token"
import { presentDestination } from "../_shared/present-destination"
import { secretAnswer } from "../_shared/secret-answer"

const row = {
  id: "dest_1",
  kind: "http",
  config: "v1.PLANTED",
  secrets: "v1.PLANTED",
  shown_config: { url: "https://erp.example/" },
  payload: "thin",
  state: "active",
  deleted_at: null,
  probing_until: null,
  noticed_percent: 50,
} as unknown as DeliveryDestination

it("shows the config without its secrets under its own name, and no sealed column", () => {
  const shown = presentDestination(row)

  expect(shown).toEqual({ id: "dest_1", kind: "http", config: { url: "https://erp.example/" }, payload: "thin", state: "active" })
  expect(presentDestination({ id: "dest_1" })).toEqual({ id: "dest_1" })
})

it("shows a secret with the token that reads thin payloads back", () => {
  const { read_token, ...answer } = secretAnswer({ destination: row, secret: { secret: "whsk_x", publicKey: "whpk_x" } })

  expect(answer).toEqual({ destination: presentDestination(row), secret: "whsk_x", public_key: "whpk_x" })
  expect(isReadToken(read_token!, ["whsk_x"], "dest_1")).toBe(true)
  expect(Object.keys(secretAnswer({ destination: { ...row, payload: "full" }, secret: { secret: "x" } }))).toEqual([
    "destination",
    "secret",
  ])
  expect(Object.keys(secretAnswer({ destination: row, secret: null }))).toEqual(["destination"])
})
