import type Medusa from "@medusajs/js-sdk"

const KEY = "push-subscription"

/** Whether this browser has Web Push at all. */
export const hasPush = (): boolean => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window

export const isSubscribed = (): boolean =>
  hasPush() && Notification.permission === "granted" && localStorage.getItem(KEY) !== null

/** The store's public key; undefined for a store that sends no push messages. */
export async function readPushKey(sdk: Medusa): Promise<string | undefined> {
  try {
    return (await sdk.client.fetch<{ push_key: { public_key: string } }>("/store/push-key")).push_key.public_key
  } catch {
    return undefined
  }
}

/** After a click only. False when the customer refuses. */
export async function enablePush(sdk: Medusa, publicKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false
  await registerPush(sdk, publicKey)
  return true
}

/** Also at each visit while permission is granted: it keeps the device known, and follows a change of keys. */
export async function registerPush(sdk: Medusa, publicKey: string): Promise<void> {
  await navigator.serviceWorker.register("/payment-notifications-sw.js")
  const { pushManager } = await navigator.serviceWorker.ready
  const applicationServerKey = bytesOf(publicKey)
  let subscription = await pushManager.getSubscription()
  if (subscription && !isSame(subscription.options.applicationServerKey, applicationServerKey)) {
    await subscription.unsubscribe()
    subscription = null
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const { endpoint, expirationTime, keys } = subscription.toJSON()
  const { push_subscription } = await sdk.client.fetch<{ push_subscription: { id: string } }>(
    "/store/customers/me/push-subscriptions",
    { method: "POST", body: { endpoint, expirationTime, keys, locale: document.documentElement.lang } },
  )
  localStorage.setItem(KEY, push_subscription.id)
}

/** Also before a logout, or the next person at this browser reads the customer's messages. */
export async function disablePush(sdk: Medusa): Promise<void> {
  const id = localStorage.getItem(KEY)
  if (id === null) return
  localStorage.removeItem(KEY)
  await sdk.client.fetch(`/store/customers/me/push-subscriptions/${encodeURIComponent(id)}`, { method: "DELETE" }).catch(() => {})
  const registration = await navigator.serviceWorker.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0))

const isSame = (a: ArrayBuffer | null, b: Uint8Array): boolean => {
  const bytes = new Uint8Array(a ?? [])
  return bytes.length === b.length && bytes.every((byte, index) => byte === b[index])
}
