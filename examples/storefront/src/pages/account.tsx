import { useShop } from "../lib/shop"
import { useTitle } from "../lib/route"
import { OrderList } from "../parts/order-list"
import { Preferences } from "../parts/preferences"
import { PushOptIn } from "../parts/push-opt-in"
import { SignIn } from "../parts/sign-in"
import { disablePush } from "../lib/push"

export function AccountPage() {
  const { sdk, words, say, customer, refreshCustomer } = useShop()
  useTitle(words.account, words.shopName)
  if (customer === undefined) return <p role="status">{words.loading}</p>
  if (customer === null) return <SignIn />

  const signOut = async () => {
    await disablePush(sdk)
    await sdk.client.clearToken()
    await refreshCustomer()
  }
  return (
    <>
      <div className="heading">
        <h1>{say("welcome", { name: customer.first_name ?? customer.email })}</h1>
        <button type="button" onClick={() => void signOut()}>
          {words.signOut}
        </button>
      </div>
      <OrderList />
      <PushOptIn />
      <Preferences />
    </>
  )
}
