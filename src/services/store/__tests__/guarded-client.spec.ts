import { createServer, type AddressInfo, type Server, type Socket } from "node:net"
import { Pool } from "pg"
import { createDataSource } from "../data-source"
import { GuardedClient } from "../guarded-client"

const message = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const AUTHENTICATED = message("R", Buffer.from([0, 0, 0, 0]))
const READY = message("Z", Buffer.from("I"))
const ENDED = message("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0"))

let server: Server
const sockets = new Set<Socket>()

/** Ends each connection in the packet that says that it is ready, as a server does when it is shut down at this moment. */
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on("error", () => undefined)
    socket.once("data", () => socket.write(Buffer.concat([AUTHENTICATED, READY, ENDED])))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})

afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
})

it("survives a connection that is ended as soon as it is ready", async () => {
  const { port } = server.address() as AddressInfo
  const pool = new Pool({ host: "127.0.0.1", port, user: "u", database: "d", ssl: false, Client: GuardedClient } as never)
  pool.on("error", () => undefined)

  // As TypeORM takes it: it listens for errors in the next turn.
  const client = await pool.connect()
  await expect(client.query("SELECT 1")).rejects.toThrow(/terminat|not queryable/i)
  client.release(true)
  await pool.end()
})

it("is the client of the data source", () => {
  const { options } = createDataSource({ clientUrl: "postgres://u@127.0.0.1/d", schema: "public", driverOptions: {} } as never, {
    poolSize: 1,
  })
  expect(options).toMatchObject({ extra: { Client: GuardedClient } })
})
