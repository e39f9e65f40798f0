import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { tagOf } from "./use-sums"

/** The largest unit first, each with the seconds from which on it is used. */
const UNITS = [
  ["day", 86_400, 172_800],
  ["hour", 3_600, 7_200],
  ["minute", 60, 120],
  ["second", 1, 0],
] as const

export interface Numbers {
  count(n: number): string
  /** `99.9%` of 0.9996: a failure is never rounded away. */
  share(part: number): string
  /** `4.2 sec`, `3 min`, `5 days`. */
  duration(seconds: number): string
}

/** Writes numbers as the dashboard's language does. */
export function useNumbers(): Numbers {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const tag = tagOf(i18n.language)
    const format = (value: number, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, options).format(value)
    return {
      count: (n) => format(n, {}),
      share: (part) => format(Math.floor(part * 1000 + 1e-9) / 1000, { style: "percent", maximumFractionDigits: 1 }),
      duration: (seconds) => {
        const [unit, size] = UNITS.find(([, , from]) => Math.abs(seconds) >= from) ?? UNITS[3]
        const value = seconds / size
        return format(value, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0 })
      },
    }
  }, [i18n.language])
}
