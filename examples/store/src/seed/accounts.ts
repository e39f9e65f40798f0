import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createCustomerAccountWorkflow, createUsersWorkflow } from "@medusajs/medusa/core-flows"
import { demoData } from "../demo-data"

/** The admin user and the registered customer, both with email and password. */
export async function seedAccounts(container: MedusaContainer): Promise<void> {
  const { admin, customer } = demoData
  const [user] = await container.resolve(Modules.USER).listUsers({ email: admin.email })
  if (!user) {
    const { result: users } = await createUsersWorkflow(container).run({ input: { users: [{ email: admin.email }] } })
    const id = await register(container, admin)
    await container.resolve(Modules.AUTH).updateAuthIdentities({ id, app_metadata: { user_id: users[0]!.id } })
  }
  const [shopper] = await container.resolve(Modules.CUSTOMER).listCustomers({ email: customer.email, has_account: true })
  if (!shopper) {
    await createCustomerAccountWorkflow(container).run({
      input: {
        authIdentityId: await register(container, customer),
        customerData: { email: customer.email, first_name: customer.firstName, last_name: customer.lastName },
      },
    })
  }
}

async function register(container: MedusaContainer, { email, password }: { email: string; password: string }): Promise<string> {
  const { authIdentity, error } = await container.resolve(Modules.AUTH).register("emailpass", { body: { email, password } })
  if (!authIdentity) throw new Error(`${email} could not be registered: ${error}`)
  return authIdentity.id
}
