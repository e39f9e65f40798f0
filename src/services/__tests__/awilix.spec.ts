import { readFileSync } from "node:fs"
import path from "node:path"
import * as theirs from "@medusajs/framework/awilix"
import * as ours from "awilix"

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"))
const root = path.resolve(__dirname, "../../..")

it("is the copy that Medusa's containers are made with", () => {
  expect(ours.asClass).toBe(theirs.asClass)
  expect(ours.createContainer).toBe(theirs.createContainer)
})

it("is asked for in the framework's own range, and installed once", () => {
  const { dependencies } = read(path.join(path.dirname(require.resolve("@medusajs/deps/awilix")), "../package.json"))
  const { peerDependencies, devDependencies } = read(path.join(root, "package.json"))
  expect(peerDependencies.awilix).toBe(dependencies.awilix)
  expect(devDependencies.awilix).toBe(dependencies.awilix)
  const { packages } = read(path.join(root, "package-lock.json"))
  expect(Object.keys(packages).filter((at) => at.endsWith("node_modules/awilix"))).toEqual(["node_modules/awilix"])
})
