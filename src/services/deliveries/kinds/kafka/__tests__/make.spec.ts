import { Kafka, logLevel } from "kafkajs"
import { make } from "../client"

const settings = { common: { allowAutoTopicCreation: false }, confluent: { acks: -1 } }

it("gives KafkaJS its settings as they are", () => {
  const kafka = new Kafka({ brokers: ["127.0.0.1:1"], logLevel: logLevel.NOTHING })

  expect(make((config) => kafka.producer(config), settings).dialect).toBe("kafkajs")
})

it("gives Confluent's client its settings where it asks for them", () => {
  const given: object[] = []
  const { made, dialect } = make((config) => {
    given.push(config)
    // The check of @confluentinc/kafka-javascript 1.10.1, with its words.
    if ("allowAutoTopicCreation" in config) {
      throw new Error(
        "The 'allowAutoTopicCreation' property seems to be a KafkaJS property in the main config block. It must be moved to the kafkaJS block.",
      )
    }
    return "a producer"
  }, settings)

  expect({ made, dialect }).toEqual({ made: "a producer", dialect: "confluent" })
  expect(given[1]).toEqual({ kafkaJS: { allowAutoTopicCreation: false, acks: -1 } })
})

it("passes on any other error of the client", () => {
  expect(() =>
    make(() => {
      throw new Error("no brokers")
    }, settings),
  ).toThrow("no brokers")
})
