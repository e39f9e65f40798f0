import { useState, type FormEvent } from "react"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"
import type { Words } from "../words"
import { Notice } from "./notice"

const PATH = "/store/customers/me/notification-preferences"

interface Chosen {
  readonly topics: readonly { readonly topic: string; readonly channels: Readonly<Record<string, boolean>> }[]
  readonly quiet_hours: { readonly from: string; readonly to: string; readonly time_zone: string } | null
}

/** The word for a topic or a channel; its own name where the store has one that this page does not know. */
const named = (words: Words, kind: "topic" | "channel", name: string): string =>
  (words as Readonly<Record<string, string>>)[`${kind}_${name}`] ?? name

export function Preferences() {
  const { sdk, words } = useShop()
  const { value, hasFailed, reload } = useLoaded(
    "preferences",
    async () => (await sdk.client.fetch<{ notification_preferences: Chosen }>(PATH)).notification_preferences,
  )
  const [result, setResult] = useState<"saved" | "failedToLoad">()
  if (!value) return <Notice hasFailed={hasFailed} onRetry={reload} />

  const channels = Object.keys(value.topics[0]?.channels ?? {})
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const [from, to] = [String(fields.get("from")), String(fields.get("to"))]
    const topics = Object.fromEntries(
      value.topics.map(({ topic }) => [
        topic,
        Object.fromEntries(channels.map((channel) => [channel, fields.has(`${topic} ${channel}`)])),
      ]),
    )
    const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const body = { topics, quiet_hours: from && to ? { from, to, time_zone } : null }
    setResult(undefined)
    await sdk.client.fetch(PATH, { method: "PUT", body }).then(
      () => setResult("saved"),
      () => setResult("failedToLoad"),
    )
  }
  return (
    <form className="panel" onSubmit={(event) => void save(event)}>
      <h2>{words.preferences}</h2>
      <p className="small">{words.preferencesText}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.topic}</th>
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {named(words, "channel", channel)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.topics.map(({ topic, channels: wanted }) => (
            <tr key={topic}>
              <th scope="row">{named(words, "topic", topic)}</th>
              {channels.map((channel) => (
                <td key={channel}>
                  <input
                    type="checkbox"
                    name={`${topic} ${channel}`}
                    defaultChecked={wanted[channel]}
                    aria-label={`${named(words, "topic", topic)}: ${named(words, "channel", channel)}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <fieldset className="quiet">
        <legend>{words.quietHours}</legend>
        <p className="small">{words.quietText}</p>
        {(["from", "to"] as const).map((name) => (
          <label key={name} className="field">
            <span>{words[name]}</span>
            <input type="time" name={name} defaultValue={value.quiet_hours?.[name] ?? ""} />
          </label>
        ))}
      </fieldset>
      <button className="primary">{words.save}</button>
      <p role="status">{result && words[result]}</p>
    </form>
  )
}
