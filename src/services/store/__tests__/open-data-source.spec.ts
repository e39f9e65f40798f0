import { DataSource } from "typeorm"
import { openDataSource } from "../open-data-source"

const failing = (...errors: Error[]) => {
  const dataSource = new DataSource({ type: "postgres" })
  const initialize = jest.spyOn(dataSource, "initialize")
  for (const error of errors) initialize.mockRejectedValueOnce(error)
  initialize.mockResolvedValue(dataSource)
  return { dataSource, initialize }
}

const timeout = () => new Error("Connection terminated due to connection timeout")

it("retries when a connection timed out", async () => {
  const { dataSource } = failing(timeout(), timeout())

  await expect(openDataSource(dataSource)).resolves.toBe(dataSource)
})

it("ends with a database that never answers", async () => {
  const { dataSource, initialize } = failing(timeout(), timeout(), timeout())

  await expect(openDataSource(dataSource)).rejects.toThrow("connection timeout")
  expect(initialize).toHaveBeenCalledTimes(3)
})

it("takes any other failure as it is", async () => {
  const { dataSource, initialize } = failing(new Error("password authentication failed"))

  await expect(openDataSource(dataSource)).rejects.toThrow("password")
  expect(initialize).toHaveBeenCalledTimes(1)
})
