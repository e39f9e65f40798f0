import { useEffect, useState } from "react"
import { disablePush, enablePush, hasPush, isSubscribed, readPushKey, registerPush } from "../lib/push"
import { useShop } from "../lib/shop"
import { useLoaded } from "../lib/use-loaded"

/** Shown where the store sends push messages and the browser can get them. */
export function PushOptIn() {
  const { sdk, words } = useShop()
  const { value: key } = useLoaded("push", () => readPushKey(sdk))
  const [isOn, setOn] = useState(isSubscribed)
  const [problem, setProblem] = useState<"pushRefused" | "pushFailed">()
  useEffect(() => {
    if (!key || !isSubscribed()) return
    void registerPush(sdk, key).catch(() => {})
    const onMessage = ({ data }: MessageEvent) => {
      if (data?.type === "push-subscription-changed") void registerPush(sdk, key).catch(() => {})
    }
    navigator.serviceWorker.addEventListener("message", onMessage)
    return () => navigator.serviceWorker.removeEventListener("message", onMessage)
  }, [sdk, key])
  if (!key || !hasPush()) return null

  const turnOn = async () => {
    setProblem(undefined)
    try {
      if (await enablePush(sdk, key)) setOn(true)
      else setProblem("pushRefused")
    } catch {
      setProblem("pushFailed")
    }
  }
  const turnOff = async () => {
    await disablePush(sdk)
    setOn(false)
  }
  return (
    <section className="panel">
      <h2>{words.push}</h2>
      <p>{words.pushText}</p>
      <p role="status">{isOn ? words.pushIsOn : problem ? words[problem] : ""}</p>
      <button type="button" className={isOn ? undefined : "primary"} onClick={() => void (isOn ? turnOff() : turnOn())}>
        {isOn ? words.pushOff : words.pushOn}
      </button>
    </section>
  )
}
