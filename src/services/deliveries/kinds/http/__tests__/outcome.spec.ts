import { DeliveryRejectedError } from "../../../../domain/delivery-rejected-error"
import { message, open, Receiver, soon } from "./receiver"

let receiver: Receiver
beforeEach(async () => {
  receiver = new Receiver()
  await receiver.start()
})
afterEach(() => receiver.stop())

const config = () => ({ config: { url: `http://${receiver.host}/hook` }, allowedHosts: [receiver.host] })

const rejected = async (send: Promise<unknown>): Promise<DeliveryRejectedError> => {
  const error = await send.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(DeliveryRejectedError)
  return error as DeliveryRejectedError
}

it.each([200, 201, 202, 204, 299])("takes %i for a confirmation", async (status) => {
  receiver.answer = (response) => void response.writeHead(status).end(status === 204 ? undefined : "taken")
  expect(await open(config()).send(message(), soon())).toEqual({ status, ...(status !== 204 && { answer: "taken" }) })
})

it.each([
  [300, "retry"],
  [301, "retry"],
  [304, "retry"],
  [307, "retry"],
  [308, "retry"],
  [400, "retry"],
  [401, "retry"],
  [404, "retry"],
  [408, "retry"],
  [410, "gone"],
  [429, "retry"],
  [500, "retry"],
  [503, "retry"],
])("takes %i for a refusal that means %s, and follows no redirect", async (status, rejection) => {
  receiver.answer = (response) => void response.writeHead(status, { location: `http://${receiver.host}/elsewhere` }).end("no")
  const error = await rejected(open(config()).send(message(), soon()))

  expect(error).toMatchObject({ rejection, answerStatus: status, message: expect.stringContaining(`answered ${status}`) })
  expect(receiver.calls.map(({ url }) => url)).toEqual(["/hook"])
})

it("hands on when the receiver wants to be asked again", async () => {
  receiver.answer = (response) => void response.writeHead(503, { "retry-after": "120" }).end()
  expect((await rejected(open(config()).send(message(), soon()))).retryAfterSeconds).toBe(120)
})

it("keeps 1 kB of an answer, whole characters and no control characters, and of an endless one as well", async () => {
  receiver.answer = (response) => {
    response.writeHead(400)
    const write = () => response.write(`\0\u001b[31m${"€".repeat(4_000)}`)
    response.on("drain", write)
    write()
  }
  const { answer = "" } = await rejected(open(config()).send(message(), soon()))

  expect(answer).toMatch(/^\[31m€+$/)
  expect(Buffer.byteLength(answer)).toBeGreaterThan(1_020)
  expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(1_024)
})

it("believes the status of an answer that breaks off, and knows nothing of one that breaks off before it", async () => {
  receiver.answer = (response) => {
    response.writeHead(200, { "content-length": "100" }).write("ha")
    setTimeout(() => response.destroy(), 50)
  }
  expect(await open(config()).send(message(), soon())).toEqual({ status: 200, answer: "ha" })

  receiver.answer = (response) => void response.destroy()
  const error = await open(config())
    .send(message(), soon())
    .catch((error: unknown) => error)
  expect(error).toMatchObject({ code: "ECONNRESET" })
  expect(error).not.toBeInstanceOf(DeliveryRejectedError)
})

it("gives up at the signal's time, and then nobody knows", async () => {
  receiver.answer = () => {}
  await expect(open(config()).send(message(), soon(100))).rejects.toMatchObject({ cause: { name: "TimeoutError" } })
})

it("fails, and is not refused, where nobody listens", async () => {
  const there = config()
  await receiver.stop()
  const error = await open(there)
    .send(message(), soon())
    .catch((error: unknown) => error)
  expect(error).toMatchObject({ code: "ECONNREFUSED" })
  expect(error).not.toBeInstanceOf(DeliveryRejectedError)
  await receiver.start()
})

it("is not opened without a secret: nothing goes out unsigned", () => {
  expect(() => open({ ...config(), secrets: [] })).toThrow("no valid secret")
})

it("hides in an answer the secrets that the call carried", async () => {
  receiver.answer = (response, { headers, url }) =>
    void response.writeHead(403).end(`${headers.authorization} ${headers["x-api-key"]} ${url}`)
  const secret = {
    url: `http://${receiver.host}/hook?key=PLANTED%20KEY&v=1`,
    headers: { "X-Api-Key": "PLANTED-1", Authorization: "Bearer PLANTED-2" },
  }
  const error = await rejected(open({ ...config(), config: secret }).send(message(), soon()))

  expect(receiver.last.headers).toMatchObject({ "x-api-key": "PLANTED-1", authorization: "Bearer PLANTED-2" })
  expect(JSON.stringify({ ...error, message: error.message })).not.toContain("PLANTED")
  expect(error.answer).toContain("/hook?key=[hidden]&v=1")
})

it("sends again at once on a new connection when the kept one was closed", async () => {
  const sender = open(config())
  await sender.send(message(), soon())
  receiver.answer = (response) => {
    receiver.answer = (response) => void response.end()
    response.destroy()
  }
  expect(await sender.send(message({ id: "ptrn_2" }), soon())).toEqual({ status: 200 })
  expect([receiver.connections, receiver.calls.map(({ headers }) => headers["webhook-id"])]).toEqual([
    2,
    ["ptrn_1", "ptrn_2", "ptrn_2"],
  ])
})

it("closes when what is under way has ended", async () => {
  const order: string[] = []
  receiver.answer = (response) => void setTimeout(() => response.end(), 100)
  const sender = open(config())
  const sent = sender.send(message(), soon()).then(() => order.push("sent"))
  await sender.close().then(() => order.push("closed"))
  await sent
  expect(order).toEqual(["sent", "closed"])
})
