import { randomBytes } from "node:crypto"
import type { PaymentNotificationOptions } from "../../../src"
import type { JsonCall } from "../../../scripts/lib/http"
import { HttpError, type SharedStore } from "../../setup"

const BASE = "/admin/payment-notifications"

/** Options of a store whose admin makes destinations on this machine. */
export const deliveryOptions = (): NonNullable<PaymentNotificationOptions["deliveries"]> => ({
  encryptionKeys: [randomBytes(32).toString("base64")],
  allowedHosts: ["127.0.0.1"],
})

/** Destinations and deliveries through the admin API, as the demo admin. Each answer is kept, to be searched for secrets. */
export function deskOf({ admin }: Pick<SharedStore, "admin">) {
  const answers: string[] = []
  const call = async (method: Parameters<JsonCall>[0], path: string, body?: object): Promise<any> => {
    try {
      const answer = await admin<any>(method, `${BASE}${path}`, body)
      answers.push(JSON.stringify(answer))
      return answer
    } catch (error) {
      if (error instanceof HttpError) answers.push(JSON.stringify(error.body))
      throw error
    }
  }
  return {
    /** The texts of all answers so far. */
    answers,
    call,
    create: (body: object) => call("POST", "/destinations", body),
    show: async (id: string) => (await call("GET", `/destinations/${id}`)).destination,
    say: (id: string, verb: string, body?: object) => call("POST", `/destinations/${id}/${verb}`, body),
    deliveriesOf: async (id: string, query = "") => (await call("GET", `/deliveries?destination_id=${id}${query}`)).deliveries,
    delivery: async (id: string) => (await call("GET", `/deliveries/${id}`)).delivery,
  }
}
