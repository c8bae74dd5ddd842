/** What `erase/` says, in German. */
export const erase = {}
