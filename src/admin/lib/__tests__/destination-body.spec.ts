import { CreateDestination, UpdateDestination } from "../../../api/admin/payment-notifications/destinations/validators"
import { bodyToChange, bodyToMake, EMPTY_FORM } from "../destination-body"

const form = { ...EMPTY_FORM, url: " https://erp.example/hooks ", headers: "Authorization: Bearer a:b\n\nx-tenant:7" }

it("makes what the server takes", () => {
  const body = bodyToMake(form)

  expect(CreateDestination.parse(body)).toEqual({
    kind: "http",
    config: {
      ...{ url: "https://erp.example/hooks", dialect: "standard-webhooks" },
      headers: { Authorization: "Bearer a:b", "x-tenant": "7" },
    },
    ...{ description: null, facts: ["payment.*"], accounts: [], payload: "full", timeout_seconds: 15 },
  })
  expect(bodyToMake({ ...form, dialect: "hmac", keyId: "shop", secret: " s " })).toMatchObject({
    config: { dialect: "hmac", keyId: "shop" },
    secret: "s",
  })
})

it("leaves an address alone that is not given anew", () => {
  const changed = bodyToChange({ ...form, description: "ERP" }, { isMoved: false })

  expect(UpdateDestination.parse(changed)).not.toHaveProperty("config")
  expect(bodyToChange(form, { isMoved: true })).toHaveProperty("config.url", "https://erp.example/hooks")
})
