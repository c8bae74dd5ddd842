declare module 'dynalite' {
  import type { Server } from 'node:http'

  /** A server, in this process, that does what DynamoDB does; it keeps its tables in memory. */
  function dynalite(options?: { readonly createTableMs?: number; readonly deleteTableMs?: number }): Server
  export = dynalite
}
