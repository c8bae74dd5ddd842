/** What `memory/` says, in German. */
export const memory = {}
