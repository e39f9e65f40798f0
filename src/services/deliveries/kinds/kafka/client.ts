/** The part of KafkaJS' API that is used here. Kafka of `kafkajs` and of Confluent's `KafkaJS` export both have it. */
export interface KafkaClient {
  producer(config?: object): KafkaProducer
  consumer(config: object): KafkaConsumer
  admin?(): KafkaAdmin
}

/** Both libraries have it. Left out, nobody knows how many messages wait. */
export interface KafkaAdmin {
  connect(): Promise<void>
  fetchTopicOffsets(topic: string): Promise<ReadonlyArray<{ readonly partition: number; readonly high: string }>>
  fetchOffsets(of: { groupId: string; topics: string[] }): Promise<ReadonlyArray<{ readonly partitions: readonly KafkaOffset[] }>>
  disconnect(): Promise<void>
}

export interface KafkaOffset {
  readonly partition: number
  /** "-1" where nothing was committed yet. */
  readonly offset: string
}

export interface KafkaProducer {
  connect(): Promise<void>
  send(record: KafkaRecord): Promise<readonly KafkaReceipt[]>
  disconnect(): Promise<void>
}

export interface KafkaRecord {
  readonly topic: string
  readonly acks?: number
  readonly messages: ReadonlyArray<{
    readonly key: string | Buffer | null
    readonly value: Buffer | null
    readonly headers?: Readonly<Record<string, string | Buffer>>
  }>
}

/** One partition's answer. */
export interface KafkaReceipt {
  readonly topicName: string
  readonly partition: number
  readonly baseOffset?: string
}

export interface KafkaConsumer {
  /** KafkaJS only. */
  on?(event: "consumer.crash", listener: (event: { payload: { error: Error; restart: boolean } }) => void): unknown
  connect(): Promise<void>
  subscribe(subscription: object): Promise<void>
  run(config: { eachMessage(delivery: KafkaDelivery): Promise<void>; autoCommit?: boolean }): Promise<void>
  commitOffsets(offsets: ReadonlyArray<{ topic: string; partition: number; offset: string }>): Promise<void>
  disconnect(): Promise<void>
}

export interface KafkaDelivery {
  readonly topic: string
  readonly partition: number
  readonly message: {
    readonly key: Buffer | string | null
    readonly value: Buffer | string | null
    readonly offset: string
    readonly headers?: Readonly<Record<string, Buffer | string | ReadonlyArray<Buffer | string> | undefined>>
  }
  /** KafkaJS only: says that we are alive during long work. */
  heartbeat?(): Promise<void>
}

/** Which of the two libraries a client is of: they take their settings in different places. */
export type Dialect = "kafkajs" | "confluent"

interface Settings {
  /** Settings that both have, by KafkaJS' names. */
  readonly common: object
  /** Settings that Confluent's has here, and KafkaJS at the call. */
  readonly confluent?: object
}

/**
 * Makes a producer or consumer. KafkaJS takes its settings as they are; Confluent's throws at the first one and asks for them
 * under `kafkaJS`.
 */
export function make<Made>(build: (config: object) => Made, { common, confluent }: Settings): { made: Made; dialect: Dialect } {
  try {
    return { made: build(common), dialect: "kafkajs" }
  } catch (error) {
    if (!/kafkaJS/.test(String((error as Error).message))) throw error
    return { made: build({ kafkaJS: { ...common, ...confluent } }), dialect: "confluent" }
  }
}
