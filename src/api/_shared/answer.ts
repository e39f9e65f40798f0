import type { SUMS } from "./both-units"

type Sum = (typeof SUMS)[number]

/** The fields that `inBothUnits` adds to those of a row. */
type BothUnits<T> = {
  readonly [Name in Extract<keyof T, Sum> as `${Name}_major`]: number | null
} & {
  readonly [Name in Extract<keyof T, Sum> as `${Name}_minor`]: string | null
}

/**
 * `T` as a client of the admin API reads it: each date as text of ISO 8601, and each sum in both units. So the dashboard's pages
 * are checked against the very types of the routes: a column that is renamed does not compile there.
 */
export type Answer<T> = T extends Date
  ? string
  : T extends readonly (infer One)[]
    ? Answer<One>[]
    : T extends object
      ? { readonly [Name in keyof T]: Answer<T[Name]> } & BothUnits<T>
      : T
