// Service worker of a storefront that shows payment messages. Serve it from the storefront's own origin, at its root, and register it
// with `navigator.serviceWorker.register("/payment-notifications-sw.js")`.

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data))
})

self.addEventListener("notificationclick", (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.url))
})

// The browser has made a new subscription of its own accord: the next page that is open, or opened, registers it.
self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(renew(event))
})

async function show(data) {
  const { title, body, url, tag, lang, dir } = read(data)
  await self.registration.showNotification(title, {
    body,
    data: { url },
    ...(tag && { tag }),
    ...(lang && { lang, dir }),
  })
}

// Browsers end subscriptions whose messages show nothing, so even an unreadable message is shown.
function read(data) {
  try {
    const payload = data.json()
    if (typeof payload.title === "string") return payload
  } catch {
    // The text below is shown instead.
  }
  return { title: "News about your payment", body: "" }
}

async function open(link) {
  // Only pages of this storefront, whatever a message says.
  const url = new URL(link ?? "/", self.location.origin)
  const target = url.origin === self.location.origin ? url.href : self.location.origin
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  const known = windows.find((client) => client.url === target)
  return known ? known.focus() : self.clients.openWindow(target)
}

async function renew({ oldSubscription, newSubscription }) {
  // Some browsers only report that the old one has ended.
  if (!newSubscription && oldSubscription) {
    await self.registration.pushManager.subscribe(oldSubscription.options)
  }
  // The worker has no login. Pages have one, and register the subscription that they find.
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
  for (const client of windows) client.postMessage({ type: "push-subscription-changed" })
}
