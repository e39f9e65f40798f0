import { recordStatements, type Recorded } from "./record"

let stop: (() => Recorded[]) | undefined

/** Run in the store: begins to record the plugin's statements, or ends it and answers them. */
export default async function recordInStore({ input }: { input: "begin" | "end" }): Promise<Recorded[]> {
  if (input === "begin") {
    stop = recordStatements()
    return []
  }
  return stop?.() ?? []
}
