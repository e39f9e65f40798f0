import net from "node:net"

/** A way to the database that a test can freeze: bytes go in and none come out, as in a network that drops them. */
export interface Proxy {
  /** The database's URL by this way. */
  readonly url: string
  freeze(): void
  /** Passes on what was held back, and everything from now on. */
  thaw(): void
  close(): Promise<void>
}

export async function openProxy(databaseUrl: string): Promise<Proxy> {
  const target = new URL(databaseUrl)
  const pairs = new Set<readonly [net.Socket, net.Socket]>()
  let frozen = false
  const hold = (pair: readonly net.Socket[]) => pair.forEach((socket) => (frozen ? socket.pause() : socket.resume()))
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port || 5432), target.hostname)
    const pair = [near, far] as const
    pairs.add(pair)
    near.on("data", (bytes) => far.write(bytes))
    far.on("data", (bytes) => near.write(bytes))
    for (const [socket, peer] of [pair, [far, near] as const]) {
      socket.on("error", () => undefined)
      socket.on("close", () => {
        pairs.delete(pair)
        peer.destroy()
      })
    }
    hold(pair)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(databaseUrl)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as net.AddressInfo).port)
  const set = (to: boolean) => {
    frozen = to
    for (const pair of pairs) hold(pair)
  }
  return {
    url: url.toString(),
    freeze: () => set(true),
    thaw: () => set(false),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const [near] of pairs) near.destroy()
      }),
  }
}
