import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { tagOf } from "./use-sums"

interface Times {
  /** `09:41:07` */
  readonly timeOfDay: (at: string) => string
  readonly dateAndTime: (at: string) => string
}

/** Writes times to the second as the dashboard's language does, by the clock of whoever looks at them. */
export function useTimes(): Times {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const tag = tagOf(i18n.language)
    const time = new Intl.DateTimeFormat(tag, { timeStyle: "medium" })
    const both = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "medium" })
    return { timeOfDay: (at) => time.format(new Date(at)), dateAndTime: (at) => both.format(new Date(at)) }
  }, [i18n.language])
}
