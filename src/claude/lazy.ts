import type { MessagesClient } from './connection.ts'

/** A client whose package is loaded with its first request, so that nobody waits at start for hosts that are not used. */
export function lazily(load: () => Promise<MessagesClient>): MessagesClient {
  let client: Promise<MessagesClient> | null = null
  const ready = () => {
    client ??= load()
    return client
  }
  return {
    beta: {
      messages: {
        create: async (params, options) => (await ready()).beta.messages.create(params, options),
        // Asked only where the model's capabilities say that the host counts.
        async countTokens(params, options) {
          const { messages } = (await ready()).beta
          if (!messages.countTokens) throw new Error('Expected a client that counts tokens.')
          return await messages.countTokens(params, options)
        },
      },
    },
  }
}
