import net from "node:net"

/** A TCP port that is free right now. */
export const freePort = (): Promise<number> => probe(0)

/** `port` where it is free, else any that is. */
export const freePortNear = (port: number): Promise<number> => probe(port).catch(freePort)

/** `port` itself; rejects when it is taken, because another server's `/health` would pass for ours. */
export const requireFree = (port: number): Promise<number> =>
  probe(port).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Port ${port} cannot be used (${error.code}); choose another one with --port`)
  })

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once("error", reject)
    server.listen(port, "127.0.0.1", () => {
      const taken = (server.address() as net.AddressInfo).port
      server.close(() => resolve(taken))
    })
  })
}
