// Preloaded into a store whose clock is stepped: `{ stepClock: milliseconds }` sets how far it is ahead of the machine's. A Proxy, so that
// dates made elsewhere are instances of it, too.
let ahead = 0
const now = Date.now.bind(Date)
const stepped = () => now() + ahead

globalThis.Date = new Proxy(Date, {
  get: (date, name) => (name === "now" ? stepped : Reflect.get(date, name)),
  apply: (date) => new date(stepped()).toString(),
  construct: (date, values, as) =>
    Reflect.construct(date, values.length ? values : [stepped()], as === globalThis.Date ? date : as),
})

process.on("message", (message) => {
  if (typeof message?.stepClock === "number") ahead = message.stepClock
})
// The channel alone keeps no store alive that was asked to end.
process.channel?.unref()
