/** What `context/` says, in German. */
export const context = {}
