// Run inside a store: takes or releases a key of Medusa's Locking Module as core's completion of a cart does, under no name.
module.exports.default = async ({ container, input: { key, seconds, release } }) => {
  const locking = container.resolve("locking")
  if (release) return locking.release(key)
  await locking.acquire(key, { expire: seconds })
}
