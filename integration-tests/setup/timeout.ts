// Booting a store takes seconds, and more on a busy machine.
jest.setTimeout(120_000)
