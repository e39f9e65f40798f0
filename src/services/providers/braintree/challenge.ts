/** The text that Braintree asks a URL to sign before it accepts it as a webhook's. */
const CHALLENGE = /^[a-f0-9]{20,32}$/

/** Anybody may have such a text signed with the webhook's own key, by asking for it. Nothing else, and no webhook, looks like it. */
export const isChallenge = (text: string): boolean => CHALLENGE.test(text)
