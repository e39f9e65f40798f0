import type { ResolvedOptions } from "../options"

/** No further stream is opened now. */
export class TooManyStreamsError extends Error {}

type Limits = Pick<ResolvedOptions["live"], "maxStreams" | "maxStreamsPerAddress" | "maxStreamsPerPayment">

/** Counts the open streams of this process: in all, by address, and by address and payment. */
export class StreamLimits {
  readonly #limits: Limits
  readonly #counts = new Map<string, number>()
  #all = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Takes a place for one more stream; the result gives it back, once. Throws TooManyStreamsError where none is free. */
  admit(address: string, watched: string): () => void {
    const { maxStreams, maxStreamsPerAddress, maxStreamsPerPayment } = this.#limits
    const [ofAddress, ofPayment] = [address, `${address} ${watched}`]
    if (this.#all >= maxStreams) throw new TooManyStreamsError("this server has as many open streams as it may have")
    if (this.#count(ofAddress) >= maxStreamsPerAddress)
      throw new TooManyStreamsError("too many streams are open from this address")
    if (this.#count(ofPayment) >= maxStreamsPerPayment) {
      throw new TooManyStreamsError("too many streams of this payment are open from this address")
    }
    this.#all++
    this.#change(ofAddress, 1)
    this.#change(ofPayment, 1)
    let isFree = false
    return () => {
      if (isFree) return
      isFree = true
      this.#all--
      this.#change(ofAddress, -1)
      this.#change(ofPayment, -1)
    }
  }

  #count(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  #change(key: string, by: number): void {
    const count = this.#count(key) + by
    if (count > 0) this.#counts.set(key, count)
    else this.#counts.delete(key)
  }
}
