import { z } from "@medusajs/framework/zod"

const most = () => z.number().int().min(1).max(100_000)

/** Streams of payment statuses to storefronts. */
export const liveOptions = z
  .strictObject({
    /**
     * Send and take hints by PostgreSQL's NOTIFY, so that a change reaches a stream of any instance at once. It takes one more
     * connection in each process that serves streams. Off behind PgBouncer in transaction mode, where it does not work: a change is
     * then found within a second, by one query.
     */
    listen: z.boolean().default(true),
    /** Most streams of one payment from one address: a shopper's tabs and devices at home. */
    maxStreamsPerPayment: most().default(5),
    /**
     * Most streams from one address. Offices and mobile networks share one between many shoppers; so does every shopper behind a proxy
     * that Medusa does not know of.
     */
    maxStreamsPerAddress: most().default(100),
    /** Most streams of one process. */
    maxStreams: most().default(5_000),
    /** Seconds after which a stream is ended and its client connects anew; a tenth more or less by chance. */
    lifeSeconds: z.number().int().min(5).max(3_600).default(300),
    /** Seconds that a stream stays open after a payment's last change, such as its capture: a refund may follow. */
    finalAfterSeconds: z.number().int().min(0).max(3_600).default(180),
  })
  .prefault({})
