import type { Fact } from "../../domain/facts"
import type { Reading } from "../provider"

/** One event's reading, before its mode is compared with the account's. */
export type Outcome = { readonly fact: Fact } | Pick<Required<Reading>, "unclear"> | Pick<Required<Reading>, "ignored">
