import { createServer, type AddressInfo, type Socket } from "node:net"

/**
 * A broker that speaks just enough of Kafka's protocol to refuse: librdkafka's mock has every topic and takes every size. Topic
 * `missing` is unknown (3); whatever is produced to another topic is too large (10) if its batch has more than 2,000 bytes.
 */
export async function startRefusingKafka(): Promise<{ readonly broker: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)).on("error", () => undefined))
    let rest = Buffer.alloc(0)
    socket.on("data", (bytes) => {
      rest = Buffer.concat([rest, bytes])
      while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
        const length = rest.readInt32BE(0)
        const request = rest.subarray(4, 4 + length)
        rest = rest.subarray(4 + length)
        const answer = Buffer.concat([request.subarray(4, 8), answerTo(request, port)])
        socket.write(Buffer.concat([int32(answer.length), answer]))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    broker: `127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const [PRODUCE, METADATA, API_VERSIONS] = [0, 3, 18]
const [UNKNOWN_TOPIC, TOO_LARGE] = [3, 10]

function answerTo(request: Buffer, port: number): Buffer {
  const api = request.readInt16BE(0)
  const body = request.subarray(10 + Math.max(0, request.readInt16BE(8)))
  if (api === API_VERSIONS) {
    const apis = [API_VERSIONS, 0, 0, METADATA, 1, 1, PRODUCE, 3, 3].map(int16)
    return Buffer.concat([int16(0), int32(3), ...apis, int32(0)])
  }
  if (api === METADATA) {
    const node = [int32(1), int32(1), text("127.0.0.1"), int32(port), int16(-1), int32(1)]
    const topic = body.length > 4 && body.readInt32BE(0) > 0 ? body.subarray(6, 6 + body.readInt16BE(4)).toString() : undefined
    if (topic === undefined) return Buffer.concat([...node, int32(0)])
    const isMissing = topic === "missing"
    const partition = [int16(0), int32(0), int32(1), int32(1), int32(1), int32(1), int32(1)]
    const partitions = isMissing ? [int32(0)] : [int32(1), ...partition]
    return Buffer.concat([...node, int32(1), int16(isMissing ? UNKNOWN_TOPIC : 0), text(topic), Buffer.from([0]), ...partitions])
  }
  const topic = body.subarray(14, 14 + body.readInt16BE(12)).toString()
  const error = request.length > 2_000 ? TOO_LARGE : 0
  return Buffer.concat([int32(1), text(topic), int32(1), int32(0), int16(error), int64(0), int64(-1), int32(0)])
}

const int16 = (value: number) => Buffer.from([(value >> 8) & 0xff, value & 0xff])
const int32 = (value: number) => Buffer.concat([int16(value >> 16), int16(value)])
const int64 = (value: number) => Buffer.concat([int32(value < 0 ? -1 : 0), int32(value)])
const text = (value: string) => Buffer.concat([int16(value.length), Buffer.from(value)])
