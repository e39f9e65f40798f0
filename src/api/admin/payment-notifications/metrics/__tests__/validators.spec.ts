import { MetricsParams } from "../validators"

const hours = (params: object): number => {
  const { from, to } = MetricsParams.parse(params)
  return (to.getTime() - from.getTime()) / 3_600_000
}

it.each([
  [{}, 24],
  [{ window: "1h" }, 1],
  [{ window: "30d" }, 720],
  [{ window: "90d" }, 2160],
  [{ from: "2030-01-01T00:00:00Z", to: "2030-01-01T12:00:00+02:00" }, 10],
])("reads %j as %d hours", (params, expected) => expect(hours(params)).toBe(expected))

it.each([
  [{ window: "2h" }, /1h/],
  [{ window: "1h", from: "2030-01-01T00:00:00Z" }, /either window/],
  [{ to: "2030-01-01T00:00:00Z" }, /needs from/],
  [{ from: "2030-01-02T00:00:00Z", to: "2030-01-01T00:00:00Z" }, /before to/],
  [{ from: "2020-01-01T00:00:00Z", to: "2030-01-01T00:00:00Z" }, /92 days/],
  [{ from: "yesterday" }, /datetime/],
  [{ from: "2030-01-01" }, /datetime/],
  [{ nonsense: 1 }, /nonsense/],
])("refuses %j", (params, message) => expect(() => MetricsParams.parse(params)).toThrow(message))
