import type { DestinationOverview } from "../../../services/store/delivery-overview-repository"
import { lineOf } from "../list-destinations"

const NOW = new Date("2026-06-01T12:00:00Z")
const works: DestinationOverview = {
  ...{ id: "erp", kind: "http", origin: "options", description: null, state: "active" },
  ...{ disabled_reason: null, disabled_at: null, failing_since: null, opened_until: null, is_open: false },
  ...{ waiting: 0, due: 0, oldest: null, overdue_seconds: null, dead: 0, last_delivered_at: new Date("2026-06-01T11:59:00Z") },
}
const line = (more: Partial<DestinationOverview>) => lineOf({ ...works, ...more }, NOW).replace(/ +/g, " ")

it.each<[Partial<DestinationOverview>, string]>([
  [{}, "erp http active 0 wait, 0 dead, last success 2026-06-01T11:59:00.000Z"],
  [
    {
      failing_since: new Date("2026-06-01T09:00:00Z"),
      is_open: true,
      waiting: 12,
      oldest: new Date("2026-06-01T09:00:00Z"),
      dead: 1,
    },
    "erp http active, failing for 3 h, only probed 12 wait (oldest 3 h), 1 dead, last success 2026-06-01T11:59:00.000Z",
  ],
  [{ state: "paused", last_delivered_at: null }, "erp http paused 0 wait, 0 dead, last success none yet"],
  [
    { state: "disabled", disabled_reason: "gone" },
    "erp http disabled (gone) 0 wait, 0 dead, last success 2026-06-01T11:59:00.000Z",
  ],
])("shows %j", (more, expected) => expect(line(more)).toBe(expected))
