import { createServer } from "node:http"

/** As many third parties as the argument says, in a process of their own: each answers at once. Their ports are told once all listen. */
const ports = await Promise.all(
  Array.from({ length: Number(process.argv[2]) }, async () => {
    const server = createServer((request, response) => request.resume().on("end", () => response.end()))
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve))
    return server.address().port
  }),
)
process.on("disconnect", () => process.exit())
process.send(ports)
