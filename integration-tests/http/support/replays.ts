import { poll, type TestStore } from "../../setup"

const BASE = "/admin/payment-notifications/webhook-events"

type Shown = Record<string, any>

/** Causes and replays through the admin API, as the demo admin. */
export const replaysOf = ({ admin }: Pick<TestStore, "admin">) => {
  const show = async (id: string) => (await admin<{ replay: Shown }>("GET", `${BASE}/replays/${id}`)).replay
  return {
    causes: async () => (await admin<{ causes: Shown[] }>("GET", `${BASE}/causes`)).causes,
    count: async ({ account, cause }: Shown) =>
      (await admin<{ count: number }>("POST", `${BASE}/replays`, { account, cause, dry_run: true })).count,
    begin: async ({ account, cause }: Shown) =>
      (await admin<{ replay: Shown }>("POST", `${BASE}/replays`, { account, cause })).replay,
    list: async () => (await admin<{ replays: Shown[] }>("GET", `${BASE}/replays`)).replays,
    show,
    stop: async (id: string) => (await admin<{ replay: Shown }>("POST", `${BASE}/replays/${id}/stop`, {})).replay,
    /** The replay once so many of its events have an outcome. */
    reached: (id: string, done: number) =>
      poll(
        `${done} events of the replay`,
        async () => {
          const replay = await show(id)
          return replay.done >= done && replay
        },
        { timeoutMs: 120_000, everyMs: 20 },
      ),
    ended: (id: string) =>
      poll(
        "the end of the replay",
        async () => {
          const replay = await show(id)
          return replay.state !== "running" && replay
        },
        { timeoutMs: 120_000 },
      ),
  }
}
