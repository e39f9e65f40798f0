#!/usr/bin/env bash
# @nats-io/jetstream 3.4.0 asks for no delay at all when `nak` is given a fraction of a millisecond.
#
# `nak(millis)` multiplies by a million and writes the number as JSON. The server reads whole nanoseconds: of 5000.0000005 ms, which the
# client writes as 5000000000.5, it takes nothing, and delivers the message again at once. A backoff with jitter, such as
# `5000 * (1 + Math.random())`, is almost always such a number: messages that fail come back without a pause, up to `max_deliver`.
#
# Needs nats-server. Seen: after nak(5000) 0 more deliveries within two seconds, after nak(5000.0000005) 1.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @nats-io/jetstream@3.4.0 @nats-io/transport-node@3.4.0 >/dev/null
nats-server -a 127.0.0.1 -p 24222 -js -sd "$folder/data" >/dev/null 2>&1 &
server=$!
seen=$(node -e '
  const { connect } = require("@nats-io/transport-node")
  const { AckPolicy, jetstream, jetstreamManager } = require("@nats-io/jetstream")
  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
  const run = async () => {
    await pause(1000)
    const connection = await connect({ servers: "127.0.0.1:24222" })
    const manager = await jetstreamManager(connection)
    await manager.streams.add({ name: "S", subjects: ["s"] })
    const seen = []
    for (const delay of [5000, 5000.0000005]) {
      await manager.streams.purge("S")
      await manager.consumers.add("S", { durable_name: "C" + seen.length, ack_policy: AckPolicy.Explicit, ack_wait: 60e9 })
      await jetstream(connection).publish("s", "a")
      const consumer = await jetstream(connection).consumers.get("S", "C" + seen.length)
      ;(await consumer.next()).nak(delay)
      seen.push((await consumer.next({ expires: 2000 })) ? 1 : 0)
    }
    await connection.close()
    console.log(seen.join(", "))
  }
  run()
')
echo "$seen"
[ "$seen" = "0, 1" ]
